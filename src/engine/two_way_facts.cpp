#include "engine/two_way_facts.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "backtest/shares.hpp"
#include "engine/feedback_views.hpp"
#include "engine/settings.hpp"
#include "goals/measure.hpp"
#include "goals/reading.hpp"
#include "handoff/attempts.hpp"
#include "handoff/calendars.hpp"
#include "handoff/handoffs.hpp"

namespace baton::engine {

namespace {

using handoff::Handoff;
using ledger::HandoffStep;

constexpr int mature_percent = 80;

std::optional<Instant> by(std::optional<Instant> at, Instant as_of) {
    return at && *at <= as_of ? at : std::nullopt;
}

class Gathering {
public:
    Gathering(const Workspace::View& view, TwoWayFacts& facts)
        : view_(view),
          facts_(facts),
          request_{
              .name = {}, .as_of = facts.as_of, .zone = facts.zone, .currency = facts.currency},
          reading_(view.timeline, goals::no_histories, request_),
          attempts_(view.timeline.dictionary()) {}

    void gather() {
        read_agreement();
        ledger::Slot slot = 0;
        for (const ledger::Contact& contact : view_.timeline.contacts()) {
            if (!contact.merged) {
                read_leads(slot);
                if (!contact.all().handoffs.empty()) {
                    read_handoffs(contact, slot);
                }
            }
            ++slot;
        }
        read_deals();
    }

private:
    void read_agreement() {
        const lifecycle::Chain& chain = view_.live.chain();
        const auto version = chain.in_force(facts_.as_of);
        if (!version || !chain.version(*version).agreement->handoff) {
            return;
        }
        const agreement::Agreement& agreement = *chain.version(*version).agreement;
        for (std::size_t at = agreement.handoff->at; at < agreement.stages.size(); ++at) {
            facts_.stages.push_back(agreement.stages[at].name);
        }
        const agreement::Criterion& last = agreement.stages.back().when;
        facts_.last_is_won = facts_.stages.size() > 1 &&
                             last.kind == agreement::Criterion::Kind::deal &&
                             last.deal == agreement::DealState::won;
    }

    // How many stages after the handover a journey came to, as the agreement in force names them.
    [[nodiscard]] std::size_t stages_after(const lifecycle::Journey& journey) const {
        const lifecycle::Chain& chain = view_.live.chain();
        std::size_t furthest = 0;
        for (const lifecycle::Reached& reached : journey.stages) {
            const auto stage = std::ranges::find(facts_.stages, chain.stage_name(reached));
            if (reached.at <= facts_.as_of && stage != facts_.stages.end()) {
                furthest =
                    std::max(furthest, static_cast<std::size_t>(stage - facts_.stages.begin()));
            }
        }
        return furthest;
    }

    [[nodiscard]] bool hands_over(const lifecycle::Reached& reached) const {
        const auto& agreement = *view_.live.chain().version(reached.version).agreement;
        return agreement.handoff && agreement.handoff->at == reached.stage &&
               reached.how == lifecycle::How::entered && reached.at <= facts_.as_of;
    }

    void read_leads(ledger::Slot slot) {
        const std::size_t first = facts_.leads.size();
        for (const lifecycle::Journey& journey : view_.live.history(slot).journeys) {
            for (const lifecycle::Reached& reached : journey.stages) {
                if (hands_over(reached)) {
                    facts_.leads.push_back(
                        {.at = reached.at, .source = {}, .stages = stages_after(journey)});
                }
            }
        }
        if (facts_.leads.size() == first) {
            return;
        }
        own_leads_[slot] = {first, facts_.leads.size()};
        const std::string source = reading_.source_of(slot);
        for (std::size_t at = first; at < facts_.leads.size(); ++at) {
            facts_.leads[at].source = source;
        }
    }

