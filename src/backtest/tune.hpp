#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/question.hpp"
#include "backtest/tune_report.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/timeline.hpp"

// A grid of variants of one agreement, read over history in one pass: which of them bring more, and
// which bring better.
namespace baton::backtest {

// The agreement in force among the drafts: behind the variants, or the first when that is what is
// written.
struct TuneInForce {
    std::size_t draft = 0;
    std::size_t stage = 0;  // its own of the same name
};

struct TuneQuestion {
    Question question;      // the variants as drafts; the first as written
    std::size_t stage = 0;  // what entries are counted of
    std::optional<TuneInForce> in_force = {};
    std::optional<Instant> split = {};  // without it two thirds of the mature part are early
    std::vector<TuneParameter> parameters = {};
    std::vector<std::vector<std::string>> values = {};  // by variant
};

// Figures of every variant in the order of the drafts, with the front marked, and warnings. Holds
// the counts of the variants, and never all entries of all of them. Refused when stopped.
[[nodiscard]] Result<TuneReport> tune(const ledger::Timeline& timeline,
                                      const TuneQuestion& asked,
                                      unsigned threads,
                                      const Progress& progress);

// Marks those that no other surpasses: none has at least as many entries and at least the win rate,
// and more of one. Variants without a win rate are on no front. O(n log n).
void mark_front(std::vector<TuneVariant>& variants);

}  // namespace baton::backtest
