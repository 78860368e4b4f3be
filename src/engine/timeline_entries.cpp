#include "engine/timeline_entries.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/survivors.hpp"
#include "handoff/written.hpp"

namespace baton::engine::timeline_entries {

namespace {

constexpr std::uint64_t derived = std::numeric_limits<std::uint64_t>::max();

// Changes of one event are one entry: same instant, same hand, one order after the other.
void add_change(const NamedChange& change, std::size_t first, std::vector<Entry>& entries) {
    if (entries.size() > first) {
        auto& changes = std::get<ChangeGroup>(entries.back().what).changes;
        const ledger::Change& last = *changes.back().change;
        if (last.order + 1 == change.change->order && last.at == change.change->at &&
            last.by == change.change->by) {
            changes.push_back(change);
            return;
        }
    }
    entries.push_back({.at = change.change->at,
                       .order = change.change->order,
                       .what = ChangeGroup{.changes = {change}}});
}

void add_changes(const ledger::Tracks& properties, Instant as_of, std::vector<Entry>& entries) {
    std::vector<NamedChange> all;
    for (const ledger::PropertyTrack& track : properties.all()) {
        const ledger::Change* before = nullptr;
        for (const ledger::Change& change : track.changes) {
            if (!change.voided && change.at <= as_of) {
                all.push_back({.name = track.name, .change = &change, .before = before});
                before = &change;
            }
        }
    }
    std::ranges::sort(all, {}, [](const NamedChange& each) { return each.change->order; });
    const std::size_t first = entries.size();
    for (const NamedChange& each : all) {
        add_change(each, first, entries);
    }
}

// Stage changes but the first (that is the opening) and those that are a status themselves.
void add_moves(const ledger::Timeline& timeline,
               const ledger::Deal& deal,
               Instant as_of,
               std::vector<Entry>& entries) {
    const auto* track = deal.properties.find(timeline.dictionary().find_name("stage"));
    if (track == nullptr) {
        return;
    }
    for (std::size_t i = 1; i < track->size(); ++i) {
        const ledger::Change& change = (*track)[i];
        const bool is_status = std::ranges::any_of(deal.statuses, [&](const auto& status) {
            return status.at == change.at && !status.voided;
        });
        if (!change.voided && change.at <= as_of && !is_status) {
            entries.push_back({.at = change.at,
                               .order = change.order,
                               .what = DealMoved{.deal = &deal, .change = &change}});
        }
    }
}

// How the deal went: opened, moved, won, lost.
void add_steps(const ledger::Timeline& timeline,
               const ledger::Deal& deal,
               Instant as_of,
               std::vector<Entry>& entries) {
    bool first = true;
    for (const ledger::StatusChange& change : deal.statuses) {
        if (!change.voided && change.at <= as_of) {
            entries.push_back(
                {.at = change.at,
                 .order = change.order,
                 .what = DealStatusSet{.deal = &deal, .change = &change, .first = first}});
            first = false;
        }
    }
    add_moves(timeline, deal, as_of, entries);
}

template <typename Wanted>
void add_notes(const ledger::Timeline& timeline,
               const std::vector<ledger::Slot>& notes,
               Instant as_of,
               std::vector<Entry>& entries,
               Wanted wanted) {
    const ledger::Code text = timeline.dictionary().find_name("text");
    if (text == ledger::no_code) {
        return;
    }
    for (const ledger::Slot slot : notes) {
        const ledger::Record* note = &timeline.records()[slot];
        if (!wanted(*note)) {
            continue;
        }
        const ledger::Change* change = ledger::Timeline::property(note->properties, text, as_of);
        if (change != nullptr && change->value != 0) {
            entries.push_back(
                {.at = change->at, .order = change->order, .what = Note{.text = change}});
        }
    }
}

void append(std::vector<ledger::Slot>& slots, const std::vector<ledger::Slot>& more) {
    slots.insert(slots.end(), more.begin(), more.end());
}

std::vector<ledger::Slot> once_each(std::vector<ledger::Slot> slots) {
    std::ranges::sort(slots);
    slots.erase(std::ranges::unique(slots).begin(), slots.end());
    return slots;
}

void newest_first(std::vector<Entry>& entries) {
    std::ranges::stable_sort(entries, [](const Entry& left, const Entry& right) {
        return left.at != right.at ? left.at > right.at : left.order > right.order;
    });
}

// Gathers a contact's entries; the view is held still by the caller.
class Gathering {
public:
    Gathering(const Workspace::View& view, const ledger::Contact& contact, Instant as_of)
        : view_(view), timeline_(view.timeline), contact_(contact), as_of_(as_of) {}

    std::vector<Entry> gather() {
        touches();
        changes();
        companies();
        handoffs();
        stages();
        deals();
        notes();
        newest_first(entries_);
        return std::move(entries_);
    }

