#include "connect/icalendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace baton::connect {
namespace {

Date day(const std::string& text) {
    return parse_date(text).value();
}

std::vector<std::string> days_of(const CalendarDays& read) {
    std::vector<std::string> days;
    for (const Date each : read.days)
        days.push_back(render(each));
    return days;
}

Result<CalendarDays> read(const std::string& events) {
    return read_icalendar("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n",
                          day("2025-01-01"),
                          day("2028-12-31"));
}

std::string event(const std::string& lines) {
    return "BEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:A day\r\n" + lines + "END:VEVENT\r\n";
}

using Days = std::vector<std::string>;

TEST(Icalendar, ReadsWholeDays) {
    const auto found = read(event("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\n") +
                            event("DTSTART;VALUE=DATE:20260501\r\n") +
                            event("DTSTART;VALUE=DATE:20260101\r\nDURATION:P2D\r\n"));
    ASSERT_TRUE(found);
    EXPECT_EQ(days_of(*found),
              (Days{"2026-01-01", "2026-01-02", "2026-05-01", "2026-12-25", "2026-12-26"}));
    EXPECT_EQ(found->events, 3U);
    EXPECT_TRUE(found->left_out.empty());
}

TEST(Icalendar, RepeatsYearly) {
    EXPECT_EQ(days_of(*read(event("DTSTART;VALUE=DATE:19901003\r\nRRULE:FREQ=YEARLY\r\n"
                                  "EXDATE;VALUE=DATE:20261003\r\n"))),
              (Days{"2025-10-03", "2027-10-03", "2028-10-03"}));
    EXPECT_EQ(days_of(*read(event("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY\r\n"))),
              (Days{"2028-02-29"}));
    EXPECT_EQ(days_of(*read(event("DTSTART;VALUE=DATE:20250601\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n"))),
              (Days{"2025-06-01", "2026-06-01"}));
    EXPECT_EQ(
        days_of(*read(event(
            "DTSTART;VALUE=DATE:20250601\r\nRRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20280101\r\n"))),
        (Days{"2025-06-01", "2027-06-01"}));
}

TEST(Icalendar, NamesWhatItLeavesOut) {
    const auto found =
        read(event("DTSTART:20261225T090000Z\r\n") +
             event("DTSTART;VALUE=DATE:20261224\r\nSTATUS:CANCELLED\r\n") +
             event("DTSTART;VALUE=DATE:20261231\r\nRRULE:FREQ=WEEKLY\r\n") + event(""));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->days.empty());
    ASSERT_EQ(found->left_out.size(), 4U);
    EXPECT_EQ(found->left_out[0], "A day: has a time of day");
    EXPECT_EQ(found->left_out[1], "A day: was cancelled");
    EXPECT_EQ(found->left_out[3], "A day: has no day on which it begins");
}

TEST(Icalendar, JoinsFoldedLinesAndSkipsAlarms) {
    const auto found =
        read(event("DTSTART;X-NOTE=\"a:b;c\";VALUE=DA\r\n TE:2026\r\n 1225\r\n"
                   "BEGIN:VALARM\r\nDTSTART;VALUE=DATE:20260101\r\nEND:VALARM\r\n"));
    ASSERT_TRUE(found);
    EXPECT_EQ(days_of(*found), (Days{"2026-12-25"}));
}

TEST(Icalendar, IsBounded) {
    EXPECT_FALSE(read_icalendar("hello", day("2025-01-01"), day("2026-01-01")));
    EXPECT_FALSE(read(std::string(std::size_t{2} << 20U, 'x')));
    std::string many;
    for (int i = 0; i < 10'001; ++i)
        many += "BEGIN:VEVENT\nEND:VEVENT\n";
    EXPECT_FALSE(read(many));
    const auto far = read(event("DTSTART;VALUE=DATE:00010101\r\nDTEND;VALUE=DATE:99991231\r\n"));
    ASSERT_TRUE(far);
    EXPECT_TRUE(far->days.empty());
    EXPECT_EQ(far->left_out.size(), 1U);
}

RC_GTEST_PROP(Icalendar, TakesAnyText, ()) {
    const auto lines = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("BEGIN:VEVENT",
                                      "END:VEVENT",
                                      "BEGIN:VCALENDAR",
                                      "END:VCALENDAR",
                                      "DTSTART:20260229",
                                      "DTSTART;VALUE=DATE:20260301",
                                      "DURATION:P99999999999D",
                                      "DURATION:P-1D",
                                      "RRULE:FREQ=YEARLY;COUNT=-1",
                                      "RRULE:;;==;",
                                      "EXDATE:,,,",
                                      " ",
                                      ":"));
    std::string text;
    for (const auto& line : lines)
        text += line + "\n";
    const auto found = read(text);
    RC_ASSERT(!found || found->days.size() <= 3'661U);
}

}  // namespace
}  // namespace baton::connect
