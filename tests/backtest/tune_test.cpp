#include "backtest/tune.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "agreement/alternatives.hpp"
#include "agreement/schema.hpp"
#include "backtest/asking.hpp"
#include "backtest/backtest.hpp"
#include "base/instant.hpp"
#include "lifecycle/arbitrary_case.hpp"

namespace baton::backtest {
namespace {

using lifecycle::testing::Numbers;

constexpr const char* marked = R"(agreement: Tuned
timezone: Europe/Berlin
currency: EUR
stages:
  - { name: lead, owner: marketing, when: 'any(touch)' }
  - name: MQL
    owner: marketing
    when: 'count(touch within 30 days{3 days, 90 days}) >= 1{2, 3} or contact.job_title = "CFO"{"CEO"}'
)";

bool go_on(std::size_t /*done*/, std::size_t /*total*/) {
    return true;
}

TuneQuestion asked_of(const std::string& text, Instant as_of) {
    const auto grid = agreement::Grid::read(text, agreement::standard_schema());
    TuneQuestion asked;
    asked.stage = 1;
    for (std::size_t variant = 0; variant < grid->size(); ++variant) {
        auto checked = testing::read_agreement(grid->text(variant));
        asked.question.drafts.push_back(
            {.name = std::to_string(variant), .agreement = std::move(checked)});
        asked.values.emplace_back();
    }
    asked.question.reported = asked.question.drafts.size();
    asked.question.as_of = as_of;
    asked.question.maturity_days = 20;
    return asked;
}

StageFigures backtested(const TuneQuestion& asked,
                        const ledger::Timeline& timeline,
                        std::size_t variant,
                        std::pair<Instant, Instant> range) {
    Question question = asked.question;
    question.drafts = {asked.question.drafts[variant]};
    question.reported = 1;
    std::tie(question.from, question.to) = range;
    return report_of(question, testing::findings_of(question, timeline))
        .agreements.front()
        .stages[asked.stage];
}

void expect_same(const TuneFigures& tuned, const StageFigures& told) {
    RC_ASSERT(tuned.entered == told.entered);
    RC_ASSERT(tuned.observed == told.observed);
    RC_ASSERT(tuned.accepted == told.accepted);
    RC_ASSERT(tuned.rejected == told.rejected);
    RC_ASSERT(tuned.recycled == told.recycled);
    RC_ASSERT(tuned.won == told.won);
    RC_ASSERT(tuned.lost == told.lost);
}

// Each variant says what a backtest of it alone says of the two parts of the range.
RC_GTEST_PROP(Tune, EachVariantIsItsBacktest, ()) {
    auto lines = lifecycle::testing::first_lines();
    const auto numbers =
        *rc::gen::resize(60, rc::gen::container<Numbers>(rc::gen::arbitrary<std::uint32_t>()));
    for (std::string& line : lifecycle::testing::lines_from(numbers)) {
        lines.push_back(std::move(line));
    }
    const auto timeline = testing::timeline_of(lifecycle::testing::joined(lines));
    const auto asked = asked_of(marked, parse_instant("2026-04-20T00:00Z").value());
    const auto report = tune(*timeline, asked, 1, go_on);
    const bool same = report.value() == tune(*timeline, asked, 3, go_on).value();
    RC_ASSERT(same);
    RC_ASSERT(report->variants.size() == 3U * 3 * 2);
    const auto begin = std::min(report->split, Instant::latest());
    for (std::size_t variant = 0; variant < report->variants.size(); variant += 5) {
        expect_same(report->variants[variant].early,
                    backtested(asked, *timeline, variant, {Instant::earliest(), begin}));
        expect_same(report->variants[variant].late,
                    backtested(asked, *timeline, variant, {begin, report->to}));
    }
}

TuneVariant variant(std::int64_t entered, std::int64_t won, std::int64_t lost) {
    TuneVariant variant;
    variant.early.entered = entered;
    if (won + lost > 0) {
        variant.early.win_rate = static_cast<double>(won) / static_cast<double>(won + lost);
    }
    return variant;
}

// The front is what comparing each with each says.
RC_GTEST_PROP(Tune, TheFrontIsWhatNobodySurpasses, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(0, 40);
    std::vector<TuneVariant> variants;
    for (std::size_t i = 0; i < count; ++i) {
        variants.push_back(
            variant(*rc::gen::inRange(0, 8), *rc::gen::inRange(0, 5), *rc::gen::inRange(0, 5)));
    }
    mark_front(variants);
    for (const TuneVariant& each : variants) {
        const bool surpassed = std::ranges::any_of(variants, [&](const TuneVariant& other) {
            if (!other.early.win_rate || !each.early.win_rate) return false;
            const bool no_worse = other.early.entered >= each.early.entered &&
                                  *other.early.win_rate >= *each.early.win_rate;
            const bool better = other.early.entered > each.early.entered ||
                                *other.early.win_rate > *each.early.win_rate;
            return no_worse && better;
        });
        RC_ASSERT(each.on_front == (each.early.win_rate.has_value() && !surpassed));
    }
}

std::string won_lead(int number, bool budget_before, bool won) {
    const auto at = [&](int day) { return fmt::format("2026-01-{:02}T10:00Z", day); };
    std::string lines = fmt::format(R"({{"type":"contact","id":"c{}","at":"{}"}})"
                                    "\n",
                                    number,
                                    at(1));
    const std::string budget = fmt::format(
        R"({{"type":"change","record":"contact","id":"c{}","property":"job_title","value":"CEO","at":"{}"}})"
        "\n",
        number,
        at(budget_before ? 2 : 20));
    lines += fmt::format(R"({{"type":"touch","contact":"c{}","kind":"visit","at":"{}"}})"
                         "\n",
                         number,
                         at(3));
    const std::string deal = fmt::format(
        R"({{"type":"deal","deal":"d{0}","contacts":["c{0}"],"status":"open","at":"{1}"}})"
        "\n"
        R"({{"type":"deal","deal":"d{0}","status":"{3}","at":"{2}"}})"
        "\n",
        number,
        at(10),
        at(15),
        won ? "won" : "lost");
    return lines + (budget_before ? budget + deal : deal + budget);
}

std::vector<std::string> codes(const TuneReport& report) {
    std::vector<std::string> codes;
    for (const TuneWarning& each : report.warnings) {
        codes.push_back(each.code);
    }
    return codes;
}

TEST(Tune, WarnsOfPropertiesThatSalesFilledInAndOfFewOutcomes) {
    for (const bool before : {true, false}) {
        std::string ledger;
        for (int number = 0; number < 8; ++number) {
            ledger += won_lead(number, before, number % 2 == 0);
        }
        const auto timeline = testing::timeline_of(ledger);
        auto asked = asked_of(marked, parse_instant("2026-06-20T00:00Z").value());
        asked.split = parse_instant("2026-02-01T00:00Z").value();
        const auto report = tune(*timeline, asked, 1, go_on);
        ASSERT_TRUE(report.has_value());
        const auto expected =
            before ? std::vector<std::string>{"few_outcomes", "few_outcomes"}
                   : std::vector<std::string>{"few_outcomes", "few_outcomes", "filled_in_late"};
        EXPECT_EQ(codes(*report), expected);
        EXPECT_EQ(report->variants.front().early.won, 4);
        EXPECT_EQ(report->variants.front().early.lost, 4);
    }
}

TEST(Tune, CanBeStoppedAndReadsNobody) {
    const auto timeline = testing::timeline_of("");
    const auto asked = asked_of(marked, parse_instant("2026-06-20T00:00Z").value());
    const auto nobody = tune(*timeline, asked, 2, go_on);
    ASSERT_TRUE(nobody.has_value());
    EXPECT_EQ(codes(*nobody), (std::vector<std::string>{"nothing_mature"}));
    const auto some = testing::timeline_of(won_lead(1, true, true));
    const auto stopped = tune(*some, asked, 1, [](std::size_t, std::size_t) { return false; });
    EXPECT_FALSE(stopped.has_value());
}

}  // namespace
}  // namespace baton::backtest
