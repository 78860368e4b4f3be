#include "engine/handoff_views.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <tuple>
#include <utility>

#include "connect/kinds.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "engine/timeline_items.hpp"
#include "engine/wording.hpp"
#include "handoff/transition.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

using handoff::Handoff;

constexpr int why_words_max = 6;
constexpr std::int64_t why_days = 30;

std::optional<Instant> finite(Instant at) {
    return at == Instant::latest() ? std::nullopt : std::optional(at);
}

std::optional<std::string> if_any(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::vector<HandoffBreach> breaches_of(const Handoff& handoff, Instant now) {
    std::vector<HandoffBreach> breaches;
    for (const handoff::MissedBefore& before : handoff.missed_before) {
        breaches.push_back({.kind = before.kind, .due_at = before.due});
    }
    if (handoff.due_at != Instant::latest() && handoff.response_missed(now)) {
        breaches.push_back({.kind = "response", .due_at = handoff.due_at});
    }
    if (handoff.accept_due_at != Instant::latest() && handoff.acceptance_missed(now)) {
        breaches.push_back({.kind = "acceptance", .due_at = handoff.accept_due_at});
    }
    if (handoff.follow_up_missed(now)) {
        breaches.push_back({.kind = "follow_up", .due_at = handoff.follow_up_due_at});
    }
    return breaches;
}

// "Looked at pricing" → "pricing", "Filled in a form: Demo request" → "Demo request".
std::string short_title(const std::string& title) {
    constexpr std::string_view looked = "Looked at ";
    const auto colon = title.find(": ");
    if (colon != std::string::npos) {
        return title.substr(colon + 2);
    }
    return title.starts_with(looked) ? title.substr(looked.size()) : title;
}

// How much a touch says about intent: asking outweighs reading, reading outweighs being there.
int weight_of(const ledger::Dictionary& dictionary, const ledger::Shape& shape) {
    const auto* standard = connect::find_standard_kind(dictionary.kind(shape.kind));
    if (shape.direction == ledger::Direction::out) {
        return 0;
    }
    if (standard == nullptr) {
        return 3;
    }
    switch (standard->icon) {
        case connect::KindIcon::form:
        case connect::KindIcon::meeting: return 4;
        case connect::KindIcon::content:
        case connect::KindIcon::product: return 3;
        case connect::KindIcon::page: return 2;
        case connect::KindIcon::email:
        case connect::KindIcon::call:
        case connect::KindIcon::person:
        case connect::KindIcon::deal:
        case connect::KindIcon::handoff:
        case connect::KindIcon::money: return 1;
    }
    return 1;
}

struct Said {
    int weight = 0;
    int times = 0;
    Instant last;
};

// What they did in the month before, in few words: "Demo request · pricing 3×".
std::string why_words(const ledger::Timeline& timeline,
                      const ledger::Contact& contact,
                      Instant offered_at) {
    std::map<std::string, Said> counted;
    const auto& touches = contact.all().touches;
    const Instant from = plus(offered_at, -why_days * day_micros);
    for (auto touch = touches.rbegin(); touch != touches.rend() && touch->at >= from; ++touch) {
        const ledger::Dictionary& dictionary = timeline.dictionary();
        const ledger::Shape shape = dictionary.shape(touch->shape);
        const int weight = weight_of(dictionary, shape);
        if (touch->at <= offered_at && weight > 0) {
            Said& said = counted[short_title(shape_title(dictionary, shape))];
            said.weight = weight;
            said.last = std::max(said.last, touch->at);
            ++said.times;
        }
    }
    std::vector<std::pair<std::string, Said>> ranked(counted.begin(), counted.end());
    std::ranges::stable_sort(ranked, [](const auto& left, const auto& right) {
        const auto key = [](const Said& said) {
            return std::tuple(said.weight, said.times, said.last);
        };
        return key(left.second) > key(right.second);
    });
    std::string words;
    int left = why_words_max;
    for (const auto& [title, said] : ranked) {
        std::string part = said.times > 1 ? fmt::format("{} {}×", title, said.times) : title;
        const int length = 1 + static_cast<int>(std::ranges::count(part, ' '));
        if (!words.empty() && length > left) {
            break;
        }
        words += (words.empty() ? "" : " · ") + first_words(part, left);
        left -= length;
        if (left <= 0) {
            break;
        }
    }
    return words.empty() ? "Put forward by the agreement" : words;
}

// What their open deals are worth together; else nothing is known.
std::optional<Money> value_of(const ledger::Timeline& timeline,
                              const ledger::Contact& contact,
                              Instant now) {
    std::optional<Money> sum;
    for (const ledger::Slot slot : timeline.deals_of(contact)) {
        const ledger::Deal& deal = timeline.deals()[slot];
        const auto* status = ledger::Timeline::status(deal, now);
        const Value amount = timeline.value(deal.properties, "amount", now);
        const auto* money = std::get_if<Money>(&amount);
        const bool open = status != nullptr && status->status == ledger::DealStatus::open;
        if (!open || money == nullptr || !timeline.associated(deal, contact, now) ||
            (sum && sum->currency != money->currency)) {
            continue;
        }
        sum = Money{.minor = (sum ? sum->minor : 0) + money->minor, .currency = money->currency};
    }
    return sum;
}

bool is_qualified(const Workspace::View& view,
                  const ledger::Contact& contact,
                  const Handoff& handoff) {
    const lifecycle::History& history = view.live.history(view.timeline.slot_of(contact));
    return history.current() != nullptr &&
           std::ranges::any_of(history.current()->stages, [&](const auto& reached) {
               return view.live.chain().stage_name(reached) == handoff.stage;
           });
}

// The note of the last return is kept as a note at the same instant.
std::string note_at(const Workspace::View& view,
                    const ledger::Contact& contact,
                    const Handoff& handoff) {
    if (!handoff.closed_at) {
        return {};
    }
    const ledger::Timeline& timeline = view.timeline;
    for (const ledger::Slot slot : view.notes.about(timeline, contact)) {
        const ledger::Record* note = &timeline.records()[slot];
        const ledger::Code text = timeline.dictionary().find_name("text");
        const auto* change = ledger::Timeline::property(note->properties, text, Instant::latest());
        const bool then = change != nullptr && change->at >= *handoff.closed_at &&
                          change->at <= plus(*handoff.closed_at, second_micros);
        if (then && survivor_of(timeline,
                                text_of(timeline, note->properties, "contact", Instant::latest()),
                                Instant::latest()) == contact.id) {
            return value_words(timeline.dictionary().value(change->value));
        }
    }
    return {};
}

struct Found {
    const ledger::Contact* contact = nullptr;
    Handoff handoff;
};

HandoffContact contact_of(const ledger::Timeline& timeline,
                          const ledger::Contact& contact,
                          Instant now) {
    const ContactRef ref = contact_ref(timeline, contact, now);
    return {.id = ref.id,
            .name = ref.name,
            .company = ref.company,
            .job_title = if_any(text_of(timeline, contact.all().properties, "job_title", now))};
}

HandoffView view_of(const Workspace::View& view, const Found& found, Instant now) {
    const ledger::Timeline& timeline = view.timeline;
    const Handoff& handoff = found.handoff;
    const bool withdrawn = handoff.state == handoff::Step::offered && !handoff.stage.empty() &&
                           !is_qualified(view, *found.contact, handoff);
    return {.contact = contact_of(timeline, *found.contact, now),
            .number = handoff.number,
            .state = std::string(handoff::name(handoff.state)),
            .stage = handoff.stage,
            .owner = user_ref(timeline, handoff.owner, now),
            .offered_at = handoff.offered_at,
            .due_at = finite(handoff.due_at),
            .responded_at = handoff.responded_at,
            .accept_due_at = finite(handoff.accept_due_at),
            .accepted_at = handoff.accepted_at,
            .closed_at = handoff.closed_at,
            .reason = if_any(handoff.reason),
            .note = if_any(note_at(view, *found.contact, handoff)),
            .flag = withdrawn ? std::optional<std::string>("entry withdrawn") : std::nullopt,
            .breaches = breaches_of(handoff, now),
            .why = why_words(timeline, *found.contact, handoff.offered_at),
            .value = value_of(timeline, *found.contact, now),
            .clock = {.state = std::string(clock_state(handoff, now)),
                      .text = clock_words(handoff, now)},
            .override_name = if_any(handoff.override_name),
            .attempts = handoff.attempts,
            .attempts_agreed =
                handoff.attempts_agreed > 0 ? std::optional(handoff.attempts_agreed) : std::nullopt,
            .follow_up_due_at = finite(handoff.follow_up_due_at)};
}

bool wanted(const Handoff& handoff, HandoffFilter filter) {
    using enum handoff::Step;
    switch (filter) {
        case HandoffFilter::open: return handoff::is_open(handoff.state);
        case HandoffFilter::offered: return handoff.state == offered || handoff.state == expired;
        case HandoffFilter::accepted: return handoff.state == accepted;
        case HandoffFilter::closed: return !handoff::is_open(handoff.state);
        case HandoffFilter::all: return true;
    }
    return false;
}

// Only the last handoff of a contact can be open.
bool may_be_wanted(const ledger::Contact& contact, HandoffFilter filter) {
    if (contact.all().handoffs.empty() || contact.merged || contact.deleted()) {
        return false;
    }
    if (filter == HandoffFilter::all || filter == HandoffFilter::closed) {
        return true;
    }
    const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
    return last != nullptr && handoff::is_open(handoff::state_after(last->step));
}

// Open ones first, by what is due; closed ones after them, the latest first.
std::tuple<int, std::int64_t, std::int64_t> rank(const Found& found) {
    const Handoff& handoff = found.handoff;
    if (handoff.closed_at) {
        return {2, -handoff.closed_at->micros, found.contact->id.value};
    }
    return {handoff.accepted_at ? 1 : 0, handoff.due_at.micros, found.contact->id.value};
}

std::vector<Found> find_handoffs(const Workspace::View& view, const HandoffAsk& ask) {
    std::vector<Found> found;
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        if (!may_be_wanted(contact, ask.filter)) {
            continue;
        }
        for (Handoff& each : handoff::read_handoffs(view.timeline, contact, view.live.chain())) {
            const bool theirs = ask.owner.empty() || each.owner == ask.owner;
            const bool under = ask.override_name.empty() || each.override_name == ask.override_name;
            if (wanted(each, ask.filter) && theirs && under) {
                found.push_back({.contact = &contact, .handoff = std::move(each)});
            }
        }
    }
    std::ranges::sort(found, {}, rank);
    return found;
}

