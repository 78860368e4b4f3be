#include "demo/setting.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "demo/world.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

namespace {

int months_since_year_zero(const TimeZone& zone, Instant at) {
    const YearMonthDay parts = parts_of(zone.day_of(at));
    return parts.year * 12 + parts.month - 1;
}

Instant start_of_month(const TimeZone& zone, int months) {
    return zone.start_of(date_of({.year = months / 12, .month = months % 12 + 1, .day = 1}));
}

}  // namespace

Setting::Setting(const World& options, const TimeZone& zone)
    : world(options),
      working(zone),
      begin(start_of_month(zone, months_since_year_zero(zone, options.end) - months_told)),
      second_version_at(month_start(second_version_month)),
      currency(parse_currency(currency_code).value()) {}

void Setting::record(Instant at, std::string_view by, ledger::What what) {
    if (at <= world.end) {
        facts.push_back({.at = at, .by = std::string(by), .cause = {}, .what = std::move(what)});
    }
}

void Setting::record(Instant at,
                     std::string_view by,
                     std::string_view kind,
                     std::string key,
                     ledger::Properties properties) {
    record(at,
           by,
           ledger::RecordChanged{.record = std::string(kind),
                                 .key = std::move(key),
                                 .properties = std::move(properties)});
}

void Setting::touch(const PlannedTouch& planned) {
    if (planned.at <= world.end) {
        touches.push_back(planned);
    }
}

Instant Setting::month_start(int month) const {
    return start_of_month(working.zone(), months_since_year_zero(working.zone(), begin) + month);
}

int Setting::month_of(Instant at) const {
    return months_since_year_zero(working.zone(), at) -
           months_since_year_zero(working.zone(), begin);
}

int Setting::employees_needed(Instant at) const {
    return at < second_version_at ? employees_needed_first : employees_needed_second;
}

}  // namespace baton::demo
