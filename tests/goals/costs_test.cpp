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
using ledger::HandoffStep;
using testing::at;
using testing::Book;
using testing::contact;
using testing::euro;
using testing::text_of;

void cost(Book& book, const std::string& campaign, const std::string& on, std::int64_t minor) {
    book.record(at("2024-06-01"),
                "cost",
                campaign + "/" + on,
                {{"campaign", campaign},
                 {"on", parse_date(on).value()},
                 {"amount", Money{.minor = minor, .currency = euro()}}});
}

// Three people, two from the spring campaign; two costs; one customer with two deals.
Book spring() {
    Book book;
    book.record(at("2024-01-01"),
                "campaign",
                "spring",
                {{"name", std::string("spring")}, {"channel", std::string("search")}});
    for (int person = 1; person <= 3; ++person)
        book.person(person, at("2024-01-05"));
    for (int person = 1; person <= 2; ++person) {
        book.touch(person,
                   at("2024-01-05"),
                   {{"channel", std::string("search")}, {"campaign", std::string("spring")}});
    }
    cost(book, "spring", "2024-01-01", 10'000);
    cost(book, "spring", "2024-02-01", 5'001);
    book.deal(1, at("2024-01-10"), {contact(1)}, {});
    book.deal(2, at("2024-01-12"), {contact(1)}, {});
    book.close(1, at("2024-03-01"), DealStatus::won);
    book.close(2, at("2024-02-01"), DealStatus::won);
    return book;
}

TEST(Costs, PerLead) {
    const Book book = spring();
    EXPECT_EQ(text_of(book.rows({.name = "cost_per_lead"})), "all 15001/3\n");
    EXPECT_EQ(text_of(book.rows({.name = "cost_per_lead", .by = By::campaign})),
              "spring 15001/2\nunknown 0/1\n");
    EXPECT_EQ(text_of(book.rows({.name = "cost_per_lead", .by = By::channel})),
              "search 15001/2\nunknown 0/1\n");
    const auto months = book.rows({.name = "cost_per_lead", .by = By::month});
    EXPECT_EQ(text_of(months), "2024-01 10000/3\n2024-02 5001/0\n");
    EXPECT_EQ(months[0].value, 3'333.0);
    EXPECT_EQ(months[0].currency, euro());
    EXPECT_EQ(months[1].value, std::nullopt);
}

TEST(Costs, CountOnTheirDayHoweverLateTheyAreEntered) {
    EXPECT_EQ(text_of(spring().rows({.name = "cost_per_lead", .as_of = at("2024-01-31")})),
              "all 10000/3\n");
}

TEST(Costs, OfACustomerWhoBoughtTwice) {
    const Book book = spring();
    EXPECT_EQ(text_of(book.rows({.name = "cac"})), "all 15001/1\n");
    EXPECT_EQ(text_of(book.rows({.name = "cac", .by = By::month})),
              "2024-01 10000/0\n2024-02 5001/1\n");
}

TEST(Costs, OfTwoPeopleOfOneCompany) {
    Book book = spring();
    const auto company = make_id<CompanyTag>(9, 0);
    book.add(
        at("2024-01-06"),
        ledger::CompanyChanged{
            .company = company, .external_id = "co", .properties = {{"name", std::string("Co")}}});
    for (const int person : {1, 2}) {
        book.add(at("2024-01-06"),
                 ledger::CompanySet{.contact = contact(person), .company = company});
    }
    book.deal(3, at("2024-02-02"), {contact(2)}, {});
    book.close(3, at("2024-02-03"), DealStatus::won);
    book.deal(4, at("2024-02-02"), {contact(3)}, {});
    book.close(4, at("2024-02-03"), DealStatus::won);
    EXPECT_EQ(text_of(book.rows({.name = "cac"})), "all 15001/2\n");
    EXPECT_EQ(text_of(book.rows({.name = "lead_to_customer_rate"})), "all 3/3\n");
}

TEST(Leads, ThatBecameCustomers) {
    const Book book = spring();
    EXPECT_EQ(text_of(book.rows({.name = "lead_to_customer_rate"})), "all 1/3\n");
    EXPECT_EQ(text_of(book.rows({.name = "lead_to_customer_rate", .by = By::source})),
              "search 1/2\nunknown 0/1\n");
    EXPECT_EQ(text_of(book.rows({.name = "lead_to_customer_rate", .as_of = at("2024-01-31")})),
              "all 0/3\n");
}

TEST(Leads, MergedPeopleAreOne) {
    Book book = spring();
    book.add(at("2024-04-01"), ledger::Merged{.from = contact(3), .into = contact(1)});
    EXPECT_EQ(text_of(book.rows({.name = "lead_to_customer_rate"})), "all 1/2\n");
    EXPECT_EQ(text_of(book.rows({.name = "lead_to_customer_rate", .as_of = at("2024-03-31")})),
              "all 1/3\n");
}

TEST(Handoffs, TheFirstAnswerCountsAndWaitingIsNone) {
    Book book;
    book.user(at("2024-01-01"), "ann@x.test", "Ann", "north");
    for (int person = 1; person <= 5; ++person)
        book.person(person, at("2024-01-02"));
    const auto answered = [&](int person, HandoffStep step) {
        book.handoff(person, at("2024-01-03"), HandoffStep::offered, "ann@x.test");
        book.handoff(person, at("2024-01-04"), step, "ann@x.test");
    };
    answered(1, HandoffStep::accepted);
    book.handoff(1, at("2024-01-08"), HandoffStep::recycled, "ann@x.test");
    answered(2, HandoffStep::rejected);
    answered(3, HandoffStep::expired);
    book.handoff(3, at("2024-01-05"), HandoffStep::accepted, "ann@x.test");
    answered(4, HandoffStep::recycled);
    book.handoff(5, at("2024-01-03"), HandoffStep::offered, "ann@x.test");
    EXPECT_EQ(text_of(book.rows({.name = "accept_rate"})), "all 2/4\n");
    EXPECT_EQ(text_of(book.rows({.name = "accept_rate", .as_of = at("2024-01-04")})), "all 1/3\n");
    EXPECT_EQ(text_of(book.rows({.name = "accept_rate", .by = By::owner})), "ann@x.test 2/4\n");
    EXPECT_EQ(text_of(book.rows({.name = "accept_rate", .by = By::team})), "north 2/4\n");
}

TEST(Handoffs, ASecondOfferIsASecondCase) {
    Book book;
    book.person(1, at("2024-01-02"));
    book.handoff(1, at("2024-01-03"), HandoffStep::offered, "ann@x.test");
    book.handoff(1, at("2024-01-04"), HandoffStep::rejected, "ann@x.test");
    book.handoff(1, at("2024-04-03"), HandoffStep::offered, "bob@x.test");
    book.handoff(1, at("2024-04-04"), HandoffStep::accepted, "bob@x.test");
    EXPECT_EQ(text_of(book.rows({.name = "accept_rate", .by = By::owner})),
              "ann@x.test 0/1\nbob@x.test 1/1\n");
    EXPECT_EQ(text_of(book.rows({.name = "accept_rate", .by = By::month})),
              "2024-01 0/1\n2024-04 1/1\n");
}

}  // namespace

}  // namespace baton::goals
