#include "engine/two_way.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "backtest/shares.hpp"
#include "engine/conservation.hpp"
#include "engine/leaks.hpp"
#include "engine/working_days.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

SlaPeriod period_of(const SlaScene& scene) {
    SlaPeriod period{.name = scene.period.name(),
                     .previous = scene.period.previous().name(),
                     .next = scene.period.next().name(),
                     .from = scene.period.first_day(),
                     .to = {scene.period.end_day().days - 1},
                     .as_of = scene.facts.as_of};
    const Date today = scene.facts.zone.day_of(scene.facts.as_of);
    for (const auto& [day, works] : days_of(scene)) {
        period.working_days += works ? 1 : 0;
        period.working_days_passed += works && day <= today ? 1 : 0;
    }
    return period;
}

std::int64_t without_owner(const Workspace::View& view, Instant now) {
    const LeakReport report = leak_report(view, {.now = now});
    return report.qualified - report.accounted;
}

ConservationView conservation_view(const Workspace::View& view, Instant now) {
    const Conservation all = conservation(view, now);
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    return {.qualified = number(all.qualified),
            .offered = number(all.offered),
            .accepted = number(all.accepted),
            .waiting = number(all.waiting),
            .closed = number(all.closed_total()),
            .dropped = number(all.dropped)};
}

}  // namespace

SharePart share_part(std::int64_t k, std::int64_t n) {
    const backtest::Certainty certainty = backtest::certainty_of(k, n);
    return {.k = k, .n = n, .low = certainty.low, .high = certainty.high};
}

std::vector<std::pair<Date, bool>> days_of(const SlaScene& scene) {
    std::vector<std::pair<Date, bool>> days;
    for (Date day = scene.period.first_day(); day < scene.period.end_day(); ++day.days) {
        days.emplace_back(day, is_working_day(scene.facts.zone.start_of(day), scene.calendar));
    }
    return days;
}

SlaView two_way_sla(const Workspace::View& view, const SlaAsk& ask) {
    const Settings settings = settings_of(view, ask.now);
    const TimeZone& zone = settings.zone;
    const Instant from = zone.start_of(ask.period.first_day());
    const Instant to = zone.start_of(ask.period.end_day());
    const Instant now = present(view, ask.now);
    const Instant known = std::min(ask.as_of.value_or(now), now);
    const TwoWayFacts facts = two_way_facts(view, std::min(known, plus(to, -1)), settings);
    const lifecycle::Chain& chain = view.live.chain();
    const auto version = chain.in_force(facts.as_of);
    const agreement::Agreement nothing;
    const agreement::Agreement* agreed =
        version ? chain.version(*version).agreement.get() : nullptr;
    SlaScene scene{.view = view,
                   .facts = facts,
                   .period = ask.period,
                   .from = from,
                   .to = to,
                   .agreed = agreed,
                   .calendar = working_calendar(agreed == nullptr ? nothing : *agreed)};
    scene.calendar.zone = zone;
    return {.period = period_of(scene),
            .agreement = version ? std::optional(view.live.version_key(*version)) : std::nullopt,
            .marketing = marketing_half(scene),
            .sales = sales_half(scene),
            .conservation = conservation_view(view, ask.now),
            .without_owner = without_owner(view, ask.now)};
}

}  // namespace baton::engine
