#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "connect/cell_shape.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_numbers.hpp"

namespace baton::connect {
namespace {

std::string moment(std::string_view text, DateReading reading = {}) {
    const auto found = read_moment(text, reading);
    if (!found) return "none";
    if (!found->micros_of_day) return render(found->day);
    return render(instant_of(*found, TimeZone::utc())) + (found->offset_micros ? "" : " local");
}

TEST(ImportDates, read_what_people_and_programs_write) {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"2024-01-31", "2024-01-31"},
        {"2024/1/31", "2024-01-31"},
        {"31.01.2024", "2024-01-31"},
        {"31/1/24", "2024-01-31"},
        {"31-12-99", "1999-12-31"},
        {"20240131", "2024-01-31"},
        {"5 Jan 2024", "2024-01-05"},
        {"Jan 5, 2024", "2024-01-05"},
        {"05-Jan-24", "2024-01-05"},
        {"Mon, 5 February 2024", "2024-02-05"},
        {"5. März 2024", "2024-03-05"},
        {"2024-01-31T10:00:00Z", "2024-01-31T10:00:00.000000Z"},
        {"2024-01-31T10:00:00.123456789+02:00", "2024-01-31T08:00:00.123456Z"},
        {"2024-01-31 10:00", "2024-01-31T10:00:00.000000Z local"},
        {"31.01.2024 14:05:06", "2024-01-31T14:05:06.000000Z local"},
        {"31/01/2024 2:05 PM", "2024-01-31T14:05:00.000000Z local"},
        {"31/01/2024 12:05 am", "2024-01-31T00:05:00.000000Z local"},
        {"2024-01-31 10:00:00 UTC", "2024-01-31T10:00:00.000000Z"},
        {"2024-01-31T10:00:00+0530", "2024-01-31T04:30:00.000000Z"},
        {"1704067200", "2024-01-01T00:00:00.000000Z"},
        {"-1", "1969-12-31T23:59:59.000000Z"},
        {"2023-02-29", "none"},
        {"31/02/2024", "none"},
        {"2024-13-01", "none"},
        {"2024-01-31T25:00Z", "none"},
        {"1/2", "none"},
        {"1.2.3", "none"},
        {"Janet 5", "none"},
        {"12:30", "none"},
        {"", "none"},
    };
    for (const auto& [text, expected] : cases) {
        EXPECT_EQ(moment(text), expected) << text;
    }
}

TEST(ImportDates, read_by_the_column_s_order_and_unit) {
    EXPECT_EQ(moment("03/04/2024"), "2024-04-03");
    EXPECT_EQ(moment("03/04/2024", {.order = DayOrder::month_first}), "2024-03-04");
    EXPECT_EQ(moment("1704067200000", {.epoch = EpochUnit::millis}), "2024-01-01T00:00:00.000000Z");
    EXPECT_EQ(moment("1704067200000000", {.epoch = EpochUnit::micros}),
              "2024-01-01T00:00:00.000000Z");
    EXPECT_EQ(moment("99999999999999999"), "none");
}

DateDecision decided(const std::vector<std::string_view>& column) {
    DateEvidence evidence;
    for (const auto text : column) {
        evidence.see(text);
    }
    return evidence.decide(DayOrder::day_first);
}

TEST(ImportDates, decide_the_order_by_evidence) {
    EXPECT_EQ(decided({"01/02/2024", "13/02/2024"}).why,
              "day first: 13/02/2024 can be nothing else");
    EXPECT_EQ(decided({"01/02/2024", "02/13/2024"}).reading.order, DayOrder::month_first);
    EXPECT_EQ(decided({"02/13/2024", "02/14/2024", "15/02/2024"}).reading.order,
              DayOrder::month_first);
    const auto open = decided({"01/02/2024", "03/03/2024"});
    EXPECT_TRUE(open.ambiguous);
    EXPECT_EQ(open.why, "day first by default: no value has a number above 12 in one place");
    EXPECT_FALSE(decided({"01.02.2024"}).ambiguous);
    EXPECT_FALSE(decided({"2024-01-02"}).ambiguous);
    EXPECT_EQ(decided({"1704067200000"}).reading.epoch, EpochUnit::millis);
    EXPECT_EQ(decided({"1704067200"}).reading.epoch, EpochUnit::seconds);
    EXPECT_EQ(decided({"1704067200000000"}).reading.epoch, EpochUnit::micros);
}

TEST(ImportNumbers, read_both_marks_and_currencies) {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"1,234.50", "1234.50"},
        {"1.234,50", "1234.50"},
        {"1'234.50", "1234.50"},
        {"1 234,50", "none"},
        {"€ 99", "99"},
        {"99 EUR", "99"},
        {"$1,234", "1234"},
        {"-$5.00", "-5.00"},
        {"(12.00)", "-12.00"},
        {"-3", "-3"},
        {".5", "0.5"},
        {"1,234,567", "1234567"},
        {"1,5", "none"},
        {"12,34,567", "none"},
        {"abc", "none"},
        {"1.2.3", "none"},
        {"", "none"},
        {"95%", "none"},
        {"--5", "none"},
        {"1\xc2\xa0"
         "234.5",
         "1234.5"},
    };
    for (const auto& [text, expected] : cases) {
        EXPECT_EQ(plain_number(text, '.').value_or("none"), expected) << text;
    }
    EXPECT_EQ(plain_number("1 234,50", ','), "1234.50");
    EXPECT_EQ(plain_number("1,5", ','), "1.5");
    EXPECT_EQ(plain_number("1.234", ','), "1234");
    EXPECT_EQ(currency_in("€ 99")->text(), "EUR");
    EXPECT_EQ(currency_in("99 CHF")->text(), "CHF");
    EXPECT_FALSE(currency_in("99"));
}

TEST(ImportNumbers, decide_the_mark_by_evidence) {
    const auto mark = [](const std::vector<std::string_view>& column) {
        NumberEvidence evidence;
        for (const auto text : column) {
            evidence.see(text);
        }
        return evidence.decimal_mark();
    };
    EXPECT_EQ(mark({"1,234", "2,5"}), ',');
    EXPECT_EQ(mark({"1,234", "2.5"}), '.');
    EXPECT_EQ(mark({"1.234.567"}), ',');
    EXPECT_EQ(mark({"1,234"}), '.');
    EXPECT_EQ(mark({"0,125"}), ',');
}

TEST(CellShape, tells_what_a_cell_looks_like) {
    EXPECT_EQ(shape_of(" "), CellShape::blank);
    EXPECT_EQ(shape_of("ada@acme.test"), CellShape::email);
    EXPECT_EQ(shape_of("007"), CellShape::text);
    EXPECT_EQ(shape_of("1,234.5"), CellShape::number);
    EXPECT_EQ(shape_of("31.01.2024"), CellShape::day);
    EXPECT_EQ(shape_of("nein"), CellShape::boolean);
    EXPECT_EQ(shape_of("Ada"), CellShape::text);
    for (const auto text : {"@x.test", "a@b", "a b@x.test", "a@b@x.test", "a@x.test.", "a@.test"}) {
        EXPECT_FALSE(looks_like_email(text)) << text;
    }
}

}  // namespace
}  // namespace baton::connect
