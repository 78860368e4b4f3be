#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "goals/book.hpp"
#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "ledger/event.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::goals {

namespace {

using lifecycle::End;
using lifecycle::History;
using lifecycle::How;
using lifecycle::Journey;
using testing::at;
using testing::Book;
using testing::contact;
using testing::text_of;

agreement::Stage stage(const std::string& name) {
    return {.name = name,
            .owner = agreement::Team::marketing,
            .when = {},
            .was = "",
            .description = "",
            .examples_yes = {},
            .examples_no = {},
            .place = {}};
}

// lead, MQL, SAL, customer; MQL is handed over.
lifecycle::Chain chain() {
    auto agreement = std::make_shared<agreement::Agreement>();
    agreement->name = "test";
    agreement->timezone = "UTC";
    agreement->currency = testing::euro();
    for (const auto* name : {"lead", "MQL", "SAL", "customer"})
        agreement->stages.push_back(stage(name));
    agreement->handoff.emplace();
    agreement->handoff->at = 1;
    return lifecycle::Chain::draft(agreement, {});
}

lifecycle::Reached reached(std::uint32_t stage, std::string_view day, How how = How::entered) {
    return {.version = 0, .stage = stage, .at = at(day), .how = how};
}

// Six people: one won, one lost after SAL, one who jumped, one returned who came back, one who only
// ever was a lead, and one who never began.
struct People {
    Book book;
    lifecycle::Chain versions = chain();
    std::vector<History> of_contacts;

    People() {
        for (int person = 1; person <= 6; ++person)
            book.person(person, at("2024-01-01"));
        of_contacts.resize(6);
        of_contacts[0].journeys = {{.began = at("2024-01-01"),
                                    .stages = {reached(0, "2024-01-01"),
                                               reached(1, "2024-01-05"),
                                               reached(2, "2024-01-06"),
                                               reached(3, "2024-03-01")}}};
        of_contacts[1].journeys = {
            {.began = at("2024-01-01"),
             .stages = {
                 reached(0, "2024-01-01"), reached(1, "2024-01-10"), reached(2, "2024-01-11")}}};
        of_contacts[2].journeys = {{.began = at("2024-01-01"),
                                    .stages = {reached(0, "2024-01-02", How::passed),
                                               reached(1, "2024-01-02", How::passed),
                                               reached(2, "2024-01-02", How::placed)}}};
        of_contacts[3].journeys = {
            {.began = at("2024-01-01"),
             .ended = at("2024-01-20"),
             .end = End::returned,
             .reason = "bad timing",
             .stages = {reached(0, "2024-01-01"), reached(1, "2024-01-15")}},
            {.began = at("2024-04-01"),
             .stages = {reached(0, "2024-04-01"), reached(1, "2024-04-02")}}};
        of_contacts[4].journeys = {
            {.began = at("2024-02-01"), .stages = {reached(0, "2024-02-01")}}};
        book.touch(5, at("2024-02-01"), {{"channel", std::string("mail")}});
        book.deal(1, at("2024-01-12"), {contact(2)}, {});
        book.close(1, at("2024-02-12"), ledger::DealStatus::lost);
    }

    [[nodiscard]] Histories histories() const {
        return {.chain = &versions, .of_contacts = of_contacts};
    }

    [[nodiscard]] std::vector<MeasureRow> rows(const MeasureRequest& request) const {
        return book.rows(request, histories());
    }
};

TEST(Stages, TheFunnelCountsPeopleOnceAndTheLostToo) {
    const People people;
    const auto rows = people.rows({.name = "funnel"});
    EXPECT_EQ(text_of(rows), "lead 5/5\nMQL 4/5\nSAL 3/4\ncustomer 1/3\n");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[1].entered, 3);
    EXPECT_EQ(rows[2].entered, 2);
    EXPECT_EQ(rows[2].lost, 1);
    EXPECT_EQ(rows[1].lost, 0);
    EXPECT_DOUBLE_EQ(rows[3].value.value(), 1.0 / 3.0);
}