    void read_handoffs(const ledger::Contact& contact, ledger::Slot slot) {
        const auto handoffs = handoff::read_handoffs(view_.timeline, contact, view_.live.chain());
        const bool any = std::ranges::any_of(
            handoffs, [&](const Handoff& each) { return each.offered_at <= facts_.as_of; });
        const std::string source = any ? reading_.source_of(slot) : std::string();
        for (std::size_t at = 0; at < handoffs.size(); ++at) {
            if (handoffs[at].offered_at <= facts_.as_of) {
                const Instant until =
                    at + 1 < handoffs.size() ? handoffs[at + 1].offered_at : Instant::latest();
                facts_.handoffs.push_back(handed_on(contact, slot, handoffs[at], until));
                facts_.handoffs.back().source = source;
            }
        }
    }

    [[nodiscard]] HandedOn handed_on(const ledger::Contact& contact,
                                     ledger::Slot slot,
                                     const Handoff& handoff,
                                     Instant until) {
        HandedOn handed{.contact = slot,
                        .offered_at = handoff.offered_at,
                        .clock_from = handoff.clock_from,
                        .due_at = handoff.due_at,
                        .owner = handoff.owner,
                        .override_name = handoff.override_name,
                        .entered_at = entry_before(slot, handoff.offered_at),
                        .responded_at = by(handoff.responded_at, facts_.as_of),
                        .accepted_at = by(handoff.accepted_at, facts_.as_of),
                        .closed_at = by(handoff.closed_at, facts_.as_of),
                        .attempts_agreed = handoff.attempts_agreed};
        answer(handed, handoff);
        if (const auto praise =
                praise_state(view_.timeline, contact, handoff.offered_at, facts_.as_of)) {
            handed.praise = praise->reason;
        }
        handed.calendar = calendar_of(handoff);
        const bool missed_now =
            handed.responded_at
                ? *handed.responded_at >= handed.due_at
                : std::min(facts_.as_of, handed.closed_at.value_or(facts_.as_of)) >= handed.due_at;
        handed.missed = missed_now || std::ranges::any_of(handoff.missed_before, [&](auto& each) {
                            return each.kind == "response" && each.due <= facts_.as_of;
                        });
        const Instant answered = handed.responded_at.value_or(
            std::min(facts_.as_of, handed.closed_at.value_or(facts_.as_of)));
        handed.answer_micros =
            handed.calendar.hours
                ? lifecycle::business_time_between(handed.clock_from, answered, handed.calendar)
                : std::max<std::int64_t>(answered.micros - handed.clock_from.micros, 0);
        read_attempts(contact, handed, std::min(until, handed.closed_at.value_or(until)));
        judge(handed, handoff);
        return handed;
    }

    void answer(HandedOn& handed, const Handoff& handoff) const {
        if (handed.accepted_at) {
            handed.answer = HandoffStep::accepted;
        }
        if (!handed.closed_at) {
            return;
        }
        handed.reason = handoff.reason;
        const bool sent_back =
            handoff.state == HandoffStep::rejected || handoff.state == HandoffStep::recycled;
        if (sent_back && !handed.answer) {
            handed.answer = handoff.state;
        }
        if (handoff.state == HandoffStep::converted) {
            handed.reached_at = handed.closed_at;
            handed.answer = HandoffStep::accepted;
        }
    }

    [[nodiscard]] lifecycle::Calendar calendar_of(const Handoff& handoff) const {
        const lifecycle::Chain& chain = view_.live.chain();
        const auto version = chain.in_force(handoff.offered_at);
        return version ? handoff::team_calendar(view_.timeline,
                                                handoff.team,
                                                *chain.version(*version).agreement,
                                                handoff.offered_at)
                       : lifecycle::Calendar{};
    }

    void read_attempts(const ledger::Contact& contact, HandedOn& handed, Instant until) {
        std::set<Date> days;
        attempts_.each(contact.all().touches,
                       handed.offered_at,
                       std::min(until, facts_.as_of),
                       [&](Instant at, bool meeting) {
                           if (meeting) {
                               handed.reached_at = std::min(handed.reached_at.value_or(at), at);
                           }
                           if (days.insert(handed.calendar.zone.day_of(at)).second) {
                               handed.attempts.push_back(at);
                           }
                       });
    }

