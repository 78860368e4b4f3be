#include "engine/timeline_items.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <utility>

#include "connect/kinds.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/timeline_entries.hpp"
#include "engine/wording.hpp"
#include "handoff/handoffs.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

using namespace timeline_entries;

std::string text_field(const ledger::Dictionary& dictionary,
                       const ledger::Shape& shape,
                       std::string_view name) {
    const Value& value = dictionary.field(shape, name);
    return known(value) ? value_words(value) : std::string();
}

std::string_view icon_of(connect::KindIcon icon) {
    switch (icon) {
        case connect::KindIcon::page: return "page";
        case connect::KindIcon::email: return "mail";
        case connect::KindIcon::form: return "form";
        case connect::KindIcon::content: return "download";
        case connect::KindIcon::meeting: return "meeting";
        case connect::KindIcon::call: return "call";
        case connect::KindIcon::deal: return "deal";
        case connect::KindIcon::handoff: return "handoff";
        case connect::KindIcon::product:
        case connect::KindIcon::person:
        case connect::KindIcon::money: return "event";
    }
    return "event";
}

std::optional<std::string> joined(std::vector<std::string> parts) {
    std::erase(parts, std::string());
    const auto [first, last] = std::ranges::unique(parts);
    parts.erase(first, last);
    return parts.empty() ? std::nullopt : std::optional(fmt::format("{}", fmt::join(parts, " · ")));
}

// Words one entry. The view is held still by the caller.
class Wording {
public:
    explicit Wording(const Workspace::View& view)
        : timeline_(view.timeline), chain_(view.live.chain()) {}

    [[nodiscard]] TimelineItem word(const Entry& entry) const {
        TimelineItem item{
            .id = id_of(entry), .at = entry.at, .team = team_of(timeline_, chain_, entry)};
        std::visit([&](const auto& what) { fill(item, entry, what); }, entry.what);
        if (entry.of != nullptr) {
            item.contact = NamedRef{.id = std::to_string(entry.of->id.value),
                                    .name = contact_name(timeline_, *entry.of, Instant::latest())};
        }
        return item;
    }

private:
    void fill(TimelineItem& item, const Entry& entry, const ledger::Touch& touch) const {
        const ledger::Dictionary& dictionary = timeline_.dictionary();
        const ledger::Shape shape = dictionary.shape(touch.shape);
        const auto* standard = connect::find_standard_kind(dictionary.kind(shape.kind));
        const auto field = [&](std::string_view name) {
            return text_field(dictionary, shape, name);
        };
        item.icon = standard == nullptr ? "event" : icon_of(standard->icon);
        item.title = shape_title(dictionary, shape);
        item.detail = joined({field("asset"),
                              field("properties.outcome"),
                              field("properties.note"),
                              field("campaign"),
                              field("channel") == "sales" ? std::string() : field("channel")});
        attribute(item, entry, field("properties.by"));
    }

    void fill(TimelineItem& item, const Entry& entry, const ChangeGroup& group) const {
        const std::string& by = timeline_.dictionary().name(group.changes.front().change->by);
        const bool imported = by.starts_with("import");
        const std::string_view verb = imported ? "imported" : "changed";
        item.icon = imported ? "import" : "change";
        if (group.changes.size() == 1) {
            const NamedChange& only = group.changes.front();
            item.title = capitalised(fmt::format("{} {}", words_of(only), verb));
            item.detail = before_and_after(only);
        } else {
            item.title = fmt::format("{} properties {}", group.changes.size(), verb);
            std::vector<std::string> names;
            for (const NamedChange& each : group.changes) {
                names.push_back(words_of(each));
            }
            item.detail = fmt::format("{}", fmt::join(names, ", "));
        }
        attribute(item, entry, by);
    }

    void fill(TimelineItem& item, const Entry& entry, const Created& created) const {
        const std::string by =
            created.by == ledger::no_code ? std::string() : timeline_.dictionary().name(created.by);
        item.icon = by.starts_with("import") ? "import" : "event";
        item.title = is_person(by) ? "Contact created" : "Became known";
        attribute(item, entry, by);
        item.undo.clear();
    }

    void fill(TimelineItem& item,
              const Entry& /*entry*/,
              const ledger::CompanyChange* change) const {
        item.icon = "change";
        item.title = "Company removed";
        if (change->company != ledger::no_slot) {
            const ledger::Company& company = timeline_.companies()[change->company];
            item.title = "Works for " + company_name(timeline_, company, Instant::latest());
        }
    }

