#include "base/calendar.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace baton {
namespace {

TimeZone zone(std::string_view name) {
    return TimeZone::find(name).value();
}

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

Date day(std::string_view text) {
    return parse_date(text).value();
}

constexpr int two_thirty = 150;

TEST(TimeZoneNames, AreFoundOrRefused) {
    EXPECT_EQ(zone("Europe/Berlin").name(), "Europe/Berlin");
    for (const std::string_view name :
         {"", "Mars/Olympus", "../../etc/passwd", "europe/berlin", "Europe", "+02:00"}) {
        EXPECT_FALSE(TimeZone::find(name)) << name;
    }
    EXPECT_EQ(TimeZone::find("Nowhere").error().message,
              "\"Nowhere\" is not a known time zone; expected an IANA name such as Europe/Berlin");
    EXPECT_EQ(zone("Europe/Berlin"), zone("Europe/Berlin"));
    EXPECT_NE(zone("Europe/Berlin"), zone("Europe/Paris"));
}

TEST(LocalDay, IsThatOfTheZone) {
    EXPECT_EQ(render(zone("Europe/Berlin").day_of(at("2026-01-01T22:59:59.999999Z"))),
              "2026-01-01");
    EXPECT_EQ(render(zone("Europe/Berlin").day_of(at("2026-01-01T23:00Z"))), "2026-01-02");
    EXPECT_EQ(render(zone("America/New_York").day_of(at("2026-07-01T03:59Z"))), "2026-06-30");
    EXPECT_EQ(render(TimeZone::utc().day_of(at("1969-12-31T23:59Z"))), "1969-12-31");
    EXPECT_EQ(render(zone("Asia/Kathmandu").day_of(at("2026-01-01T18:15Z"))), "2026-01-02");
}

TEST(LocalDay, BeginsAfterAMidnightThatIsSkipped) {
    EXPECT_EQ(render(zone("America/Sao_Paulo").start_of(day("2018-11-04"))),
              "2018-11-04T03:00:00.000000Z");
    EXPECT_EQ(render(zone("Asia/Beirut").start_of(day("2018-03-25"))),
              "2018-03-24T22:00:00.000000Z");
    EXPECT_EQ(zone("America/Sao_Paulo").minute_of(at("2018-11-04T03:00Z")), 60);
    EXPECT_EQ(render(zone("America/Sao_Paulo").day_of(at("2018-11-04T02:59:59.999999Z"))),
              "2018-11-03");
}

TEST(LocalDay, BeginsOnceWhenTheHourBeforeMidnightIsRepeated) {
    EXPECT_EQ(render(zone("America/Sao_Paulo").start_of(day("2018-02-18"))),
              "2018-02-18T03:00:00.000000Z");
    EXPECT_EQ(render(zone("America/Sao_Paulo").day_of(at("2018-02-18T02:30Z"))), "2018-02-17");
}

TEST(LocalDay, ThatAZoneLeftOutBeginsWithTheNext) {
    EXPECT_EQ(render(zone("Pacific/Apia").start_of(day("2011-12-30"))),
              "2011-12-30T10:00:00.000000Z");
    EXPECT_EQ(zone("Pacific/Apia").start_of(day("2011-12-30")),
              zone("Pacific/Apia").start_of(day("2011-12-31")));
}

TEST(WallClock, InAGapIsTheEndOfTheGap) {
    EXPECT_EQ(render(zone("Europe/Berlin").at_wall_clock(day("2026-03-29"), two_thirty)),
              "2026-03-29T01:00:00.000000Z");
}

TEST(WallClock, InAFoldIsTheFirstOfTheTwo) {
    EXPECT_EQ(render(zone("Europe/Berlin").at_wall_clock(day("2026-10-25"), two_thirty)),
              "2026-10-25T00:30:00.000000Z");
    EXPECT_EQ(zone("Europe/Berlin").minute_of(at("2026-10-25T00:30Z")), two_thirty);
    EXPECT_EQ(zone("Europe/Berlin").minute_of(at("2026-10-25T01:30Z")), two_thirty);
}

TEST(WallClock, TwentyFourHundredIsTheNextDay) {
    constexpr int whole_day = 1440;
    EXPECT_EQ(zone("Europe/Berlin").at_wall_clock(day("2026-05-01"), whole_day),
              zone("Europe/Berlin").start_of(day("2026-05-02")));
}

TEST(EndsOfTime, DoNotBreakTheCalendar) {
    const auto berlin = zone("Europe/Berlin");
    EXPECT_GT(berlin.day_of(Instant::latest()), day("9999-12-31"));
    EXPECT_LT(berlin.day_of(Instant::earliest()), day("0001-01-01"));
    EXPECT_GT(berlin.start_of(day("9999-12-31")), at("9999-12-30T00:00Z"));
}

RC_GTEST_PROP(LocalDay, ContainsItsInstants, ()) {
    const std::string name = *rc::gen::element<std::string>("Europe/Berlin",
                                                            "America/Sao_Paulo",
                                                            "Asia/Beirut",
                                                            "Australia/Lord_Howe",
                                                            "UTC",
                                                            "Asia/Kathmandu");
    const auto local = zone(name);
    const Instant when{*rc::gen::inRange<std::int64_t>(0, 2'000'000'000'000'000)};
    const auto today = local.day_of(when);
    RC_ASSERT(local.start_of(today) <= when);
    RC_ASSERT(when < local.start_of(Date{today.days + 1}));
    RC_ASSERT(local.day_of(local.start_of(today)) == today);
}

}  // namespace
}  // namespace baton
