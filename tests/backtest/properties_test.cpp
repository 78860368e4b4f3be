#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backtest/asking.hpp"
#include "backtest/backtest.hpp"
#include "backtest/slow_reading.hpp"
#include "base/instant.hpp"
#include "lifecycle/arbitrary_case.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"

// What holds for any ledger and any draft.
namespace baton::backtest {
namespace {

using lifecycle::testing::Numbers;
using testing::Asked;

Instant instant(const char* text) {
    return parse_instant(text).value();
}

// Random ledgers of January to March, about a range of four weeks.
struct World {
    std::vector<std::string> lines;
    Asked asked;

    World() {
        const auto number = rc::gen::arbitrary<std::uint32_t>();
        lines = lifecycle::testing::first_lines();
        const auto numbers = *rc::gen::resize(60, rc::gen::container<Numbers>(number));
        for (std::string& line : lifecycle::testing::lines_from(numbers)) {
            lines.push_back(std::move(line));
        }
        for (const char* name : {"a", "b", "in-force"}) {
            const auto draft = *rc::gen::container<Numbers>(8, number);
            asked.agreements.emplace_back(name, lifecycle::testing::agreement_from(draft, ""));
        }
        asked.options = {{"from", "2026-01-20T00:00Z"},
                         {"to", "2026-03-01T00:00Z"},
                         {"as_of", "2026-03-20T00:00Z"},
                         {"maturity_days", "25"}};
        asked.ledger = lifecycle::testing::joined(lines);
    }

