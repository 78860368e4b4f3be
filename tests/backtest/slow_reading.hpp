#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// A second, plain computation of the counts of one stage: from a list of entries, as
// `baton backtest --entries` prints it, and the raw ledger lines. It shares no code with the room
// it checks, and knows no merges.
namespace baton::backtest::testing {

struct PlainEntry {
    std::string contact;
    std::int64_t at = 0;
};

struct PlainRange {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t as_of = 0;
    std::int64_t mature_until = 0;
};

// Counts by name, those that are not 0.
[[nodiscard]] std::map<std::string, std::int64_t> plain_counts(
    const std::vector<PlainEntry>& entries, std::string_view ledger, const PlainRange& range);

}  // namespace baton::backtest::testing
