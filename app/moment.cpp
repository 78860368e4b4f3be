#include "app/moment.hpp"

#include <fmt/core.h>
#include <string>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton::app {

Result<Instant> read_moment(const std::string& text) {
    if (const auto at = parse_instant(text)) {
        return *at;
    }
    if (const auto day = parse_date(text)) {
        return TimeZone::utc().start_of(*day);
    }
    return fail(Failure::invalid,
                fmt::format("\"{}\" is neither an instant (2026-02-03T10:00Z) nor a day", text));
}

}  // namespace baton::app