    // Feedback is a reason for what was sent back or given up, praise, a deal, or a try to reach
    // the buyer; it is owed when the handoff was answered or is overdue, and of what was accepted
    // when the time to follow up is over.
    void judge(HandedOn& handed, const Handoff& handoff) const {
        const bool follows = handoff.follow_up_due_at != Instant::latest();
        handed.owes_attempts = handed.accepted_at && follows && handed.attempts_agreed > 0 &&
                               (handed.closed_at || handoff.follow_up_due_at <= facts_.as_of);
        const bool reason = handed.closed_at && !handed.reason.empty();
        handed.gave_feedback =
            reason || !handed.praise.empty() || handed.reached_at || !handed.attempts.empty();
        const bool withdrawn = handed.closed_at && handoff.state == HandoffStep::withdrawn;
        const bool given_time = handed.accepted_at && !handed.closed_at && follows &&
                                handoff.follow_up_due_at > facts_.as_of;
        const bool over = handed.answer || handed.closed_at || handed.due_at <= facts_.as_of;
        handed.owes_feedback = over && !withdrawn && (handed.gave_feedback || !given_time);
    }

    [[nodiscard]] std::optional<Instant> entry_before(ledger::Slot slot, Instant offered_at) const {
        const auto own = own_leads_.find(slot);
        std::optional<Instant> entered;
        if (own == own_leads_.end()) {
            return entered;
        }
        for (std::size_t at = own->second.first; at < own->second.second; ++at) {
            if (facts_.leads[at].at <= offered_at) {
                entered = facts_.leads[at].at;
            }
        }
        return entered;
    }

    void read_deals() {
        for (const goals::DealFact& deal : reading_.deals()) {
            const bool over = deal.status != ledger::DealStatus::open;
            if (!over || deal.closed_at > facts_.as_of) {
                continue;
            }
            facts_.cycles.push_back({.ended = deal.closed_at,
                                     .days = facts_.zone.day_of(deal.closed_at).days -
                                             facts_.zone.day_of(deal.created_at).days});
            if (deal.status == ledger::DealStatus::won) {
                take_won(deal);
            }
        }
    }

    // A deal counts for the first of its people who had become a lead before it was won.
    void take_won(const goals::DealFact& deal) {
        const std::int64_t minor = reading_.amount_minor(*deal.deal).value_or(0);
        std::optional<std::size_t> best;
        bool sourced = false;
        for (const ledger::Slot contact : deal.contacts) {
            const std::string source = reading_.source_of(contact);
            sourced |= !source.empty() && source != "sales";
            const auto own = own_leads_.find(contact);
            if (own == own_leads_.end()) {
                continue;
            }
            const std::size_t first = own->second.first;
            if (facts_.leads[first].at <= deal.closed_at &&
                (!best || facts_.leads[first].at < facts_.leads[*best].at)) {
                best = first;
            }
        }
        facts_.won.push_back({.at = deal.closed_at, .minor = minor, .sourced = sourced});
        if (best) {
            facts_.leads[*best].wins.push_back({.at = deal.closed_at, .minor = minor});
        }
    }

    const Workspace::View& view_;
    TwoWayFacts& facts_;
    goals::MeasureRequest request_;
    goals::Reading reading_;
    handoff::Attempts attempts_;
    std::map<ledger::Slot, std::pair<std::size_t, std::size_t>> own_leads_;  // [from, to)
};

}  // namespace

std::optional<std::int64_t> TwoWayFacts::cycle_hundredths(Instant at) const {
    std::vector<std::int64_t> days;
    for (const SalesCycle& cycle : cycles) {
        if (cycle.ended <= at) {
            days.push_back(cycle.days);
        }
    }
    return backtest::percentile_hundredths(std::move(days), mature_percent);
}

Instant TwoWayFacts::mature_until(Instant at) const {
    const auto cycle = cycle_hundredths(at);
    return cycle ? plus(at, -*cycle * (day_micros / 100)) : Instant::earliest();
}

Instant present(const Workspace::View& view, Instant now) {
    return std::max(now, view.timeline.latest_at());
}

TwoWayFacts two_way_facts(const Workspace::View& view, Instant as_of, const Settings& settings) {
    TwoWayFacts facts{.as_of = as_of, .zone = settings.zone, .currency = settings.currency};
    Gathering(view, facts).gather();
    return facts;
}

}  // namespace baton::engine
