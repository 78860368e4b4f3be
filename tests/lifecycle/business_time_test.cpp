#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "lifecycle/duration.hpp"

// Business time against an oracle that looks at every second: is the office open in it?
namespace baton::lifecycle {
namespace {

using agreement::Unit;

constexpr std::int64_t seconds_a_minute = 60;
constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int64_t from_second = 1'703'980'800;  // 2023-12-31: a leap year follows
constexpr std::int64_t days_told = 460;

std::int64_t number_in(const char* name, std::int64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoll(text, nullptr, 10);
}

// Where a wall clock can show one minute twice, hours that begin or end within it would mean two
// things: these begin and end elsewhere.
agreement::BusinessHours random_hours(std::mt19937_64& random) {
    const auto upto = [&](int most) {
        return static_cast<int>(random() % (static_cast<unsigned>(most) + 1U));
    };
    agreement::BusinessHours hours;
    hours.from_minute = upto(3) == 0 ? 0 : 300 + upto(700);
    hours.to_minute = upto(3) == 0 ? 1440 : hours.from_minute + 1 + upto(1319 - hours.from_minute);
    for (bool& day : hours.days) {
        day = upto(2) != 0;
    }
    hours.days[static_cast<std::size_t>(upto(6))] = true;
    for (int i = upto(40); i > 0; --i) {
        hours.holidays.push_back(
            {.days = static_cast<std::int32_t>(from_second / seconds_a_day) + upto(days_told)});
    }
    return hours;
}

class EverySecond {
public:
    explicit EverySecond(const Calendar& calendar) {
        const auto& hours = *calendar.hours;
        for (std::int64_t minute = 0; minute < days_told * 1440; ++minute) {
            const Instant at{(from_second + minute * seconds_a_minute) * second_micros};
            const Date day = calendar.zone.day_of(at);
            const int clock = calendar.zone.minute_of(at);
            const bool works = hours.days[static_cast<std::size_t>(weekday_of(day))] &&
                               std::ranges::find(hours.holidays, day) == hours.holidays.end();
            open_.push_back(works && clock >= hours.from_minute && clock < hours.to_minute ? 1 : 0);
        }
    }

    [[nodiscard]] bool open(std::int64_t second) const {
        return open_[static_cast<std::size_t>((second - from_second) / seconds_a_minute)] != 0;
    }

private:
    std::vector<char> open_;
};

TEST(BusinessTime, IsWhatAnOracleCountsSecondBySecond) {
    const auto seed = static_cast<std::uint64_t>(number_in("BATON_SEED", 20'260'302));
    const std::int64_t intervals = number_in("BATON_INTERVALS", 1'000);
    SCOPED_TRACE("BATON_SEED=" + std::to_string(seed));
    constexpr std::array<const char*, 10> zones{"Europe/Berlin",
                                                "America/New_York",
                                                "Australia/Lord_Howe",
                                                "Asia/Kathmandu",
                                                "Africa/Cairo",
                                                "Asia/Beirut",
                                                "Africa/Casablanca",
                                                "Pacific/Auckland",
                                                "America/Santiago",
                                                "UTC"};
    std::mt19937_64 random(seed);
    const std::int64_t each = std::min<std::int64_t>(100, intervals);
    for (std::int64_t done = 0; done < intervals; done += each) {
        const Calendar calendar{
            .zone = TimeZone::find(zones.at(static_cast<std::size_t>(done / each) % zones.size()))
                        .value(),
            .hours = random_hours(random)};
        const EverySecond oracle(calendar);
        for (std::int64_t i = 0; i < each; ++i) {
            const auto span = static_cast<std::int64_t>(random() % (12 * seconds_a_day));
            const auto begin =
                from_second +
                static_cast<std::int64_t>(
                    random() % static_cast<std::uint64_t>((days_told - 14) * seconds_a_day));
            std::int64_t counted = 0;
            std::int64_t reached = begin;
            for (std::int64_t second = begin; second < begin + span; ++second) {
                if (oracle.open(second)) {
                    ++counted;
                    reached = second + 1;
                }
            }
            const Instant from{begin * second_micros};
            const Instant to{(begin + span) * second_micros};
            ASSERT_EQ(business_time_between(from, to, calendar), counted * second_micros)
                << calendar.zone.name() << " from " << render(from) << " to " << render(to);
            // The other way round, as far as whole hours go.
            const std::int64_t hours = counted / 3600;
            std::int64_t left = hours * 3600;
            for (std::int64_t second = begin; left > 0; ++second) {
                if (oracle.open(second) && --left == 0) reached = second + 1;
            }
            const Instant due =
                after(from, {.count = hours, .unit = Unit::business_hours}, calendar);
            ASSERT_EQ(due, (Instant{(hours == 0 ? begin : reached) * second_micros}))
                << calendar.zone.name() << ", " << hours << " hours from " << render(from);
        }
    }
}

}  // namespace
}  // namespace baton::lifecycle