    // Positions of a void would shift when lines are left out: merges become touches of nobody.
    void without_merges() {
        for (std::string& line : lines) {
            if (line.find(R"("type":"merge")") != std::string::npos) {
                line = R"({"type":"touch","visitor":"v9","kind":"visit","at":"2026-01-04T09:00Z",)"
                       R"("received":"2026-06-01T00:00Z"})";
            }
        }
        asked.ledger = lifecycle::testing::joined(lines);
    }
};

RC_GTEST_PROP(Backtest, SumsAddUp, ()) {
    const World world;
    for (const AgreementFigures& agreement : testing::report(world.asked).agreements) {
        for (const StageFigures& stage : agreement.stages) {
            std::int64_t months = 0;
            for (const MonthFigures& month : stage.monthly)
                months += month.entered;
            RC_ASSERT(months == stage.entered);
            RC_ASSERT(stage.observed + stage.never_offered == stage.entered);
            RC_ASSERT(stage.accepted + stage.rejected + stage.recycled + stage.unanswered ==
                      stage.observed);
            RC_ASSERT(stage.mature + stage.immature == stage.entered);
            RC_ASSERT(stage.precision_certainty.n + stage.precision_certainty.unknown ==
                      stage.mature);
            RC_ASSERT(stage.people <= stage.entered);
            RC_ASSERT(stage.won + stage.lost <= stage.entered);
            const MoveCounts& moves = *stage.against_in_force;
            RC_ASSERT(static_cast<std::size_t>(moves.gained + moves.lost + moves.kept) ==
                      stage.moves.size());
            for (const auto& rate :
                 {stage.accept_rate, stage.win_rate, stage.precision, stage.recall}) {
                const bool is_share = rate.value_or(0) >= 0 && rate.value_or(0) <= 1;
                RC_ASSERT(is_share);
            }
        }
    }
}

RC_GTEST_PROP(Backtest, ASecondPlainComputationAgrees, ()) {
    World world;
    world.without_merges();
    const auto timeline = testing::timeline_of(world.asked.ledger);
    const Question question = testing::question_of(world.asked, *timeline);
    const Report report = report_of(question, testing::findings_of(question, *timeline));
    for (std::size_t draft = 0; draft < report.agreements.size(); ++draft) {
        const auto chain = std::make_shared<const lifecycle::Chain>(
            lifecycle::Chain::draft(question.drafts[draft].agreement, {.placements = false}));
        lifecycle::Evaluator evaluator(chain, *timeline);
        const AgreementFigures& agreement = report.agreements[draft];
        std::map<std::string, std::vector<testing::PlainEntry>> entries;
        for (const ledger::Contact& contact : timeline->contacts()) {
            for (const auto& journey : evaluator.fold(contact.id, question.as_of).journeys) {
                for (const auto& reached : journey.stages) {
                    if (reached.how == lifecycle::How::entered)
                        entries[chain->stage_name(reached)].push_back(
                            {contact.external_id, reached.at.micros});
                }
            }
        }
        const testing::PlainRange range{
            .from = question.from.micros,
            .to = question.to.micros,
            .as_of = question.as_of.micros,
            .mature_until = agreement.mature_until.value_or(question.from).micros};
        for (const StageFigures& stage : agreement.stages) {
            std::map<std::string, std::int64_t> counts{
                {"entered", stage.entered},
                {"people", stage.people},
                {"observed", stage.observed},
                {"never_offered", stage.never_offered},
                {"unanswered", stage.unanswered},
                {"accepted", stage.accepted},
                {"rejected", stage.rejected},
                {"recycled", stage.recycled},
                {"recycled_after_acceptance", stage.recycled_after_acceptance},
                {"opportunities", stage.opportunities},
                {"won", stage.won},
                {"lost", stage.lost},
                {"mature", stage.mature},
                {"precision n", stage.precision_certainty.n},
                {"recall n", stage.recall_certainty.n},
                {"recall k",
                 std::llround(stage.recall.value_or(0) *
                              static_cast<double>(stage.recall_certainty.n))}};
            std::erase_if(counts, [](const auto& each) { return each.second == 0; });
            RC_ASSERT(counts ==
                      testing::plain_counts(entries[stage.stage], world.asked.ledger, range));
        }
    }
}

RC_GTEST_PROP(Backtest, TheOrderOfReadingDoesNotMatter, ()) {
    const World world;
    const auto timeline = testing::timeline_of(world.asked.ledger);
    const Question question = testing::question_of(world.asked, *timeline);
    const Report report = report_of(question, testing::findings_of(question, *timeline));
    RC_ASSERT(report == report_of(question, testing::findings_of(question, *timeline, 2)));
}

// Filters remembered from one reading to the next, over drafts, threads and a growing timeline.
RC_GTEST_PROP(Backtest, WhatIsRememberedOfFiltersChangesNothing, ()) {
    const World world;
    const auto read = testing::read_ledger(world.asked.ledger);
    ledger::Timeline timeline(ledger::Identity::then, read.types);
    lifecycle::Postings postings(timeline);
    const auto part = *rc::gen::inRange<std::size_t>(0, 4);
    const auto go_on = [](std::size_t, std::size_t) { return true; };
    for (std::size_t event = 0; event < read.events.size(); ++event) {
        timeline.add(read.events[event]);
        const bool last = event + 1 == read.events.size();
        if (event % 8 != part && !last) continue;
        const Question question = testing::question_of(world.asked, timeline);
        const unsigned threads = event % 2 == 0 ? 1 : 3;
        auto found = read_findings(timeline, question, threads, go_on, &postings);
        RC_ASSERT(report_of(question, *std::move(found)) ==
                  report_of(question, testing::findings_of(question, timeline)));
    }
}

// Clauses that say the same are asked once for all drafts.
RC_GTEST_PROP(Backtest, DraftsReadTogetherSayWhatEachSaysAlone, ()) {
    World world;
    const auto drafts = world.asked.agreements;
    const Report together = testing::report(world.asked);
    for (std::size_t draft = 0; draft + 1 < drafts.size(); ++draft) {
        world.asked.agreements = {drafts[draft], drafts.back()};
        RC_ASSERT(testing::report(world.asked).agreements[0] == together.agreements[draft]);
    }
}

TEST(Backtest, ClausesAboutListsOfOneNameAreAskedApart) {
    const auto agreement = [](std::string_view members) {
        return fmt::format(
            "agreement: lists\ntimezone: UTC\ncurrency: EUR\n"
            "lists: {{ markets: [{}] }}\n"
            "stages: [{{ name: MQL, owner: marketing, "
            "when: contact.country in list(markets) }}]\n",
            members);
    };
    const auto contact = [](std::string_view id, std::string_view country) {
        return fmt::format(
            R"({{"type":"contact","id":"{0}","at":"2026-01-04T09:00Z"}})"
            "\n"
            R"({{"type":"change","record":"contact","id":"{0}","at":"2026-01-05T09:00Z",)"
            R"("property":"country","value":"{1}"}})"
            "\n",
            id,
            country);
    };
    const Asked asked{.agreements = {{"some", agreement("DE")}, {"more", agreement("DE, AT")}},
                      .options = {{"from", "2026-01-01T00:00Z"},
                                  {"to", "2026-02-01T00:00Z"},
                                  {"as_of", "2026-02-01T00:00Z"}},
                      .ledger = contact("a", "DE") + contact("b", "AT") + contact("c", "FR")};
    const Report report = testing::report(asked);
    EXPECT_EQ(report.agreements[0].stages[0].entered, 1);
    EXPECT_EQ(report.agreements[1].stages[0].entered, 2);
}

RC_GTEST_PROP(Backtest, TheOrderOfDraftsDoesNotMatter, ()) {
    World world;
    const Report one = testing::report(world.asked);
    std::swap(world.asked.agreements[0], world.asked.agreements[1]);
    const Report other = testing::report(world.asked);
    RC_ASSERT(one.agreements[0] == other.agreements[1]);
    RC_ASSERT(one.agreements[1] == other.agreements[0]);
}

RC_GTEST_PROP(Backtest, TheVersionInForceMovesNobody, ()) {
    World world;
    world.asked.agreements = {world.asked.agreements.back()};
    const Report report = testing::report(world.asked);
    for (const StageFigures& stage : report.agreements.front().stages) {
        RC_ASSERT(stage.against_in_force->gained == 0);
        RC_ASSERT(stage.against_in_force->lost == 0);
        RC_ASSERT(stage.against_in_force->kept == static_cast<std::int64_t>(stage.moves.size()));
    }
}

bool is_void(const std::string& line) {
    return line.find(R"("type":"void")") != std::string::npos;
}

bool is_later(const std::string& line, Instant than) {
    const auto begin = line.find(R"("at":")") + 6;
    return parse_instant(line.substr(begin, line.find('"', begin) - begin)).value() > than;
}

// The report on all facts, and the report on those up to an instant.
std::pair<Report, Report> whole_and_cut(const char* cut) {
    World world;
    std::erase_if(world.lines, is_void);  // a void is a correction of what was known
    world.asked.ledger = lifecycle::testing::joined(world.lines);
    const Report whole = testing::report(world.asked);
    std::erase_if(world.lines,
                  [&](const std::string& line) { return is_later(line, instant(cut)); });
    world.asked.ledger = lifecycle::testing::joined(world.lines);
    return {whole, testing::report(world.asked)};
}

RC_GTEST_PROP(Backtest, WhatComesAfterAsOfChangesNothing, ()) {
    const auto [whole, cut] = whole_and_cut("2026-03-20T00:00Z");
    RC_ASSERT(whole == cut);
}

RC_GTEST_PROP(Backtest, WhatComesAfterTheRangeChangesNoEntry, ()) {
    const auto [whole, cut] = whole_and_cut("2026-02-28T23:59:59.999999Z");
    for (std::size_t draft = 0; draft < whole.agreements.size(); ++draft) {
        for (std::size_t i = 0; i < whole.agreements[draft].stages.size(); ++i) {
            const StageFigures& one = whole.agreements[draft].stages[i];
            const StageFigures& other = cut.agreements[draft].stages[i];
            RC_ASSERT(one.entered == other.entered);
            RC_ASSERT(one.monthly == other.monthly);
            RC_ASSERT(one.moves == other.moves);
        }
    }
}

}  // namespace
}  // namespace baton::backtest
