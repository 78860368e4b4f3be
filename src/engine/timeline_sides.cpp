#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/timeline_entries.hpp"
#include "handoff/handoffs.hpp"

namespace baton::engine::timeline_entries {

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

    Answer operator()(const Feedback& feedback) const {
        return side_of_person(timeline, feedback.said->by, at);
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
