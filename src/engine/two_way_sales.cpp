#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "agreement/render.hpp"
#include "base/calendar.hpp"
#include "engine/people.hpp"
#include "engine/two_way.hpp"
#include "goals/delay.hpp"

// Sales' half of the two-way SLA: how soon, how thoroughly, with what answer.
namespace baton::engine {

namespace {

using ledger::HandoffStep;

constexpr double minute_micros = 60.0 * 1'000'000;
constexpr std::int64_t delays_for_a_half = 8;

using Handoffs = std::vector<const HandedOn*>;

std::optional<double> minutes(std::optional<std::int64_t> micros, std::int64_t n) {
    const bool enough = micros && n >= delays_for_a_half;
    return enough ? std::optional(static_cast<double>(*micros) / minute_micros) : std::nullopt;
}

SlaSpeed speed_of(std::string key, const std::vector<goals::Delay>& delays) {
    const goals::DelayFigures figures = goals::figures_of(delays);
    return {.key = std::move(key),
            .n = figures.n,
            .answered = figures.ended,
            .half = minutes(figures.half, figures.n),
            .nine_of_ten = minutes(figures.nine_of_ten, figures.n)};
}

// Answered, or missed: the others' time is not over.
bool is_due(const HandedOn& handed) {
    return handed.due_at != Instant::latest() && (handed.missed || handed.responded_at);
}

SharePart in_time(const Handoffs& handoffs) {
    std::int64_t k = 0;
    std::int64_t n = 0;
    for (const HandedOn* handed : handoffs) {
        n += is_due(*handed) ? 1 : 0;
        k += is_due(*handed) && !handed->missed ? 1 : 0;
    }
    return share_part(k, n);
}

SlaSpeed human_speed(std::string key, const Handoffs& handoffs) {
    std::vector<goals::Delay> delays;
    for (const HandedOn* handed : handoffs) {
        delays.push_back(
            {.micros = handed->answer_micros, .ended = handed->responded_at.has_value()});
    }
    SlaSpeed speed = speed_of(std::move(key), delays);
    speed.in_time = in_time(handoffs);
    return speed;
}

SlaSpeed system_speed(const Handoffs& handoffs) {
    std::vector<goals::Delay> delays;
    for (const HandedOn* handed : handoffs) {
        if (handed->entered_at) {
            delays.push_back(
                {.micros = handed->offered_at.micros - handed->entered_at->micros, .ended = true});
        }
    }
    return speed_of("all", delays);
}

template <typename KeyOf>
std::map<std::string, Handoffs> grouped(const Handoffs& handoffs, KeyOf key_of) {
    std::map<std::string, Handoffs> groups;
    for (const HandedOn* handed : handoffs) {
        groups[key_of(*handed)].push_back(handed);
    }
    return groups;
}

std::vector<SlaSpeed> speeds(const std::map<std::string, Handoffs>& groups) {
    std::vector<SlaSpeed> speeds;
    for (const auto& [key, handoffs] : groups) {
        speeds.push_back(human_speed(key, handoffs));
    }
    return speeds;
}

SharePart accepted(const Handoffs& handoffs) {
    std::int64_t k = 0;
    std::int64_t n = 0;
    for (const HandedOn* handed : handoffs) {
        n += handed->answer ? 1 : 0;
        k += handed->answer == HandoffStep::accepted ? 1 : 0;
    }
    return share_part(k, n);
}

SharePart feedback(const Handoffs& handoffs) {
    std::int64_t k = 0;
    std::int64_t n = 0;
    for (const HandedOn* handed : handoffs) {
        n += handed->owes_feedback ? 1 : 0;
        k += handed->owes_feedback && handed->gave_feedback ? 1 : 0;
    }
    return share_part(k, n);
}

SlaDepth depth_of(const Handoffs& handoffs) {
    SlaDepth depth;
    std::int64_t kept = 0;
    for (const HandedOn* handed : handoffs) {
        if (!handed->owes_attempts) {
            continue;
        }
        const auto tries = static_cast<std::int64_t>(handed->attempts.size());
        ++depth.handoffs;
        depth.tries += tries;
        kept += handed->reached_at || tries >= handed->attempts_agreed ? 1 : 0;
    }
    depth.as_agreed = share_part(kept, depth.handoffs);
    return depth;
}

SlaPromise promise_of(const SlaScene& scene,
                      const agreement::Promise& promise,
                      const Handoffs& handoffs) {
    SlaPromise view{.metric = promise.metric,
                    .unit = "share",
                    .period = scene.period.name(),
                    .target = static_cast<double>(promise.target.millionths) /
                              static_cast<double>(decimal_one)};
    if (promise.metric == "response_within_sla") {
        view.definition =
            "Of the handoffs offered in the period that were answered or are overdue, "
            "those answered in time.";
        view.share = in_time(handoffs);
        view.running = std::ranges::count_if(handoffs, [](const HandedOn* handed) {
            return !is_due(*handed) && !handed->closed_at;
        });
    } else if (promise.metric == "handoff_feedback") {
        view.definition =
            "Of the handoffs offered in the period that were answered or are overdue, "
            "those of which sales told marketing something: a reason, praise, a try "
            "to reach them, or a deal.";
        view.share = feedback(handoffs);
        view.running = static_cast<std::int64_t>(handoffs.size()) - view.share->n;
    } else if (promise.metric == "accept_rate") {
        view.definition =
            "Of the handoffs offered in the period that were answered, those accepted.";
        view.share = accepted(handoffs);
    } else {
        view.measured = false;
    }
    view.missing = view.share ? view.share->n - view.share->k : 0;
    return view;
}

std::vector<SlaRep> reps_of(const SlaScene& scene, const Handoffs& handoffs) {
    auto groups = grouped(handoffs, [](const HandedOn& handed) { return handed.owner; });
    for (const User& user : engine::reps_of(scene.view.timeline, "sales", scene.facts.as_of)) {
        groups[user.email];
    }
    std::vector<SlaRep> reps;
    for (const auto& [owner, theirs] : groups) {
        const auto ref = user_ref(scene.view.timeline, owner, scene.facts.as_of);
        if (!ref) {
            continue;
        }
        const SlaDepth depth = depth_of(theirs);
        reps.push_back({.owner = *ref,
                        .waiting = std::ranges::count_if(scene.facts.handoffs,
                                                         [&](const HandedOn& handed) {
                                                             return handed.owner == owner &&
                                                                    !handed.accepted_at &&
                                                                    !handed.closed_at;
                                                         }),
                        .speed = human_speed(owner, theirs),
                        .accepted = accepted(theirs),
                        .tries = depth.tries,
                        .tries_handoffs = depth.handoffs});
    }
    std::ranges::stable_sort(reps, [](const SlaRep& a, const SlaRep& b) {
        return std::pair(a.waiting, a.speed.n) > std::pair(b.waiting, b.speed.n);
    });
    return reps;
}

// Working minutes, so that all that is drawn has one scale; none for spans of days.
std::optional<double> minutes_of(const agreement::Duration& duration) {
    constexpr double an_hour = 60;
    switch (duration.unit) {
        case agreement::Unit::minutes: return static_cast<double>(duration.count);
        case agreement::Unit::hours:
        case agreement::Unit::business_hours: return static_cast<double>(duration.count) * an_hour;
        case agreement::Unit::days:
        case agreement::Unit::weeks:
        case agreement::Unit::months:
        case agreement::Unit::business_days: return std::nullopt;
    }
    return std::nullopt;
}

void add_terms(const SlaScene& scene, SalesHalf& half) {
    if (scene.agreed == nullptr || !scene.agreed->handoff) {
        return;
    }
    const agreement::HandoffTerms& terms = *scene.agreed->handoff;
    half.promised_text = agreement::render(terms.respond_within);
    half.promised_minutes = minutes_of(terms.respond_within);
    if (terms.follow_up) {
        half.depth.agreed = terms.follow_up->attempts;
    }
}

}  // namespace

SalesHalf sales_half(const SlaScene& scene) {
    Handoffs handoffs;
    for (const HandedOn& handed : scene.facts.handoffs) {
        if (scene.within(handed.offered_at)) {
            handoffs.push_back(&handed);
        }
    }
    SalesHalf half{.human = human_speed("all", handoffs),
                   .system = system_speed(handoffs),
                   .reps = reps_of(scene, handoffs),
                   .depth = depth_of(handoffs),
                   .accepted = accepted(handoffs),
                   .feedback = feedback(handoffs)};
    half.weekdays = speeds(grouped(handoffs, [](const HandedOn& handed) {
        return std::to_string(weekday_of(handed.calendar.zone.day_of(handed.clock_from)));
    }));
    half.overrides =
        speeds(grouped(handoffs, [](const HandedOn& handed) { return handed.override_name; }));
    add_terms(scene, half);
    if (scene.agreed != nullptr) {
        for (const agreement::Promise& promise : scene.agreed->promises) {
            if (promise.by == agreement::Team::sales) {
                half.promises.push_back(promise_of(scene, promise, handoffs));
            }
        }
    }
    return half;
}

}  // namespace baton::engine
