#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <rapidcheck/gtest.h>
#include <string>
#include <tuple>
#include <vector>

#include "goals/attempts.hpp"
#include "goals/feedback.hpp"
#include "goals/lead_value.hpp"
#include "goals/pacing.hpp"
#include "goals/period.hpp"
#include "goals/plan.hpp"
#include "ledger/event.hpp"

namespace baton::goals {

namespace {

Instant day(std::int64_t number) {
    return {number * day_micros};
}

std::vector<Lead> leads(std::size_t number, const std::string& source, std::size_t won) {
    std::vector<Lead> all;
    for (std::size_t at = 0; at < number; ++at) {
        Lead lead{.at = day(10), .source = source};
        if (at < won) {
            lead.wins = {{.at = day(20), .minor = 1'000}, {.at = day(20), .minor = 1}};
        }
        all.push_back(lead);
    }
    return all;
}

constexpr KnownLeads all_known{.as_of = {100 * day_micros}, .mature_until = {50 * day_micros}};

// 3 × 10.01 of 30 is 1.001, so 1.00; of 4 it would be 7.5075, so 7.51.
TEST(LeadValue, IsRevenueOverTheMature) {
    EXPECT_EQ(value_of_all(leads(30, "web", 3), all_known),
              (LeadValue{.source = "",
                         .leads = 30,
                         .mature = 30,
                         .won = 3,
                         .won_minor = 3'003,
                         .value_minor = 100}));
    EXPECT_EQ(value_of_all(leads(4, "web", 3), all_known).value_minor, 751);
}

TEST(LeadValue, LeavesOutWhatIsYoungOrNotKnownYet) {
    const auto some = leads(30, "web", 3);
    const LeadValue young = value_of_all(some, {.as_of = day(100), .mature_until = day(10)});
    EXPECT_EQ(young.mature, 0);
    EXPECT_EQ(young.leads, 30);
    EXPECT_EQ(young.value_minor, std::nullopt);
    EXPECT_EQ(value_of_all(some, {.as_of = day(19), .mature_until = day(19)}).won_minor, 0);
    // A second deal of somebody who had won before is not known before it is won either.
    std::vector<Lead> again = some;
    again.front().wins.push_back({.at = day(60), .minor = 500'000});
    EXPECT_EQ(value_of_all(again, {.as_of = day(59), .mature_until = day(50)}),
              value_of_all(some, {.as_of = day(59), .mature_until = day(50)}));
    EXPECT_EQ(value_of_all(again, {.as_of = day(60), .mature_until = day(50)}).won_minor, 503'003);
    EXPECT_EQ(value_of_all(some, {.as_of = day(9), .mature_until = day(9)}).leads, 0);
}

TEST(LeadValue, OfASourceWithTooFewIsThatOfAll) {
    auto some = leads(20, "web", 2);
    const auto few = leads(19, "fair", 19);
    some.insert(some.end(), few.begin(), few.end());
    const PriceList prices(values_by_source(some, all_known), value_of_all(some, all_known));
    EXPECT_EQ(prices.price_minor("web"), 100);
    EXPECT_EQ(prices.price_minor("fair"), 539);  // 21 × 1001 / 39
    EXPECT_EQ(prices.price_minor("never seen"), 539);
    EXPECT_EQ(PriceList({}, {}).price_minor("web"), std::nullopt);
}

RC_GTEST_PROP(LeadValue, SourcesAddUpToAll, ()) {
    std::vector<Lead> some;
    const auto sources = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
    for (const int source : sources) {
        some.push_back({.at = day(source * 20), .source = std::to_string(source)});
        if (source % 2 == 0) some.back().wins = {{.at = day(90), .minor = source}};
    }
    const LeadValue all = value_of_all(some, all_known);
    LeadValue sum;
    for (const LeadValue& each : values_by_source(some, all_known)) {
        sum.leads += each.leads;
        sum.mature += each.mature;
        sum.won += each.won;
        sum.won_minor += each.won_minor;
    }
    sum.value_minor = all.value_minor;
    RC_ASSERT(sum == all);
}

std::vector<PaceDay> days(const std::string& week, const std::vector<std::int64_t>& reached) {
    std::vector<PaceDay> all;
    for (std::size_t at = 0; at < week.size(); ++at) {
        all.push_back({.day = {static_cast<std::int32_t>(at)},
                       .works = week[at] == 'w',
                       .reached = reached[at]});
    }
    return all;
}

TEST(Pacing, IsEvenOverWorkingDays) {
    std::vector<std::int64_t> even;
    std::vector<std::int64_t> reached;
    for (const PacePoint& point : pace(days("w--ww", {1, 2, 3, 4, 5}), 100)) {
        even.push_back(point.even);
        reached.push_back(point.reached);
    }
    EXPECT_EQ(even, (std::vector<std::int64_t>{33, 33, 33, 66, 100}));
    EXPECT_EQ(reached, (std::vector<std::int64_t>{1, 3, 6, 10, 15}));
}

TEST(Pacing, CountsEveryDayWhereNobodyWorks) {
    const auto points = pace(days("----", {0, 0, 0, 0}), 8);
    EXPECT_EQ(points[0].even, 2);
    EXPECT_EQ(points[3].even, 8);
}

TEST(Pacing, ThirdsShowBunching) {
    EXPECT_EQ(thirds_of(days("-wwwwww-", {1, 1, 0, 0, 2, 5, 6, 7})),
              (Thirds{.first = 2, .second = 2, .last = 18}));
}

RC_GTEST_PROP(Pacing, ThirdsAddUp, ()) {
    std::vector<PaceDay> some;
    std::int64_t sum = 0;
    const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 9));
    for (const int number : numbers) {
        some.push_back({.day = {}, .works = number % 3 != 0, .reached = number});
        sum += number;
    }
    const Thirds thirds = thirds_of(some);
    RC_ASSERT(thirds.first + thirds.second + thirds.last == sum);
    const auto points = pace(some, 1'000'000'007);
    RC_ASSERT(points.size() == some.size());
    if (!points.empty()) RC_ASSERT(points.back().even == 1'000'000'007);
}

TEST(Period, IsReadAndNamed) {
    EXPECT_EQ(parse_period("2026-11")->first_day(), parse_date("2026-11-01"));
    EXPECT_EQ(parse_period("2026-11")->end_day(), parse_date("2026-12-01"));
    EXPECT_EQ(parse_period("2026-Q4")->end_day(), parse_date("2027-01-01"));
    EXPECT_EQ(parse_period("2026-Q1")->previous().name(), "2025-Q4");
    EXPECT_EQ(parse_period("2026-12")->next().name(), "2027-01");
    EXPECT_EQ(parse_period("2026")->first_day(), parse_date("2026-01-01"));
    EXPECT_EQ(period_of(*parse_date("2026-08-31"), Period::Kind::quarter).name(), "2026-Q3");
    for (const char* wrong : {"",
                              "26",
                              "2026-",
                              "2026-13",
                              "2026-00",
                              "2026-Q0",
                              "2026-Q5",
                              "2026-1",
                              "2026/11",
                              "2026-011",
                              "20a6",
                              "-026",
                              "2026-Qx",
                              "9999"}) {
        EXPECT_EQ(parse_period(wrong), std::nullopt) << wrong;
    }
}

// 100 000 at 10 000 a winner: 10 winners; at 1 of 4: 40; at 20 of 50: 100.
TEST(Plan, GoesBackByTheRates) {
    const std::vector<PlanStep> steps{{.from = "MQL", .k = 20, .n = 50},
                                      {.from = "SQL", .k = 5, .n = 20}};
    const std::vector<std::int64_t> winners{8'000, 10'000, 12'000};
    const Plan plan = plan_for(100'000, steps, winners);
    EXPECT_EQ(plan.average_minor, 10'000);
    ASSERT_EQ(plan.needs.size(), 3);
    EXPECT_EQ(plan.needs[0].needed, 10);
    EXPECT_EQ(plan.needs[1].needed, 40);
    EXPECT_EQ(plan.needs[2].needed, 100);
    EXPECT_EQ(plan.needs[2].stage, "MQL");
    for (std::size_t at = 0; at + 1 < plan.needs.size(); ++at) {
        const PlanNeed& one = plan.needs[at];
        const PlanNeed& before = plan.needs[at + 1];
        EXPECT_LT(*one.low, *one.needed);
        EXPECT_GT(*one.high, *one.needed);
        // What is not known of one step is not known of those before it.
        EXPECT_GT(static_cast<double>(*before.high) / static_cast<double>(*before.needed),
                  static_cast<double>(*one.high) / static_cast<double>(*one.needed));
    }
}

TEST(Plan, SaysNothingWithoutRates) {
    const std::vector<std::int64_t> winners{10'000};
    const std::vector<PlanStep> steps{{.from = "MQL", .k = 3, .n = 5},
                                      {.from = "SAL", .k = 0, .n = 9},
                                      {.from = "SQL", .k = 1, .n = 2}};
    const Plan plan = plan_for(100'000, steps, winners);
    EXPECT_EQ(plan.needs[1].needed, 20);
    EXPECT_EQ(plan.needs[2].needed, std::nullopt);
    EXPECT_EQ(plan.needs[3].needed, std::nullopt);
    const Plan none = plan_for(100'000, steps, {});
    EXPECT_EQ(none.average_minor, std::nullopt);
    EXPECT_EQ(none.needs[0].needed, std::nullopt);
    EXPECT_EQ(plan_for(0, steps, winners).needs[0].needed, 0);
}

// Five handoffs: met after the first, after the second twice, never after one and after three.
TEST(Attempts, AreCountedOnceEach) {
    const std::vector<Tried> tried{{.attempts = 4, .reached_after = 1},
                                   {.attempts = 2, .reached_after = 2},
                                   {.attempts = 3, .reached_after = 2},
                                   {.attempts = 1},
                                   {.attempts = 3}};
    const std::vector<AttemptGain> expected{
        {.attempt = 1, .reached = 1, .tried = 5, .reached_by_now = 1},
        {.attempt = 2, .reached = 2, .tried = 3, .reached_by_now = 3},
        {.attempt = 3, .reached = 0, .tried = 1, .reached_by_now = 3}};
    EXPECT_EQ(gains_of(tried), expected);
    EXPECT_EQ(worthwhile(gains_of(tried), 5), std::nullopt);  // five say too little
    EXPECT_TRUE(gains_of({}).empty());
}

TEST(Attempts, AreWorthwhileAsLongAsEachBringsEnough) {
    const std::vector<AttemptGain> gains{
        {.attempt = 1, .reached = 30, .tried = 100, .reached_by_now = 30},
        {.attempt = 2, .reached = 5, .tried = 70, .reached_by_now = 35},
        {.attempt = 3, .reached = 2, .tried = 60, .reached_by_now = 37},
        {.attempt = 4, .reached = 30, .tried = 50, .reached_by_now = 67}};
    EXPECT_EQ(worthwhile(gains, 5), 2);
    EXPECT_EQ(worthwhile(gains, 1), 4);
    EXPECT_EQ(worthwhile(gains, 31), std::nullopt);
}

std::vector<Judged> judged(const std::string& key, int accepted, int rejected) {
    std::vector<Judged> all;
    for (int at = 0; at < accepted; ++at)
        all.push_back({.keys = {key, "both"}, .praise = "need"});
    for (int at = 0; at < rejected; ++at) {
        all.push_back({.keys = {key, "both"},
                       .answer = ledger::HandoffStep::rejected,
                       .reason = at % 2 == 0 ? "bad fit" : "no budget"});
    }
    return all;
}

TEST(Feedback, ComparesWithAndWithout) {
    auto all = judged("demo", 3, 1);
    const auto others = judged("list", 1, 5);
    all.insert(all.end(), others.begin(), others.end());
    const auto rows = rows_by_key(all);
    ASSERT_EQ(rows.size(), 3);
    EXPECT_EQ(rows[0].key, "both");
    EXPECT_EQ(rows[0].without, FeedbackCounts{});
    EXPECT_EQ(rows[1].key, "demo");
    EXPECT_EQ(rows[1].with,
              (FeedbackCounts{.answered = 4,
                              .accepted = 3,
                              .rejected = 1,
                              .praised = 3,
                              .reasons = {{"bad fit", 1}},
                              .praises = {{"need", 3}}}));
    EXPECT_EQ(rows[1].without, rows[2].with);
    EXPECT_EQ(rows[2].without, rows[1].with);
}

TEST(Feedback, RanksWhatProducesRejectsFirst) {
    auto all = judged("good", 30, 10);
    for (const auto& [key, accepted, rejected] :
         {std::tuple("bad", 10, 30), std::tuple("few", 0, 19)}) {
        const auto more = judged(key, accepted, rejected);
        all.insert(all.end(), more.begin(), more.end());
    }
    auto rows = rows_by_key(all);
    rank_by_rejects(rows);
    EXPECT_EQ(rows[0].key, "bad");
    EXPECT_EQ(rows[1].key, "good");
    // Of these one side has too few answers: nobody was judged without "both".
    EXPECT_EQ(rows[2].key, "few");
    EXPECT_EQ(rows[3].key, "both");
}

}  // namespace

}  // namespace baton::goals