TEST(Stages, TheFunnelAsItStood) {
    const People people;
    const auto rows = people.rows({.name = "funnel", .as_of = at("2024-01-31")});
    EXPECT_EQ(text_of(rows), "lead 4/4\nMQL 4/4\nSAL 3/4\ncustomer 0/3\n");
    EXPECT_EQ(rows[1].lost, 1) << "who was returned had not come back yet";
    EXPECT_EQ(rows[2].lost, 0) << "the deal was still open";
}

TEST(Stages, TheFunnelOfACohort) {
    const People people;
    EXPECT_EQ(
        text_of(people.rows({.name = "funnel", .from = at("2024-02-01"), .to = at("2024-03-01")})),
        "lead 1/1\nMQL 0/1\nSAL 0/0\ncustomer 0/0\n");
    EXPECT_EQ(text_of(people.rows({.name = "funnel", .source = "mail"})),
              "lead 1/1\nMQL 0/1\nSAL 0/0\ncustomer 0/0\n");
}

TEST(Stages, MqlsAreEntriesNotPeople) {
    const People people;
    EXPECT_EQ(text_of(people.rows({.name = "mql_count"})), "all 4\n");
    EXPECT_EQ(text_of(people.rows({.name = "mql_count", .by = By::month})),
              "2024-01 3\n2024-04 1\n");
    EXPECT_EQ(text_of(people.rows({.name = "mql_count", .as_of = at("2024-01-10")})), "all 2\n");
    EXPECT_EQ(text_of(people.rows(
                  {.name = "mql_count", .from = at("2024-01-10"), .to = at("2024-01-15")})),
              "all 1\n");
}

TEST(Stages, WithoutAnAgreementThereAreNone) {
    const Book book;
    for (const auto* name : {"funnel", "mql_count"}) {
        const auto result = measure(book.timeline(), {}, {.name = name});
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().failure, Failure::refused);
    }
}

TEST(Measures, AreListedUnderTheirNames) {
    for (const auto* name : {"deals_open",
                             "deals_won",
                             "deals_lost",
                             "revenue",
                             "win_rate",
                             "sales_cycle_days",
                             "funnel",
                             "mql_count",
                             "accept_rate",
                             "cost_per_lead",
                             "cac",
                             "lead_to_customer_rate"}) {
        const Measure* found = find_measure(name);
        ASSERT_NE(found, nullptr) << name;
        EXPECT_FALSE(found->title.empty() || found->definition.empty() || found->numerator.empty())
            << name;
        EXPECT_EQ(found->unit == Unit::percent,
                  !found->denominator.empty() && found->unit == Unit::percent)
            << name;
    }
    EXPECT_EQ(measures().size(), 12U);
}

TEST(Measures, SayWhatIsWrong) {
    const Book book;
    const auto unknown = measure(book.timeline(), {}, {.name = "win_rat"});
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().failure, Failure::not_found);
    EXPECT_EQ(unknown.error().message,
              "There is no measure \"win_rat\"; did you mean \"win_rate\"?");
    const auto by = measure(book.timeline(), {}, {.name = "cac", .by = By::product});
    ASSERT_FALSE(by.has_value());
    EXPECT_EQ(by.error().message,
              "cac has no rows by product; it has by channel, campaign, month, quarter.");
}

TEST(Measures, WordsGoThereAndBack) {
    for (const auto* word : {"all",
                             "product",
                             "owner",
                             "team",
                             "channel",
                             "campaign",
                             "asset",
                             "source",
                             "month",
                             "quarter"}) {
        ASSERT_TRUE(find_by(word)) << word;
        EXPECT_EQ(name(*find_by(word)), word);
    }
    EXPECT_EQ(find_by("moon"), std::nullopt);
}

}  // namespace

}  // namespace baton::goals
