#include "lifecycle/score_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/arbitrary_case.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/engine_reading.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {
namespace {

using testing::Numbers;

std::vector<Wide> scores_of(ScoreReader& reader, const ledger::Timeline& timeline) {
    std::vector<Wide> scores(timeline.contacts().size());
    reader.read(0, scores);
    return scores;
}

Numbers some_numbers(std::size_t most) {
    const auto size = *rc::gen::inRange<std::size_t>(0, most);
    return *rc::gen::container<Numbers>(
        size, rc::gen::resize(100, rc::gen::inRange<std::uint32_t>(0, 4'000'000'000U)));
}

// Late arrivals, merges and clock changes included; packed and as they wait.
RC_GTEST_PROP(ScoreReader, SaysWhatACriterionCompares, ()) {
    auto lines = testing::first_lines();
    for (auto& line : testing::lines_from(some_numbers(60)))
        lines.push_back(std::move(line));
    const auto ledger = testing::read_lines(testing::joined(lines));
    auto timeline = testing::timeline_of(ledger);
    if (*rc::gen::arbitrary<bool>()) timeline.pack();
    const Program program(
        testing::read_agreement(testing::agreement_from(some_numbers(8), ""), ledger.types));
    const auto begin = parse_instant("2026-01-01T00:00:00Z").value();
    const auto at = plus(begin, *rc::gen::inRange<std::int64_t>(0, 150 * 24) * hour_micros);
    for (Index score = 0; score < program.scores().size(); ++score) {
        ScoreReader reader(program, score, timeline, at);
        const auto scores = scores_of(reader, timeline);
        for (ledger::Slot slot = 0; slot < scores.size(); ++slot) {
            RC_ASSERT(render_millionths(scores[slot]) ==
                      render_millionths(reader.read_plainly(slot)));
        }
    }
}

}  // namespace
}  // namespace baton::lifecycle
