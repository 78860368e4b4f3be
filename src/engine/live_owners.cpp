#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "engine/absence.hpp"
#include "engine/live.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "handoff/transition.hpp"

// Handoffs whose owner left, is away or has too many go to somebody else at once (agreement.md: an
// absence re-routes, it never stops a clock).
namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

// Who has it and in which state; nullptr unless somebody still has to do something.
struct Held {
    const ledger::HandoffFact* last = nullptr;
    handoff::Step state = handoff::Step::offered;
};

std::optional<Held> held_by(const ledger::Timeline& timeline, ledger::Slot slot) {
    // Most were never offered: their memory is not gone to.
    if (!timeline.brief(slot).has(ledger::Brief::had_handoffs | ledger::Brief::gathered)) {
        return std::nullopt;
    }
    const ledger::Contact& contact = timeline.contacts()[slot];
    if (contact.all().handoffs.empty() || contact.merged || contact.deleted()) {
        return std::nullopt;
    }
    const auto* last = ledger::Timeline::last_handoff(contact, latest);
    if (last == nullptr || !handoff::is_open(handoff::state_after(last->step))) {
        return std::nullopt;
    }
    return Held{.last = ledger::Timeline::last_handoff(contact, latest, true),
                .state = handoff::state_after(last->step)};
}

}  // namespace

void Live::check_owners(Desk& desk, Instant now) {
    owners_wanted_ = false;
    const auto version = chain_.chain->in_force(now);
    const TimeZone zone =
        version ? lifecycle::calendar_of(*chain_.chain->version(*version).agreement).zone
                : TimeZone::utc();
    owners_at_ = next_absence_change(timeline_, zone, now);
    loads_.reset();
    for (ledger::Slot slot = 0; slot < timeline_.contacts().size(); ++slot) {
        const auto held = contact(slot).frozen ? std::nullopt : held_by(timeline_, slot);
        if (!held) {
            continue;
        }
        const std::string owner = timeline_.dictionary().name(held->last->owner);
        if (timeline_.find_record("user", owner) == nullptr) {
            continue;  // a name from an imported history: nobody knows whether they left
        }
        HandOn why{.reason = "the owner left",
                   .cause = "owner left",
                   .need = Need::anyone,
                   .except = {owner}};
        if (find_user(timeline_, owner, now)) {
            if (held->state == handoff::Step::accepted ||
                !away_words(timeline_, owner, zone, now)) {
                continue;
            }
            why.reason = "the owner is away";
            why.cause = "owner away";
            why.need = Need::someone_else;
        }
        static_cast<void>(hand_on(desk, slot, why, now));
    }
    relieve_overloaded(desk, now);
}

// Of what was not accepted yet, what came last goes first.
void Live::relieve_overloaded(Desk& desk, Instant now) {
    std::map<std::string, std::vector<std::pair<Instant, ledger::Slot>>> open;
    std::map<std::string, int> holds;
    for (ledger::Slot slot = 0; slot < timeline_.contacts().size(); ++slot) {
        const auto held = contact(slot).frozen ? std::nullopt : held_by(timeline_, slot);
        if (!held) {
            continue;
        }
        const std::string& owner = timeline_.dictionary().name(held->last->owner);
        ++holds[owner];
        if (held->state == handoff::Step::offered) {
            open[owner].emplace_back(held->last->at, slot);
        }
    }
    for (auto& [owner, offers] : open) {
        const auto user = find_user(timeline_, owner, now);
        const auto most =
            user ? most_open_of(timeline_, owner, user->team, now) : std::optional<int>();
        std::ranges::sort(offers, std::greater{});
        for (const auto& [at, slot] : offers) {
            if (!most || holds[owner] <= *most) {
                break;
            }
            const HandOn why{.reason = "the owner has too many",
                             .cause = "owner overloaded",
                             .need = Need::someone_else,
                             .except = {owner}};
            if (!hand_on(desk, slot, why, now)) {
                break;
            }
            --holds[owner];
        }
    }
}

// Nullopt when it stays where it is: nobody else can take it.
std::optional<std::string> Live::hand_on(Desk& desk,
                                         ledger::Slot slot,
                                         const HandOn& why,
                                         Instant now) {
    count_loads();
    const ledger::Contact& who = timeline_.contacts()[slot];
    const auto held = held_by(timeline_, slot);
    const auto handoffs = handoff::read_handoffs(timeline_, who, *chain_.chain);
    if (!held || handoffs.empty()) {
        return std::nullopt;
    }
    const handoff::Handoff& handoff = handoffs.back();
    const ContactId id = holder_of_handoff(timeline_, who);
    const Instant after_all = plus(held->last->at, 1);
    const Instant expired_at = std::max(why.expired_at.value_or(now), after_all);
    const Instant at = std::max(now, plus(expired_at, 1));
    auto routed =
        choose_owner(timeline_,
                     *evaluator_,
                     *chain_.chain,
                     who,
                     {.loads = *loads_, .at = at, .need = why.need, .except = why.except});
    if (!routed || routed->owner == handoff.owner) {
        return std::nullopt;
    }
    loads_->gave_up(handoff.owner);
    loads_->offered(routed->owner, at);
    const bool accepted = held->state == handoff::Step::accepted;
    const auto record = [&](ledger::HandoffStep step, const std::string& owner, Instant when) {
        desk.record(ledger::HandoffMoved{.contact = id,
                                         .step = step,
                                         .reason = std::string(why.reason),
                                         .owner = owner,
                                         .note = {}},
                    {.by = "baton", .cause = std::string(why.cause), .at = when});
    };
    if (!accepted && held->state != handoff::Step::expired) {
        record(ledger::HandoffStep::expired, handoff.owner, expired_at);
    }
    record(accepted ? ledger::HandoffStep::reassigned : ledger::HandoffStep::offered,
           routed->owner,
           at);
    if (why.clocks_go_on && !accepted) {
        routed->written.clock_from = handoff.clock_from;
    }
    desk.record(handoff::record_of(routed->written, id, at),
                {.by = "baton", .cause = std::string(why.cause), .at = at});
    desk.batch().topics.insert(
        {"handoffs", fmt::format("contact:{}", survivor_of(timeline_, id, latest).value)});
    return routed->owner;
}

}  // namespace baton::engine
