#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "goals/book.hpp"
#include "goals/measure.hpp"
#include "ledger/event.hpp"

namespace baton::goals {

namespace {

using ledger::DealStatus;
using testing::at;
using testing::Book;
using testing::contact;
using testing::euro;
using testing::text_of;

Money euros(std::int64_t minor) {
    return {.minor = minor, .currency = euro()};
}

// Four deals of two reps, worked out by hand below; a third rep has none.
Book four_deals() {
    Book book;
    book.user(at("2024-01-01"), "ann@x.test", "Ann", "north");
    book.user(at("2024-01-01"), "bob@x.test", "Bob", "south");
    book.user(at("2024-01-01"), "eve@x.test", "Eve", "south");
    for (int person = 1; person <= 3; ++person)
        book.person(person, at("2024-01-02"));
    book.touch(1, at("2024-01-02"), {{"channel", std::string("search")}});
    book.touch(1,
               at("2024-01-03"),
               {{"channel", std::string("mail")}, {"campaign", std::string("spring")}});
    book.touch(2, at("2024-01-02"), {{"path", std::string("/")}});
    book.touch(2, at("2024-01-04"), {{"channel", std::string("mail")}});
    book.deal(1,
              at("2024-01-10"),
              {contact(1)},
              {{"product", std::string("A")},
               {"owner", std::string("ann@x.test")},
               {"amount", euros(100'000)}});
    book.deal(2,
              at("2024-01-10"),
              {contact(2)},
              {{"product", std::string("A")},
               {"owner", std::string("ann@x.test")},
               {"amount", euros(50'000)}});
    book.deal(
        3,
        at("2024-01-20"),
        {contact(1), contact(2)},
        {{"product", std::string("B")}, {"owner", std::string("Bob")}, {"amount", euros(7'001)}});
    book.deal(4, at("2024-02-01"), {}, {{"owner", std::string("bob@x.test")}});
    book.touch(1, at("2024-01-25"), {{"asset", std::string("one-pager")}});
    book.close(1, at("2024-01-30"), DealStatus::won);
    book.close(2, at("2024-02-09"), DealStatus::lost);
    book.close(3, at("2024-03-05"), DealStatus::won);
    return book;
}

TEST(Deals, AreCountedOnce) {
    const Book book = four_deals();
    EXPECT_EQ(text_of(book.rows({.name = "deals_won"})), "all 2\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_lost"})), "all 1\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_open"})), "all 1\n");
    EXPECT_EQ(text_of(book.rows({.name = "revenue"})), "all 107001\n");
}

TEST(Deals, WinRateLeavesOpenOnesOut) {
    const auto rows = four_deals().rows({.name = "win_rate"});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(text_of(rows), "all 2/3\n");
    EXPECT_DOUBLE_EQ(rows[0].value.value(), 2.0 / 3.0);
}

TEST(Deals, ByProductAndOwner) {
    const Book book = four_deals();
    EXPECT_EQ(text_of(book.rows({.name = "win_rate", .by = By::product})), "A 1/2\nB 1/1\n");
    EXPECT_EQ(text_of(book.rows({.name = "revenue", .by = By::owner})),
              "ann@x.test 100000\nbob@x.test 7001\neve@x.test 0\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_open", .by = By::owner})),
              "ann@x.test 0\nbob@x.test 1\neve@x.test 0\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_won", .by = By::team})), "north 1\nsouth 1\n");
}

TEST(Deals, NobodyDividesByZero) {
    const auto rows = four_deals().rows({.name = "win_rate", .by = By::owner});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[2].label, "Eve");
    EXPECT_EQ(rows[2].value, std::nullopt);
    EXPECT_EQ(text_of(Book().rows({.name = "win_rate"})), "all 0/0\n");
}

TEST(Deals, ByWhereTheyCameFrom) {
    const Book book = four_deals();
    EXPECT_EQ(text_of(book.rows({.name = "deals_won", .by = By::source})), "search 2\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_lost", .by = By::source})), "unknown 1\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_lost", .by = By::channel})), "mail 1\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_won", .by = By::campaign})), "spring 2\n");
    EXPECT_EQ(text_of(book.rows({.name = "win_rate", .by = By::asset})),
              "one-pager 2/2\nunknown 0/1\n");
}

