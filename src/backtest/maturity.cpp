#include "backtest/maturity.hpp"

#include <algorithm>
#include <cstdint>
#include <fmt/core.h>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "backtest/shares.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"

namespace baton::backtest {

namespace {

constexpr int maturity_percentile = 80;
constexpr int months_a_year = 12;

// Months since the year 0.
int month_number(const TimeZone& zone, Instant at) {
    const YearMonthDay day = parts_of(zone.day_of(at));
    return day.year * months_a_year + day.month - 1;
}

YearMonthDay first_day(int month) {
    return {.year = month / months_a_year, .month = month % months_a_year + 1, .day = 1};
}

Instant start_of_month(const TimeZone& zone, int month) {
    return zone.start_of(date_of(first_day(month)));
}

std::optional<std::int64_t> cutoff(const Question& question,
                                   const std::vector<DealFact>& cycles,
                                   const TimeZone& zone) {
    if (question.maturity_days) {
        return *question.maturity_days * 100;
    }
    std::vector<std::int64_t> days;
    for (const DealFact& deal : cycles) {
        days.push_back(zone.day_of(deal.ended_at).days - zone.day_of(deal.created_at).days);
    }
    return percentile_hundredths(std::move(days), maturity_percentile);
}

}  // namespace

Maturity maturity_of(const Question& question,
                     const std::vector<DealFact>& cycles,
                     const TimeZone& zone) {
    Maturity maturity{.cutoff_hundredths = cutoff(question, cycles, zone),
                      .cycles = static_cast<std::int64_t>(cycles.size()),
                      .until = question.from};
    if (!maturity.cutoff_hundredths) {
        return maturity;
    }
    const Instant old_enough =
        plus(question.as_of, 1 - *maturity.cutoff_hundredths * (day_micros / 100));
    const Instant end = question.end();
    const Instant until =
        end <= old_enough ? end : start_of_month(zone, month_number(zone, old_enough));
    maturity.until = std::max(until, question.from);
    return maturity;
}

std::vector<Instant> untils_of(const Question& question, const std::vector<DealFact>& cycles) {
    std::set<std::string> zones;
    std::set<Instant> untils;
    for (const Draft& draft : question.drafts) {
        if (zones.insert(draft.agreement->timezone).second) {
            untils.insert(maturity_of(question, cycles, zone_of(*draft.agreement)).until);
        }
    }
    return {untils.begin(), untils.end()};
}

TimeZone zone_of(const agreement::Agreement& agreement) {
    const auto zone = TimeZone::find(agreement.timezone);
    return zone ? *zone : TimeZone::utc();
}

std::vector<MonthFigures> months_of(const std::vector<Instant>& entered,
                                    const Maturity& maturity,
                                    const TimeZone& zone) {
    std::map<int, std::int64_t> by_month;
    for (const Instant at : entered) {
        ++by_month[month_number(zone, at)];
    }
    std::vector<MonthFigures> months;
    if (by_month.empty()) {
        return months;
    }
    for (int month = by_month.begin()->first; month <= by_month.rbegin()->first; ++month) {
        const YearMonthDay day = first_day(month);
        const auto found = by_month.find(month);
        months.push_back({.month = fmt::format("{:04}-{:02}", day.year, day.month),
                          .entered = found == by_month.end() ? 0 : found->second,
                          .mature = start_of_month(zone, month) < maturity.until});
    }
    return months;
}

}  // namespace baton::backtest
