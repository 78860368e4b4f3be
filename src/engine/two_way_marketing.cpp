#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/two_way.hpp"
#include "goals/lead_value.hpp"
#include "goals/pacing.hpp"

// Marketing's half of the two-way SLA: what leads are worth, and how much of it came.
namespace baton::engine {

namespace {

constexpr double hundredths = 100;

Money money(const SlaScene& scene, std::int64_t minor) {
    return {.minor = minor, .currency = scene.facts.currency};
}

// Leads of the period are valued by what was known when it began: the price does not move while
// people work towards the promise. A workspace without a history by then uses what is known.
Instant priced_at(const SlaScene& scene) {
    const Instant begin = std::min(scene.from, scene.facts.as_of);
    const auto then = goals::value_of_all(
        scene.facts.leads, {.as_of = begin, .mature_until = scene.facts.mature_until(begin)});
    return then.mature >= goals::leads_for_a_value ? begin : scene.facts.as_of;
}

goals::PriceList prices_at(const SlaScene& scene, Instant at) {
    const goals::KnownLeads known{.as_of = at, .mature_until = scene.facts.mature_until(at)};
    return {goals::values_by_source(scene.facts.leads, known),
            goals::value_of_all(scene.facts.leads, known)};
}

// What came on each day of the period so far.
struct Came {
    std::vector<goals::PaceDay> leads = {};
    std::vector<goals::PaceDay> value = {};  // minor units
    std::vector<goals::PaceDay> bookings = {};