    void fill(TimelineItem& item, const Entry& entry, const ledger::HandoffFact* fact) const {
        const ledger::Dictionary& dictionary = timeline_.dictionary();
        const std::string owner = display_name(timeline_, dictionary.name(fact->owner), fact->at);
        const std::string& reason = dictionary.name(fact->reason);
        item.icon = "handoff";
        item.title = handoff_title(fact->step, owner);
        item.detail = joined({reason});
        attribute(item, entry, dictionary.name(fact->by));
    }

    void fill(TimelineItem& item, const Entry& entry, const ledger::Placement* placement) const {
        const ledger::Dictionary& dictionary = timeline_.dictionary();
        item.icon = "stage";
        item.title = "Put at " + dictionary.name(placement->stage) + " by hand";
        item.detail = joined({dictionary.name(placement->why)});
        attribute(item, entry, dictionary.name(placement->by));
    }

    void fill(TimelineItem& item, const Entry& /*entry*/, const StageReached& stage) const {
        item.icon = "stage";
        item.title = (stage.reached->how == lifecycle::How::passed ? "Passed " : "Became ") +
                     chain_.stage_name(*stage.reached);
        item.detail = "agreement: " + chain_.version(stage.reached->version).agreement->name;
    }

    void fill(TimelineItem& item, const Entry& /*entry*/, const JourneyEnded& ended) const {
        item.icon = "stage";
        item.title = "The journey ended";
        item.detail = joined({std::string(name(*ended.journey->end)), ended.journey->reason});
    }

    void fill(TimelineItem& item, const Entry& entry, const DealStatusSet& set) const {
        const auto status = set.change->status;
        item.icon = "deal";
        item.title = status == ledger::DealStatus::won    ? "Deal won"
                     : status == ledger::DealStatus::lost ? "Deal lost"
                     : set.first                          ? "Deal opened"
                                                          : "Deal opened again";
        item.detail = deal_name(timeline_, *set.deal, entry.at);
        attribute(item, entry, timeline_.dictionary().name(set.change->by));
    }

    void fill(TimelineItem& item, const Entry& entry, const DealMoved& moved) const {
        item.icon = "deal";
        item.title =
            "Deal moved to " + value_words(timeline_.dictionary().value(moved.change->value));
        item.detail = deal_name(timeline_, *moved.deal, entry.at);
        attribute(item, entry, timeline_.dictionary().name(moved.change->by));
    }

    void fill(TimelineItem& item, const Entry& entry, const Note& note) const {
        item.icon = "note";
        item.title = "Note";
        item.detail = value_words(timeline_.dictionary().value(note.text->value));
        attribute(item, entry, timeline_.dictionary().name(note.text->by));
    }

    void fill(TimelineItem& item, const Entry& entry, const Feedback& feedback) const {
        const std::string said = value_words(timeline_.dictionary().value(feedback.said->value));
        item.icon = "handoff";
        item.title = feedback.praise ? "A great lead: " + said : "Rejection " + said;
        attribute(item, entry, timeline_.dictionary().name(feedback.said->by));
    }

    [[nodiscard]] static std::string handoff_title(ledger::HandoffStep step,
                                                   const std::string& owner) {
        switch (step) {
            case ledger::HandoffStep::offered: return "Handed to " + owner;
            case ledger::HandoffStep::accepted: return "Handoff accepted by " + owner;
            case ledger::HandoffStep::rejected: return "Handoff rejected";
            case ledger::HandoffStep::recycled: return "Went back to marketing";
            case ledger::HandoffStep::expired: return "Nobody answered the handoff in time";
            case ledger::HandoffStep::converted: return "Handoff became a deal";
            case ledger::HandoffStep::withdrawn: return "Handoff withdrawn";
            case ledger::HandoffStep::disqualified: return "Handoff ended: disqualified";
            case ledger::HandoffStep::reassigned: return "Handoff given to " + owner;
        }
        return "Handoff";
    }

    [[nodiscard]] std::string words_of(const NamedChange& change) const {
        return property_words(timeline_.dictionary().name(change.name));
    }

    [[nodiscard]] std::string before_and_after(const NamedChange& change) const {
        const auto said = [&](const ledger::Change& each) {
            const Value& value = timeline_.dictionary().value(each.value);
            const auto* text = std::get_if<std::string>(&value);
            return text == nullptr ? value_words(value) : display_name(timeline_, *text, each.at);
        };
        return change.before == nullptr ? said(*change.change)
                                        : said(*change.before) + " → " + said(*change.change);
    }

