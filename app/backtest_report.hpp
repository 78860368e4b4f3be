#pragma once

#include "app/verbs.hpp"
#include "backtest/question.hpp"
#include "base/result.hpp"
#include "engine/history_reading.hpp"

// What the drafts would have come to, beside what really happened.
namespace baton::app {

[[nodiscard]] Result<engine::HistoryReading> reading_of(const BacktestOptions& options);
[[nodiscard]] Result<backtest::Opening> opening_of(const BacktestOptions& options);

// Reads all contacts and prints the figures: JSON, or a table for each agreement. Tells on
// `streams.err` how far it is when that takes longer than a second.
[[nodiscard]] Done print_report(const BacktestOptions& options, Streams& streams);

}  // namespace baton::app
