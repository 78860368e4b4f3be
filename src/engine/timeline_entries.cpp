#include "engine/timeline_entries.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/survivors.hpp"
#include "handoff/handoffs.hpp"

namespace baton::engine::timeline_entries {

namespace {

constexpr std::uint64_t derived = std::numeric_limits<std::uint64_t>::max();

// Gathers entries; the view is held still by the caller.
class Gathering {
public:
    Gathering(const Workspace::View& view, const ledger::Contact& contact, Instant as_of)
        : view_(view), timeline_(view.timeline), contact_(contact), as_of_(as_of) {}

    std::vector<Entry> gather() {
        touches();
        changes();
        facts();
        stages();
        deals();
        notes();
        std::ranges::stable_sort(entries_, [](const Entry& left, const Entry& right) {
            return left.at != right.at ? left.at > right.at : left.order > right.order;
        });
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
        std::vector<NamedChange> all;
        for (const ledger::PropertyTrack& track : contact_.all().properties.all()) {
            const ledger::Change* before = nullptr;
            for (const ledger::Change& change : track.changes) {
                if (!change.voided && change.at <= as_of_) {
                    all.push_back({.name = track.name, .change = &change, .before = before});
                    before = &change;
                }
            }
        }
        std::ranges::sort(all, {}, [](const NamedChange& each) { return each.change->order; });
        const std::size_t first = entries_.size();
        for (const NamedChange& each : all) {
            add_change(each, first);
        }
        creation(first);
    }

