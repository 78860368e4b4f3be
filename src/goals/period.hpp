#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

// A month, quarter or year as people name it: 2026-11, 2026-Q4, 2026.
namespace baton::goals {

struct Period {
    enum class Kind : std::uint8_t { month, quarter, year };

    Kind kind = Kind::month;
    int year = 1970;
    int number = 1;  // of the month or quarter within the year

    bool operator==(const Period&) const = default;

    [[nodiscard]] std::string name() const;
    [[nodiscard]] Date first_day() const;
    [[nodiscard]] Date end_day() const;  // the day after the last
    [[nodiscard]] int months() const;
    [[nodiscard]] Period next() const;
    [[nodiscard]] Period previous() const;
};

[[nodiscard]] std::optional<Period> parse_period(std::string_view text);
[[nodiscard]] Period period_of(Date day, Period::Kind kind);

}  // namespace baton::goals