    // What others see of it beside their own: in no order.
    std::vector<Entry> gather_doings() {
        touches();
        handoffs();
        stages();
        for (Entry& entry : entries_) {
            entry.of = &contact_;
        }
        return std::move(entries_);
    }

private:
    void touches() {
        const ledger::Belongings& all = contact_.all();
        for (std::size_t i = 0; i < all.touches.size(); ++i) {
            const ledger::Touch touch = all.touches[i];
            const Instant visible = all.visible_from.empty() ? touch.at : all.visible_from[i];
            if (visible <= as_of_) {
                entries_.push_back({.at = touch.at, .order = touch.order, .what = touch});
            }
        }
    }

    void changes() {
        const std::size_t first = entries_.size();
        add_changes(contact_.all().properties, as_of_, entries_);
        creation(first);
    }

    // What a contact came with is part of its creation.
    void creation(std::size_t first_change) {
        const ledger::Mark* mark = ledger::first_of(contact_.creations);
        if (mark == nullptr || mark->at > as_of_) {
            return;
        }
        Created created;
        const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(first_change);
        const auto came_with = std::find_if(begin, entries_.end(), [&](const Entry& entry) {
            return entry.at == mark->at && entry.order == mark->order + 1;
        });
        if (came_with != entries_.end()) {
            created.by = std::get<ChangeGroup>(came_with->what).changes.front().change->by;
            entries_.erase(came_with);
        }
        entries_.push_back({.at = mark->at, .order = mark->order, .what = created});
    }

    void companies() {
        for (const ledger::CompanyChange& change : contact_.all().companies) {
            if (!change.voided && change.at <= as_of_) {
                entries_.push_back({.at = change.at, .order = change.order, .what = &change});
            }
        }
    }

    void handoffs() {
        for (const ledger::HandoffFact& fact : contact_.all().handoffs) {
            if (!fact.voided && fact.visible_from <= as_of_) {
                entries_.push_back({.at = fact.at, .order = fact.order, .what = &fact});
            }
            feedback(fact, true);
            feedback(fact, false);
        }
        for (const ledger::Placement& placement : contact_.all().placements) {
            if (!placement.voided && placement.at <= as_of_) {
                entries_.push_back(
                    {.at = placement.at, .order = placement.order, .what = &placement});
            }
        }
    }

    // What was said of a step, also of one that was taken back since.
    void feedback(const ledger::HandoffFact& fact, bool praise) {
        const std::string_view record = praise ? "praise" : "rejection";
        const std::string_view property = praise ? "reason" : "answer";
        const auto* written = handoff::find_written(timeline_, record, contact_, fact.at);
        const auto* changes =
            written == nullptr
                ? nullptr
                : written->properties.find(timeline_.dictionary().find_name(property));
        if (changes == nullptr) {
            return;
        }
        for (const ledger::Change& change : *changes) {
            if (!change.voided && change.at <= as_of_) {
                entries_.push_back({.at = change.at,
                                    .order = change.order,
                                    .what = Feedback{.said = &change, .praise = praise}});
            }
        }
    }

    void stages() {
        const lifecycle::History& history = view_.live.history(timeline_.slot_of(contact_));
        std::size_t number = 0;
        for (const lifecycle::Journey& journey : history.journeys) {
            ++number;
            for (const lifecycle::Reached& reached : journey.stages) {
                if (reached.at <= as_of_ && reached.how != lifecycle::How::placed) {
                    entries_.push_back(
                        {.at = reached.at,
                         .order = derived,
                         .what = StageReached{.reached = &reached, .journey = number}});
                }
            }
            if (journey.ended && *journey.ended <= as_of_) {
                entries_.push_back({.at = *journey.ended,
                                    .order = derived,
                                    .what = JourneyEnded{.journey = &journey, .number = number}});
            }
        }
    }

    void deals() {
        for (const ledger::Slot slot : timeline_.deals_of(contact_)) {
            const ledger::Deal& deal = timeline_.deals()[slot];
            if (timeline_.associated(deal, contact_, as_of_)) {
                add_steps(timeline_, deal, as_of_, entries_);
            }
        }
    }

    void notes() {
        const auto notes = view_.notes.about(timeline_, contact_);
        add_notes(timeline_, notes, as_of_, entries_, [&](const ledger::Record& note) {
            const std::string named = text_of(timeline_, note.properties, "contact", as_of_);
            return survivor_of(timeline_, named, as_of_) == contact_.id;
        });
    }