    // Changes of one event are one entry: same instant, same hand, one order after the other.
    void add_change(const NamedChange& change, std::size_t first) {
        if (entries_.size() > first) {
            auto& changes = std::get<ChangeGroup>(entries_.back().what).changes;
            const ledger::Change& last = *changes.back().change;
            if (last.order + 1 == change.change->order && last.at == change.change->at &&
                last.by == change.change->by) {
                changes.push_back(change);
                return;
            }
        }
        entries_.push_back({.at = change.change->at,
                            .order = change.change->order,
                            .what = ChangeGroup{.changes = {change}}});
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

    void facts() {
        for (const ledger::CompanyChange& change : contact_.all().companies) {
            if (!change.voided && change.at <= as_of_) {
                entries_.push_back({.at = change.at, .order = change.order, .what = &change});
            }
        }
        for (const ledger::HandoffFact& fact : contact_.all().handoffs) {
            if (!fact.voided && fact.visible_from <= as_of_) {
                entries_.push_back({.at = fact.at, .order = fact.order, .what = &fact});
            }
        }
        for (const ledger::Placement& placement : contact_.all().placements) {
            if (!placement.voided && placement.at <= as_of_) {
                entries_.push_back(
                    {.at = placement.at, .order = placement.order, .what = &placement});
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
            if (!timeline_.associated(deal, contact_, as_of_)) {
                continue;
            }
            bool first = true;
            for (const ledger::StatusChange& change : deal.statuses) {
                if (!change.voided && change.at <= as_of_) {
                    entries_.push_back(
                        {.at = change.at,
                         .order = change.order,
                         .what = DealStatusSet{.deal = &deal, .change = &change, .first = first}});
                    first = false;
                }
            }
            moves(deal);
        }
    }

    // Stage changes but the first (that is the opening) and those that are a status themselves.
    void moves(const ledger::Deal& deal) {
        const auto* track = deal.properties.find(timeline_.dictionary().find_name("stage"));
        if (track == nullptr) {
            return;
        }
        for (std::size_t i = 1; i < track->size(); ++i) {
            const ledger::Change& change = (*track)[i];
            const bool is_status = std::ranges::any_of(deal.statuses, [&](const auto& status) {
                return status.at == change.at && !status.voided;
            });
            if (!change.voided && change.at <= as_of_ && !is_status) {
                entries_.push_back({.at = change.at,
                                    .order = change.order,
                                    .what = DealMoved{.deal = &deal, .change = &change}});
            }
        }
    }

    void notes() {
        const ledger::Code text = timeline_.dictionary().find_name("text");
        if (text == ledger::no_code) {
            return;
        }
        for (const ledger::Record* note : timeline_.records_of("note")) {
            const std::string named = text_of(timeline_, note->properties, "contact", as_of_);
            if (survivor_of(timeline_, named, as_of_) != contact_.id) {
                continue;
            }
            const ledger::Change* change =
                ledger::Timeline::property(note->properties, text, as_of_);
            if (change != nullptr && change->value != 0) {
                entries_.push_back(
                    {.at = change->at, .order = change->order, .what = Note{.text = change}});
            }
        }
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

std::string id_of(const Entry& entry) {
    if (const auto* stage = std::get_if<StageReached>(&entry.what)) {
        return fmt::format("stage-{}-{}", stage->journey, stage->reached->stage);
    }
    if (const auto* ended = std::get_if<JourneyEnded>(&entry.what)) {
        return fmt::format("end-{}", ended->number);
    }
    return std::to_string(entry.order);
}

namespace {

std::optional<std::string> side_of_person(const ledger::Timeline& timeline,
                                          ledger::Code by,
                                          Instant at) {
    const std::optional<User> user = by == ledger::no_code
                                         ? std::nullopt
                                         : find_user(timeline, timeline.dictionary().name(by), at);
    return user ? side_of(user->role) : std::nullopt;
}

std::string side_of_stage(const lifecycle::Chain& chain, const lifecycle::Reached& reached) {
    const auto& stage = chain.version(reached.version).agreement->stages[reached.stage];
    return stage.owner == agreement::Team::sales ? "sales" : "marketing";
}

struct Side {
    const ledger::Timeline& timeline;
    const lifecycle::Chain& chain;
    Instant at;

    using Answer = std::optional<std::string>;

    Answer operator()(const ledger::Touch& touch) const {
        const ledger::Dictionary& dictionary = timeline.dictionary();
        return side_of_shape(dictionary, dictionary.shape(touch.shape));
    }

    Answer operator()(const ChangeGroup& group) const {
        return side_of_person(timeline, group.changes.front().change->by, at);
    }

    Answer operator()(const Created& created) const {
        return side_of_person(timeline, created.by, at);
    }

    Answer operator()(const ledger::CompanyChange* /*change*/) const { return std::nullopt; }

    Answer operator()(const ledger::HandoffFact* fact) const {
        return fact->step == ledger::HandoffStep::offered ? "marketing" : "sales";
    }

    Answer operator()(const ledger::Placement* placement) const {
        return side_of_person(timeline, placement->by, at);
    }

    Answer operator()(const StageReached& stage) const {
        return side_of_stage(chain, *stage.reached);
    }

    Answer operator()(const JourneyEnded& /*ended*/) const { return std::nullopt; }

    Answer operator()(const DealStatusSet& /*set*/) const { return "sales"; }

    Answer operator()(const DealMoved& /*moved*/) const { return "sales"; }

    Answer operator()(const Note& note) const {
        return side_of_person(timeline, note.text->by, at);
    }
};

}  // namespace

std::string side_of_shape(const ledger::Dictionary& dictionary, const ledger::Shape& shape) {
    const auto* channel = std::get_if<std::string>(&dictionary.field(shape, "channel"));
    const bool by_sales =
        handoff::is_attempt(dictionary, shape) || (channel != nullptr && *channel == "sales");
    return by_sales ? "sales" : "marketing";
}

std::optional<std::string> team_of(const ledger::Timeline& timeline,
                                   const lifecycle::Chain& chain,
                                   const Entry& entry) {
    return std::visit(Side{.timeline = timeline, .chain = chain, .at = entry.at}, entry.what);
}

}  // namespace baton::engine::timeline_entries