std::string cursor_of(const Found& found) {
    const auto [group, at, contact] = rank(found);
    return fmt::format("{}.{}.{}.{}", group, at, contact, found.handoff.number);
}

// The first after the cursor's row, where that row would stand now.
std::size_t start_of(const std::vector<Found>& found, const std::string& after) {
    if (after.empty()) {
        return 0;
    }
    std::array<std::int64_t, 3> parts{};
    const char* begin = after.data();
    const char* const end = begin + after.size();
    for (std::int64_t& part : parts) {
        const auto read = std::from_chars(begin, end, part);
        begin = read.ptr == end ? end : read.ptr + 1;
    }
    const std::tuple key{static_cast<int>(parts[0]), parts[1], parts[2]};
    const auto next =
        std::ranges::find_if(found, [&](const Found& each) { return rank(each) > key; });
    return static_cast<std::size_t>(next - found.begin());
}

}  // namespace

std::optional<HandoffFilter> find_handoff_filter(std::string_view name) {
    constexpr std::array<std::string_view, 5> names{"open", "offered", "accepted", "closed", "all"};
    const auto* const found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<HandoffFilter>(found - names.begin()));
}

HandoffPage list_handoffs(const Workspace::View& view, const HandoffAsk& ask) {
    const std::vector<Found> found = find_handoffs(view, ask);
    HandoffPage page{.rows = {}, .next = {}, .total = found.size()};
    std::size_t index = start_of(found, ask.after);
    for (; index < found.size() && page.rows.size() < ask.limit; ++index) {
        page.rows.push_back(view_of(view, found[index], ask.now));
    }
    if (index < found.size() && index > 0) {
        page.next = cursor_of(found[index - 1]);
    }
    return page;
}

std::optional<HandoffView> current_handoff_view(const Workspace::View& view,
                                                const ledger::Contact& contact,
                                                Instant now) {
    std::vector<Handoff> handoffs =
        handoff::read_handoffs(view.timeline, contact, view.live.chain());
    if (handoffs.empty()) {
        return std::nullopt;
    }
    return view_of(view, {.contact = &contact, .handoff = std::move(handoffs.back())}, now);
}

std::size_t waiting_handoffs(const Workspace::View& view, std::string_view owner) {
    std::size_t count = 0;
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        if (!may_be_wanted(contact, HandoffFilter::offered)) {
            continue;
        }
        const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
        const auto* held = ledger::Timeline::last_handoff(contact, Instant::latest(), true);
        const bool waits = last->step != ledger::HandoffStep::accepted;
        count += waits && (owner.empty() || view.timeline.dictionary().name(held->owner) == owner)
                     ? 1U
                     : 0U;
    }
    return count;
}

}  // namespace baton::engine