    const Workspace::View& view_;
    const ledger::Timeline& timeline_;
    const ledger::Contact& contact_;
    Instant as_of_;
    std::vector<Entry> entries_;
};

}  // namespace

std::vector<Entry> entries_of(const Workspace::View& view,
                              const ledger::Contact& contact,
                              Instant as_of) {
    return Gathering(view, contact, as_of).gather();
}

std::vector<Entry> entries_of(const Workspace::View& view,
                              const ledger::Company& company,
                              Instant as_of) {
    const ledger::Timeline& timeline = view.timeline;
    std::vector<Entry> entries;
    add_changes(company.properties, as_of, entries);
    const std::vector<ledger::Slot> people = timeline.contacts_of(company, as_of);
    std::set<ContactId> ids;
    std::set<ledger::Slot> deals;
    for (const ledger::Slot slot : people) {
        const ledger::Contact& contact = timeline.contacts()[slot];
        ids.insert(contact.id);
        std::ranges::move(Gathering(view, contact, as_of).gather_doings(),
                          std::back_inserter(entries));
        for (const ledger::Slot deal : timeline.deals_of(contact)) {
            if (timeline.associated(timeline.deals()[deal], contact, as_of)) {
                deals.insert(deal);
            }
        }
    }
    for (const ledger::Slot deal : deals) {
        add_steps(timeline, timeline.deals()[deal], as_of, entries);
    }
    const std::string id = std::to_string(company.id.value);
    std::set<std::string> deal_ids;
    std::vector<ledger::Slot> notes = view.notes.about(company.id);
    for (const ledger::Slot deal : deals) {
        const DealId deal_id = timeline.deals()[deal].id;
        deal_ids.insert(std::to_string(deal_id.value));
        append(notes, view.notes.about(deal_id));
    }
    for (const ledger::Slot slot : people) {
        append(notes, view.notes.about(timeline, timeline.contacts()[slot]));
    }
    add_notes(timeline, once_each(std::move(notes)), as_of, entries, [&](const auto& note) {
        const std::string named = text_of(timeline, note.properties, "contact", as_of);
        return text_of(timeline, note.properties, "company", as_of) == id ||
               deal_ids.contains(text_of(timeline, note.properties, "deal", as_of)) ||
               ids.contains(survivor_of(timeline, named, as_of));
    });
    newest_first(entries);
    return entries;
}

std::vector<Entry> entries_of(const Workspace::View& view,
                              const ledger::Deal& deal,
                              Instant as_of) {
    const ledger::Timeline& timeline = view.timeline;
    std::vector<Entry> entries;
    add_changes(deal.properties, as_of, entries);
    const ledger::Code stage = timeline.dictionary().find_name("stage");
    // The opening tells what a deal began with, and a move where it went.
    std::erase_if(entries, [&](const Entry& entry) {
        const auto& changes = std::get<ChangeGroup>(entry.what).changes;
        const bool is_opening =
            !deal.statuses.empty() && entry.at == deal.statuses.front().at &&
            std::ranges::all_of(changes, [](const auto& each) { return each.before == nullptr; });
        return is_opening || (changes.size() == 1 && changes.front().name == stage);
    });
    add_steps(timeline, deal, as_of, entries);
    std::set<ContactId> ids;
    if (const auto* people = ledger::last_at(deal.contacts, as_of)) {
        for (const ledger::Slot slot : people->contacts) {
            const ledger::Contact& contact = timeline.contacts()[timeline.owner_of(slot, as_of)];
            if (ids.insert(contact.id).second) {
                std::ranges::move(Gathering(view, contact, as_of).gather_doings(),
                                  std::back_inserter(entries));
            }
        }
    }
    const std::string id = std::to_string(deal.id.value);
    std::vector<ledger::Slot> notes = view.notes.about(deal.id);
    for (const ContactId who : ids) {
        append(notes, view.notes.about(timeline, *timeline.find(who)));
    }
    add_notes(timeline, once_each(std::move(notes)), as_of, entries, [&](const auto& note) {
        const std::string named = text_of(timeline, note.properties, "contact", as_of);
        return text_of(timeline, note.properties, "deal", as_of) == id ||
               ids.contains(survivor_of(timeline, named, as_of));
    });
    newest_first(entries);
    return entries;
}

std::string id_of(const Entry& entry) {
    if (entry.of != nullptr && entry.order == derived) {
        Entry alone = entry;
        alone.of = nullptr;
        return fmt::format("{}-{}", id_of(alone), entry.of->id.value);
    }
    if (const auto* stage = std::get_if<StageReached>(&entry.what)) {
        return fmt::format("stage-{}-{}", stage->journey, stage->reached->stage);
    }
    if (const auto* ended = std::get_if<JourneyEnded>(&entry.what)) {
        return fmt::format("end-{}", ended->number);
    }
    return std::to_string(entry.order);
}

}  // namespace baton::engine::timeline_entries