    void attribute(TimelineItem& item, const Entry& entry, const std::string& by) const {
        if (by.empty()) {
            return;
        }
        item.by = actor_words(timeline_, by, entry.at);
        if (is_person(by)) {
            if (auto position = timeline_.position_of(entry.order)) {
                position->sub = 0;
                item.undo = {*position};
            }
        }
    }

    const ledger::Timeline& timeline_;
    const lifecycle::Chain& chain_;
};

bool wanted(const Workspace::View& view, TimelineFilter filter, const Entry& entry) {
    switch (filter) {
        case TimelineFilter::all: return true;
        case TimelineFilter::touches: return std::holds_alternative<ledger::Touch>(entry.what);
        case TimelineFilter::sales:
            return team_of(view.timeline, view.live.chain(), entry) == "sales";
        case TimelineFilter::changes:
            return std::holds_alternative<ChangeGroup>(entry.what) ||
                   std::holds_alternative<Created>(entry.what) ||
                   std::holds_alternative<const ledger::Placement*>(entry.what) ||
                   std::holds_alternative<const ledger::CompanyChange*>(entry.what);
    }
    return false;
}

struct Cursor {
    std::int64_t at = std::numeric_limits<std::int64_t>::max();
    std::string id;
};

std::string cursor_text(const Entry& entry) {
    return fmt::format("{}.{}", entry.at.micros, id_of(entry));
}

Cursor cursor_of(const std::string& text) {
    Cursor cursor;
    const auto dot = text.find('.');
    if (dot != std::string::npos) {
        std::from_chars(text.data(), text.data() + dot, cursor.at);
        cursor.id = text.substr(dot + 1);
    }
    return cursor;
}

// The first entry of the page: what follows the cursor's, or is older.
std::size_t start_of(const std::vector<Entry>& entries, const std::string& after) {
    if (after.empty()) {
        return 0;
    }
    const Cursor cursor = cursor_of(after);
    const auto first = std::ranges::find_if(
        entries, [&](const Entry& entry) { return entry.at.micros <= cursor.at; });
    for (auto each = first; each != entries.end() && each->at.micros == cursor.at; ++each) {
        if (id_of(*each) == cursor.id) {
            return static_cast<std::size_t>(each - entries.begin()) + 1;
        }
    }
    return static_cast<std::size_t>(first - entries.begin());
}

}  // namespace

std::optional<TimelineFilter> find_timeline_filter(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"all", "touches", "sales", "changes"};
    const auto* const found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<TimelineFilter>(found - names.begin()));
}

std::string shape_title(const ledger::Dictionary& dictionary, const ledger::Shape& shape) {
    const std::string& kind = dictionary.kind(shape.kind);
    std::string title = connect::title_of(kind, text_field(dictionary, shape, "path"));
    const bool names_it = kind == "Form Submitted" || kind == "Content Downloaded";
    const std::string asset =
        names_it ? text_field(dictionary, shape, "properties.form") : std::string();
    return asset.empty() ? title : title + ": " + asset;
}

std::string touch_title(const ledger::Timeline& timeline, const ledger::Touch& touch) {
    return shape_title(timeline.dictionary(), timeline.dictionary().shape(touch.shape));
}

namespace {

TimelinePage page_of(const Workspace::View& view,
                     std::vector<Entry> entries,
                     const TimelineAsk& ask) {
    std::erase_if(entries, [&](const Entry& entry) { return !wanted(view, ask.filter, entry); });
    TimelinePage page;
    const Wording wording(view);
    std::size_t index = start_of(entries, ask.after);
    for (; index < entries.size() && page.items.size() < ask.limit; ++index) {
        page.items.push_back(wording.word(entries[index]));
    }
    if (index < entries.size() && index > 0) {
        page.next = cursor_text(entries[index - 1]);
    }
    return page;
}

}  // namespace

TimelinePage timeline_items(const Workspace::View& view,
                            const ledger::Contact& contact,
                            const TimelineAsk& ask) {
    return page_of(view, entries_of(view, contact, ask.as_of), ask);
}

TimelinePage timeline_items(const Workspace::View& view,
                            const ledger::Company& company,
                            const TimelineAsk& ask) {
    return page_of(view, entries_of(view, company, ask.as_of), ask);
}

TimelinePage timeline_items(const Workspace::View& view,
                            const ledger::Deal& deal,
                            const TimelineAsk& ask) {
    return page_of(view, entries_of(view, deal, ask.as_of), ask);
}

}  // namespace baton::engine
