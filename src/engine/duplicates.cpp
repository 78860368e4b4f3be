#include "engine/duplicates.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <tuple>
#include <utility>

#include "engine/contact_views.hpp"
#include "engine/merge_commands.hpp"
#include "engine/people.hpp"
#include "engine/wording.hpp"

namespace baton::engine {

namespace {

using Pair = FoundDuplicates::Pair;

constexpr std::string_view record = "different_contacts";

std::string pair_id(ContactId left, ContactId right) {
    return fmt::format("{}-{}", left.value, right.value);
}

bool called_different(const ledger::Timeline& timeline, const std::string& pair) {
    const ledger::Record* found = timeline.find_record(record, pair);
    return found != nullptr &&
           known(timeline.value(found->properties, "different", Instant::latest()));
}

bool is_open(const Workspace::View& view, const Pair& pair) {
    return find_contact(view, pair.left) != nullptr && find_contact(view, pair.right) != nullptr &&
           !called_different(view.timeline, pair_id(pair.left, pair.right));
}

DuplicateSide side_of(const Workspace::View& view, const ledger::Contact& contact) {
    const ledger::Timeline& timeline = view.timeline;
    const auto email = text_of(timeline, contact.all().properties, "email", Instant::latest());
    return {.contact = contact_ref(timeline, contact, Instant::latest()),
            .email = email.empty() ? std::nullopt : std::optional(email),
            .created_at = contact.created().value_or(Instant{}),
            .touches = static_cast<std::int64_t>(contact.all().touches.size()),
            .deals = static_cast<std::int64_t>(timeline.deals_of(contact).size())};
}

std::vector<DuplicateEvidence> evidence_of(const FoundDuplicates& found, const Pair& pair) {
    std::vector<DuplicateEvidence> lines;
    for (const auto& each : found.scale->judge(pair.left_row, pair.right_row).evidence) {
        if (each.level == matching::Level::unknown) continue;
        lines.push_back({.field = std::string(matching::title(each.field)),
                         .level = std::string(matching::title(each.level)),
                         .left = std::string(found.roll.text(each.field, pair.left_row)),
                         .right = std::string(found.roll.text(each.field, pair.right_row)),
                         .points = std::llround(each.bits),
                         .records = each.records});
    }
    std::ranges::stable_sort(lines, std::greater<>(), &DuplicateEvidence::points);
    return lines;
}

// The merge is proposed into whoever has more history; older when both have as much.
bool left_survives(const DuplicateSide& left, const DuplicateSide& right) {
    return std::tuple(left.deals, left.touches, -left.created_at.micros) >=
           std::tuple(right.deals, right.touches, -right.created_at.micros);
}

std::vector<DuplicateValue> values_of(const ledger::Timeline& timeline,
                                      const ledger::Contact& left,
                                      const ledger::Contact& right,
                                      bool into_left) {
    std::vector<DuplicateValue> values;
    const auto differing =
        into_left ? merged_values(timeline, right, left) : merged_values(timeline, left, right);
    for (const MergedValue& each : differing) {
        const bool left_stays = each.takes_from != into_left;
        values.push_back({.name = each.name,
                          .left = value_words(into_left ? each.of_into : each.of_from),
                          .right = value_words(into_left ? each.of_from : each.of_into),
                          .stays = left_stays ? "left" : "right",
                          .fixed = each.restrictive});
    }
    return values;
}

DuplicatePair pair_view(const Workspace::View& view,
                        const FoundDuplicates& found,
                        const Pair& pair) {
    const ledger::Contact& left = *find_contact(view, pair.left);
    const ledger::Contact& right = *find_contact(view, pair.right);
    DuplicatePair row{.id = pair_id(pair.left, pair.right),
                      .score = std::llround(pair.score),
                      .certain = pair.score >= matching::certain_score,
                      .left = side_of(view, left),
                      .right = side_of(view, right)};
    const bool into_left = left_survives(row.left, row.right);
    row.survivor = into_left ? row.left.contact.id : row.right.contact.id;
    row.evidence = evidence_of(found, pair);
    row.values = values_of(view.timeline, left, right, into_left);
    return row;
}

// Where a pair stands in the list: by score, then by ids.
using Place = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

Place place_of(const Pair& pair) {
    return {-std::llround(pair.score * 1'000'000), pair.left.value, pair.right.value};
}

std::optional<Place> parse_place(std::string_view text) {
    std::int64_t numbers[3] = {};
    for (std::int64_t& number : numbers) {
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (problem != std::errc()) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.starts_with('_')) text.remove_prefix(1);
    }
    return text.empty() ? std::optional(Place{numbers[0], numbers[1], numbers[2]}) : std::nullopt;
}

}  // namespace

Result<DuplicatesPage> duplicates_page(const Workspace::View& view,
                                       const FoundDuplicates& found,
                                       const DuplicatesAsk& ask) {
    const auto after = parse_place(ask.after);
    if (!after && !ask.after.empty()) {
        return fail(Failure::invalid, "There is no such place.", {{"?after", "is not known"}});
    }
    std::vector<const Pair*> open;
    for (const Pair& pair : found.pairs) {
        if (is_open(view, pair)) open.push_back(&pair);
    }
    std::ranges::sort(open, {}, [](const Pair* pair) { return place_of(*pair); });
    DuplicatesPage page{.rows = {}, .next = {}, .total = static_cast<std::int64_t>(open.size())};
    for (const Pair* pair : open) {
        if (after && place_of(*pair) <= *after) continue;
        if (page.rows.size() == ask.limit) break;
        page.rows.push_back(pair_view(view, found, *pair));
        const auto [score, left, right] = place_of(*pair);
        page.next = fmt::format("{}_{}_{}", score, left, right);
    }
    const bool is_last =
        page.rows.empty() || page.rows.back().id == pair_id(open.back()->left, open.back()->right);
    if (is_last) page.next.reset();
    return page;
}

Result<PairIds> parse_pair(std::string_view id) {
    PairIds pair;
    const auto [end, problem] = std::from_chars(id.data(), id.data() + id.size(), pair.left.value);
    if (problem == std::errc() && end != id.data() + id.size() && *end == '-') {
        const auto [last, wrong] =
            std::from_chars(end + 1, id.data() + id.size(), pair.right.value);
        if (wrong == std::errc() && last == id.data() + id.size() && pair.left < pair.right) {
            return pair;
        }
    }
    return fail(Failure::not_found, "There is no such pair.");
}

Result<Receipt> call_different(Desk& desk, const PairIds& pair, const Because& because) {
    for (const ContactId id : {pair.left, pair.right}) {
        if (desk.find_contact(id) == nullptr) {
            return fail(Failure::not_found, fmt::format("there is no contact {}", id.value));
        }
    }
    const std::string id = pair_id(pair.left, pair.right);
    desk.batch().topics.insert("duplicates");
    const ledger::Event& event = desk.record(
        ledger::RecordChanged{
            .record = std::string(record), .key = id, .properties = {{"different", true}}},
        because);
    return Receipt{.id = id, .recorded = {event.position}, .count = 1};
}

}  // namespace baton::engine
