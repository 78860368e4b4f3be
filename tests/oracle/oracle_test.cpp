#include "oracle/oracle.hpp"

#include <cstddef>
#include <gtest/gtest.h>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/cases.hpp"
#include "oracle/criteria.hpp"
#include "oracle/number.hpp"
#include "oracle/text.hpp"
#include "places.hpp"

namespace oracle {
namespace {

std::vector<Case> all_cases() {
    return load_cases((source_dir() / "tests/oracle/cases").string());
}

TEST(Oracle, AnswersEveryCaseAsWorkedOutByHand) {
    const std::vector<Case> cases = all_cases();
    ASSERT_GE(cases.size(), 40U);
    for (const Case& one : cases) {
        SCOPED_TRACE(one.file + ": " + one.why);
        EXPECT_EQ(journeys(one.agreements, one.ledger, one.options), one.expect);
    }
}

TEST(Oracle, CasesHaveNamesAndReasonsOfTheirOwn) {
    std::set<std::string> names;
    for (const Case& one : all_cases()) {
        EXPECT_FALSE(one.name.empty()) << one.file;
        EXPECT_FALSE(one.why.empty()) << one.file;
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
    }
}

/// What arrives in another order is the same history, when `received` says nothing.
TEST(Oracle, OrderOfLinesWithDistinctInstantsDoesNotMatter) {
    const Case one = parse_case("inline", R"(--- agreement
agreement: a
timezone: UTC
currency: EUR
stages:
  - { name: lead, owner: marketing, when: 'known contact.email and any(visit within 2 days)' }
--- ledger
{"type":"contact","id":"c","at":"2026-01-01T00:00Z","received":"2026-03-01T00:00Z"}
{"type":"touch","contact":"c","kind":"visit","at":"2026-01-03T00:00Z","received":"2026-03-01T00:00Z"}
{"type":"change","record":"contact","id":"c","property":"email","value":"a@b.test","at":"2026-01-04T00:00Z","received":"2026-03-01T00:00Z"}
)");
    std::string reversed;
    std::string rest = one.ledger;
    while (!rest.empty()) {
        const std::size_t begin = rest.rfind('\n', rest.size() - 2) + 1;
        reversed += rest.substr(begin);
        rest.resize(begin);
    }
    EXPECT_NE(reversed, one.ledger);
    EXPECT_EQ(journeys(one.agreements, reversed, {}), journeys(one.agreements, one.ledger, {}));
    EXPECT_NE(journeys(one.agreements, reversed, {}).find("\"how\":\"entered\""),
              std::string::npos);
}

TEST(Oracle, RefusesWhatItCannotRead) {
    EXPECT_THROW(parse_criterion("any(", {}), std::runtime_error);
    EXPECT_THROW(parse_criterion("unheard_of", {}), std::runtime_error);
    EXPECT_THROW(parse_criterion("true and", {}), std::runtime_error);
    EXPECT_THROW(parse_criterion("count(a) >= 60{40}", {}), std::runtime_error);
    EXPECT_THROW(parse_criterion("a", {.definitions = {{"a", "b"}, {"b", "a"}}, .lists = {}}),
                 std::runtime_error);
    EXPECT_THROW(parse_duration("0.5 days"), std::runtime_error);
    EXPECT_THROW(parse_case("inline", "--- options\nspeed: 9\n"), std::runtime_error);
}

TEST(OracleNumber, DecimalsAreMillionths) {
    EXPECT_EQ(millionths("12.5"), 12'500'000);
    EXPECT_EQ(millionths("-0.000001"), -1);
    EXPECT_EQ(millionths("1e3"), std::nullopt);
    EXPECT_EQ(shortest_decimal(12'500'000), "12.5");
    EXPECT_EQ(shortest_decimal(-1), "-0.000001");
    EXPECT_EQ(shortest_decimal(7'000'000), "7");
}

TEST(OracleNumber, WeightsRoundHalfUp) {
    EXPECT_EQ(half_life_weight(0, 30), 1'000'000);
    EXPECT_EQ(half_life_weight(30, 30), 500'000);
    EXPECT_EQ(half_life_weight(1, 3), 793'701);
    EXPECT_EQ(half_life_weight(2, 3), 629'961);
    EXPECT_EQ(half_life_weight(6, 1), 15'625);
    EXPECT_EQ(half_life_weight(7, 1), 7'813);  // 7812.5
    EXPECT_EQ(half_life_weight(20, 1), 1);     // 0.95
    EXPECT_EQ(half_life_weight(21, 1), 0);     // 0.48
}

TEST(OracleNumber, ConversionRoundsHalfAwayFromZero) {
    EXPECT_EQ(converted(10'050'000, 500'000, "EUR"), 5'030'000);  // 5.025
    EXPECT_EQ(converted(-10'050'000, 500'000, "EUR"), -5'030'000);
    EXPECT_EQ(converted(10'050'000, 500'000, "JPY"), 5'000'000);
    EXPECT_EQ(converted(10'050'000, 500'000, "KWD"), 5'025'000);
}

TEST(OracleText, FoldsFully) {
    EXPECT_EQ(folded("Stra\xC3\x9F"
                     "e"),
              folded("STRASSE"));
    EXPECT_EQ(folded("e\xCC\x81"), "\xC3\xA9");
    EXPECT_EQ(kind_key("Form Submitted"), kind_key("form-submitted"));
    EXPECT_EQ(trimmed("\xC2\xA0 a b \n"), "a b");
}

struct Sum {
    std::string from;
    std::string duration;
    std::string until;
};

/// Europe/Berlin, Monday to Friday 09:00 to 17:30, the first of January is a holiday.
TEST(OracleCalendar, AddsDurations) {
    const Calendar berlin("Europe/Berlin",
                          BusinessHours{.weekdays = {1, 2, 3, 4, 5},
                                        .from_minutes = 9 * 60,
                                        .to_minutes = 17 * 60 + 30,
                                        .holidays = {parse_day("2026-01-01").value()}});
    const std::vector<Sum> sums{
        {"2026-03-28T12:00+01:00", "1 day", "2026-03-29T13:00+02:00"},
        {"2026-01-31T10:00+01:00", "1 month", "2026-03-01T00:00+01:00"},
        {"2026-01-28T10:00+01:00", "1 month", "2026-02-28T00:00+01:00"},
        {"2026-02-10T00:00+01:00", "2 months", "2026-04-10T00:00+02:00"},
        {"2026-12-31T23:59+01:00", "2 months", "2027-03-01T00:00+01:00"},
        {"2026-01-07T11:00+01:00", "10 business days", "2026-01-21T11:00+01:00"},
        {"2026-01-10T11:00+01:00", "1 business day", "2026-01-12T17:30+01:00"},
        {"2026-01-09T16:30+01:00", "1 business hour", "2026-01-09T17:30+01:00"},
        {"2026-01-09T16:31+01:00", "1 business hour", "2026-01-12T09:01+01:00"},
        {"2025-12-31T17:00+01:00", "1 business hour", "2026-01-02T09:30+01:00"},
        {"2026-01-09T05:00+01:00", "2 business hours", "2026-01-09T11:00+01:00"},
    };
    for (const auto& [from, duration, until] : sums) {
        EXPECT_EQ(
            render_instant(berlin.plus(parse_instant(from).value(), parse_duration(duration))),
            render_instant(parse_instant(until).value()))
            << from << " + " << duration;
    }
}

TEST(OracleCalendar, OpeningHoursCountElapsedTimeOnDaysOfChange) {
    const Calendar berlin("Europe/Berlin",
                          BusinessHours{.weekdays = {0, 1, 2, 3, 4, 5, 6},
                                        .from_minutes = 0,
                                        .to_minutes = 6 * 60,
                                        .holidays = {}});
    const auto sum = [&](const char* from) {
        return render_instant(
            berlin.plus(parse_instant(from).value(), parse_duration("6 business hours")));
    };
    EXPECT_EQ(sum("2026-03-29T00:00+01:00"),
              "2026-03-29T23:00:00.000000Z");  // five hours, then one
    EXPECT_EQ(sum("2026-10-25T00:00+02:00"),
              "2026-10-25T04:00:00.000000Z");  // seven hours were open
}

TEST(OracleCalendar, DaysBeginWithTheirFirstInstant) {
    const Calendar beirut("Asia/Beirut", std::nullopt);  // clocks jump from 00:00 to 01:00
    EXPECT_EQ(render_instant(beirut.day_start(parse_day("2022-03-27").value())),
              "2022-03-26T22:00:00.000000Z");
    const Calendar havana("America/Havana", std::nullopt);  // 00:00 to 01:00 happens twice
    EXPECT_EQ(render_instant(havana.day_start(parse_day("2022-11-06").value())),
              "2022-11-06T04:00:00.000000Z");
}

}  // namespace
}  // namespace oracle