TEST(Deals, AsOfReadsThePast) {
    const Book book = four_deals();
    EXPECT_EQ(text_of(book.rows({.name = "win_rate", .as_of = at("2024-02-08")})), "all 1/1\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_open", .as_of = at("2024-02-08")})), "all 3\n");
    const Instant day = end_of_day(TimeZone::utc(), parse_date("2024-02-09").value());
    EXPECT_EQ(render(day), "2024-02-09T23:59:59.999999Z");
    EXPECT_EQ(text_of(book.rows({.name = "win_rate", .as_of = day})), "all 1/2\n");
}

TEST(Deals, ARangeIsAboutTheEventCounted) {
    const Book book = four_deals();
    const auto february =
        MeasureRequest{.name = "win_rate", .from = at("2024-02-01"), .to = at("2024-03-05")};
    EXPECT_EQ(text_of(book.rows(february)), "all 0/1\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_won", .by = By::month})), "2024-01 1\n2024-03 1\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_won", .by = By::quarter})), "2024-Q1 2\n");
}

TEST(Deals, ImportedDatesCountBeforeTheInstantsOfTheEvents) {
    Book book;
    book.deal(1,
              at("2024-05-01"),
              {},
              {{"created_at", at("2023-01-10T00:00Z")}, {"closed_at", at("2023-02-09T00:00Z")}});
    book.close(1, at("2024-05-01"), DealStatus::won);
    const auto rows = book.rows({.name = "sales_cycle_days", .by = By::month});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].key, "2023-02");
    EXPECT_EQ(rows[0].value, 30.0);
}

// 20 and 45 days by hand: (2024-01-10 to 01-30) and (2024-01-20 to 03-05, a leap year).
TEST(Deals, TheSalesCycleIsAboutDealsWon) {
    const auto rows = four_deals().rows({.name = "sales_cycle_days"});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(text_of(rows), "all 65/2\n");
    EXPECT_EQ(
        rows[0].spread,
        (Spread{.n = 2, .median = 32.5, .mean = 32.5, .p25 = 26.25, .p75 = 38.75, .p90 = 42.5}));
    EXPECT_EQ(rows[0].value, 32.5);
}

TEST(Deals, DaysAreThoseOfTheZone) {
    Book book;
    book.deal(1, at("2024-03-30T22:30Z"), {}, {});
    book.close(1, at("2024-03-31T22:30Z"), DealStatus::won);
    MeasureRequest request{.name = "sales_cycle_days"};
    EXPECT_EQ(text_of(book.rows(request)), "all 1/1\n");
    request.zone =
        TimeZone::find("Europe/Berlin").value();  // 23:30 on the 30th to 00:30 on the 1st
    EXPECT_EQ(text_of(book.rows(request)), "all 2/1\n");
}

TEST(Deals, AmountsAreConvertedAsTheyWereSet) {
    Book book;
    const Currency dollar = parse_currency("USD").value();
    book.add(at("2024-01-01"), ledger::RateSet{.from = dollar, .to = euro(), .rate = "0.5"});
    book.deal(1, at("2024-01-02"), {}, {{"amount", Money{.minor = 333, .currency = dollar}}});
    book.add(at("2024-01-03"), ledger::RateSet{.from = dollar, .to = euro(), .rate = "0.9"});
    book.deal(2,
              at("2024-01-04"),
              {},
              {{"amount", Money{.minor = 100, .currency = parse_currency("GBP").value()}}});
    book.close(1, at("2024-01-05"), DealStatus::won);
    book.close(2, at("2024-01-05"), DealStatus::won);
    const auto rows = book.rows({.name = "revenue"});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].numerator, 167);
    EXPECT_EQ(rows[0].left_out, 1);
    EXPECT_EQ(rows[0].currency, euro());
    EXPECT_EQ(rows[0].denominator, std::nullopt);
}

TEST(Deals, DeletedOnesAreGoneFromThenOn) {
    Book book = four_deals();
    book.add(at("2024-04-01"),
             ledger::DealChanged{.deal = make_id<DealTag>(1, 0),
                                 .external_id = "",
                                 .contacts = {},
                                 .properties = {},
                                 .deleted = true});
    EXPECT_EQ(text_of(book.rows({.name = "deals_won"})), "all 1\n");
    EXPECT_EQ(text_of(book.rows({.name = "deals_won", .as_of = at("2024-03-31")})), "all 2\n");
}

}  // namespace

}  // namespace baton::goals