    [[nodiscard]] static std::int64_t sum(const std::vector<goals::PaceDay>& days) {
        std::int64_t sum = 0;
        for (const goals::PaceDay& day : days) {
            sum += day.reached;
        }
        return sum;
    }
};

Came came_of(const SlaScene& scene, const goals::PriceList& prices) {
    Came came;
    for (const auto& [day, works] : days_of(scene)) {
        came.leads.push_back({.day = day, .works = works});
    }
    came.value = came.leads;
    came.bookings = came.leads;
    const Date first = scene.period.first_day();
    const auto place = [&](Instant at) {
        return static_cast<std::size_t>(scene.facts.zone.day_of(at).days - first.days);
    };
    for (const goals::Lead& lead : scene.facts.leads) {
        if (scene.within(lead.at)) {
            ++came.leads[place(lead.at)].reached;
            came.value[place(lead.at)].reached += prices.price_minor(lead.source).value_or(0);
        }
    }
    for (const WonDeal& deal : scene.facts.won) {
        if (scene.within(deal.at) && deal.sourced) {
            came.bookings[place(deal.at)].reached += deal.minor;
        }
    }
    return came;
}

// Of a target in whole units of the currency, for as many of the promise's periods as are looked
// at: a quarter of a promise per quarter is a third of it in a month.
std::int64_t target_minor(const SlaScene& scene, const agreement::Promise& promise) {
    const auto whole = parse_money(render(promise.target), scene.facts.currency);
    const int months = promise.per == "quarter" ? 3 : promise.per == "month" ? 1 : 0;
    const std::int64_t minor = whole ? whole->minor : 0;
    return months == 0 ? minor : minor * scene.period.months() / months;
}

double target_count(const SlaScene& scene, const agreement::Promise& promise) {
    const double target =
        static_cast<double>(promise.target.millionths) / static_cast<double>(decimal_one);
    const int months = promise.per == "quarter" ? 3 : promise.per == "month" ? 1 : 0;
    return months == 0 ? target : target * scene.period.months() / months;
}

// Where the even pace stands at the end of the present day.
std::int64_t even_now(const SlaScene& scene,
                      const std::vector<goals::PaceDay>& days,
                      std::int64_t target) {
    const Date today = scene.facts.zone.day_of(scene.facts.as_of);
    std::int64_t even = 0;
    for (const goals::PacePoint& point : goals::pace(days, target)) {
        if (point.day <= today) {
            even = point.even;
        }
    }
    return even;
}

void measure_money(const SlaScene& scene,
                   const agreement::Promise& promise,
                   const std::vector<goals::PaceDay>& days,
                   SlaPromise& view) {
    const std::int64_t target = target_minor(scene, promise);
    view.unit = "money";
    view.sum = money(scene, Came::sum(days));
    view.target_sum = money(scene, target);
    view.even_sum = money(scene, even_now(scene, days, target));
}

SlaPromise promise_of(const SlaScene& scene, const Came& came, const agreement::Promise& promise) {
    SlaPromise view{.metric = promise.metric, .unit = "count", .period = scene.period.name()};
    if (promise.metric == "mql_value") {
        view.definition =
            "Each lead counts for the value of its source, as known when the period "
            "began.";
        measure_money(scene, promise, came.value, view);
    } else if (promise.metric == "marketing_sourced_bookings") {
        view.definition = "Won deals whose first known touch is not of sales, when they were won.";
        measure_money(scene, promise, came.bookings, view);
    } else if (promise.metric == "mql_count") {
        constexpr std::int64_t thousandths = 1000;
        view.definition = "Entries of the stage at which marketing hands over.";
        view.count = Came::sum(came.leads);
        view.target = target_count(scene, promise);
        const auto target = static_cast<std::int64_t>(std::lround(*view.target * thousandths));
        view.even_count = static_cast<double>(even_now(scene, came.leads, target)) / thousandths;
    } else {
        view.measured = false;
        view.target = target_count(scene, promise);
    }
    return view;
}

std::vector<SlaPoint> line_of(const SlaScene& scene, const Came& came, bool priced) {
    std::optional<std::int64_t> target;
    if (scene.agreed != nullptr) {
        for (const agreement::Promise& promise : scene.agreed->promises) {
            if (promise.metric == "mql_value") {
                target = target_minor(scene, promise);
            }
        }
    }
    const auto leads = goals::pace(came.leads, 0);
    const auto value = goals::pace(came.value, target.value_or(0));
    const Date today = scene.facts.zone.day_of(scene.facts.as_of);
    std::vector<SlaPoint> line;
    for (std::size_t at = 0; at < value.size(); ++at) {
        SlaPoint point{.day = value[at].day, .works = value[at].works};
        if (value[at].day <= today) {
            point.leads = leads[at].reached;
            point.value = priced ? std::optional(money(scene, value[at].reached)) : std::nullopt;
        }
        point.even = target ? std::optional(money(scene, value[at].even)) : std::nullopt;
        line.push_back(point);
    }
    return line;
}

SourceWorth worth_of(const SlaScene& scene, const goals::LeadValue& value) {
    SourceWorth worth{.source = value.source,
                      .won = share_part(value.won, value.mature),
                      .won_sum = money(scene, value.won_minor),
                      .enough = value.mature >= goals::leads_for_a_value};
    if (value.value_minor) {
        worth.value = money(scene, *value.value_minor);
    }
    if (value.won > 0 && worth.won.low && worth.won.high) {
        const double average =
            static_cast<double>(value.won_minor) / static_cast<double>(value.won);
        worth.low = money(scene, std::llround(*worth.won.low * average));
        worth.high = money(scene, std::llround(*worth.won.high * average));
    }
    return worth;
}

std::vector<SourceWorth> sources_of(const SlaScene& scene) {
    const goals::KnownLeads known{.as_of = scene.facts.as_of,
                                  .mature_until = scene.facts.mature_until(scene.facts.as_of)};
    std::map<std::string, std::int64_t> leads;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> accepted;
    for (const goals::Lead& lead : scene.facts.leads) {
        leads[lead.source] += scene.within(lead.at) ? 1 : 0;
    }
    for (const HandedOn& handed : scene.facts.handoffs) {
        if (scene.within(handed.offered_at) && handed.answer) {
            auto& [k, n] = accepted[handed.source];
            k += *handed.answer == ledger::HandoffStep::accepted ? 1 : 0;
            ++n;
        }
    }
    SourceWorth all = worth_of(scene, goals::value_of_all(scene.facts.leads, known));
    all.all = true;
    std::vector<SourceWorth> sources;
    for (const goals::LeadValue& value : goals::values_by_source(scene.facts.leads, known)) {
        SourceWorth worth = worth_of(scene, value);
        const auto [k, n] = accepted[value.source];
        worth.leads = leads[value.source];
        worth.accepted = share_part(k, n);
        all.leads += worth.leads;
        all.accepted.k += k;
        all.accepted.n += n;
        sources.push_back(worth);
    }
    all.accepted = share_part(all.accepted.k, all.accepted.n);
    std::ranges::stable_sort(sources, [](const SourceWorth& a, const SourceWorth& b) {
        return std::pair(a.leads, a.won.n) > std::pair(b.leads, b.won.n);
    });
    sources.push_back(all);
    return sources;
}

}  // namespace

MarketingHalf marketing_half(const SlaScene& scene) {
    MarketingHalf half{.priced_at = priced_at(scene)};
    const goals::PriceList prices = prices_at(scene, half.priced_at);
    const Came came = came_of(scene, prices);
    if (scene.agreed != nullptr) {
        for (const agreement::Promise& promise : scene.agreed->promises) {
            if (promise.by == agreement::Team::marketing) {
                half.promises.push_back(promise_of(scene, came, promise));
            }
        }
    }
    half.line = line_of(scene, came, prices.price_minor({}).has_value());
    const goals::Thirds thirds = goals::thirds_of(came.leads);
    half.thirds = {.first = thirds.first, .second = thirds.second, .last = thirds.last};
    half.sources = sources_of(scene);
    half.cycles = static_cast<std::int64_t>(scene.facts.cycles.size());
    if (const auto cycle = scene.facts.cycle_hundredths(scene.facts.as_of)) {
        half.mature_after_days = static_cast<double>(*cycle) / hundredths;
    }
    return half;
}

}  // namespace baton::engine
