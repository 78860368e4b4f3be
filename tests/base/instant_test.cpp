#include "base/instant.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"

namespace baton {
namespace {

TEST(InstantText, IsReadInEveryWrittenForm) {
    struct Case {
        std::string_view text;
        std::int64_t micros;
    };

    const std::vector<Case> cases{
        {"1970-01-01T00:00Z", 0},
        {"1970-01-01 00:00Z", 0},
        {"1970-01-01T00:00:01Z", 1'000'000},
        {"1970-01-01T00:00:00.5Z", 500'000},
        {"1970-01-01T00:00:00.000001Z", 1},
        {"1969-12-31T23:59:59.999999Z", -1},
        {"1970-01-01T02:00+02:00", 0},
        {"1969-12-31T18:30-05:30", 0},
        {"2026-02-03T10:00:00.000000Z", 1'770'112'800'000'000},
        {"2024-02-29T00:00Z", 1'709'164'800'000'000},
        {"0001-01-01T00:00Z", -62'135'596'800'000'000},
        {"9999-12-31T23:59:59.999999Z", 253'402'300'799'999'999},
    };
    for (const auto& [text, micros] : cases) {
        const auto at = parse_instant(text);
        ASSERT_TRUE(at) << text;
        EXPECT_EQ(at->micros, micros) << text;
    }
}

TEST(InstantText, IsRefusedWhenItNamesNoInstant) {
    for (const std::string_view text : {"",
                                        "2026-02-03",
                                        "2026-02-03T10:00",
                                        "2026-02-29T10:00Z",
                                        "2026-13-01T10:00Z",
                                        "2026-00-01T10:00Z",
                                        "2026-01-00T10:00Z",
                                        "0000-01-01T10:00Z",
                                        "2026-02-03T24:00Z",
                                        "2026-02-03T10:60Z",
                                        "2026-02-03T10:00:60Z",
                                        "2026-02-03T10:00:00.Z",
                                        "2026-02-03T10:00:00.1234567Z",
                                        "2026-02-03T10:00z",
                                        "2026-02-03T10:00+0200",
                                        "2026-02-03T10:00+24:00",
                                        "2026-02-03T10:00Z ",
                                        " 2026-02-03T10:00Z",
                                        "2026-2-3T10:00Z",
                                        "+026-02-03T10:00Z",
                                        "2026-02--3T10:00Z"}) {
        EXPECT_FALSE(parse_instant(text)) << text;
    }
}

TEST(InstantText, IsRenderedWithSixDigitsAndZ) {
    EXPECT_EQ(render(Instant{0}), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(render(Instant{-1}), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(render(Instant{1'770'112'800'000'000}), "2026-02-03T10:00:00.000000Z");
}

TEST(InstantSum, StopsAtTheEndsOfTime) {
    EXPECT_EQ(plus(Instant{5}, 7), Instant{12});
    EXPECT_EQ(plus(Instant::latest(), 1), Instant::latest());
    EXPECT_EQ(plus(Instant::earliest(), -1), Instant::earliest());
}

TEST(DateText, KnowsLeapDays) {
    EXPECT_EQ(parse_date("2024-02-29")->days, 19'782);
    EXPECT_EQ(parse_date("2000-02-29")->days, 11'016);
    EXPECT_FALSE(parse_date("1900-02-29"));
    EXPECT_FALSE(parse_date("2026-04-31"));
    EXPECT_FALSE(parse_date("2026-04-3"));
    EXPECT_FALSE(parse_date("2026-04-030"));
    EXPECT_EQ(render(Date{0}), "1970-01-01");
    EXPECT_EQ(render(Date{-1}), "1969-12-31");
}

TEST(DateParts, GoBothWays) {
    EXPECT_EQ(parts_of(Date{19'782}), (YearMonthDay{.year = 2024, .month = 2, .day = 29}));
    EXPECT_EQ(date_of({.year = 1970, .month = 3, .day = 1}), Date{59});
    EXPECT_EQ(days_in_month(2024, 2), 29);
    EXPECT_EQ(days_in_month(2100, 2), 28);
    EXPECT_EQ(days_in_month(2026, 11), 30);
    EXPECT_EQ(weekday_of(Date{0}), 3);
    EXPECT_EQ(weekday_of(Date{-1}), 2);
    EXPECT_EQ(weekday_of(Date{-4}), 6);
    EXPECT_EQ(weekday_of(Date{4}), 0);
}

RC_GTEST_PROP(InstantText, RoundTrips, ()) {
    const auto micros =
        *rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'800'000'000);
    const auto read = parse_instant(render(Instant{micros}));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->micros == micros);
}

RC_GTEST_PROP(DateText, RoundTrips, ()) {
    const Date day{*rc::gen::inRange(-719'162, 2'932'897)};
    RC_ASSERT(date_of(parts_of(day)) == day);
    const auto read = parse_date(render(day));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == day);
}

}  // namespace
}  // namespace baton
