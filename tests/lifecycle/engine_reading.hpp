#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/schema.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"
#include "oracle/oracle.hpp"

// The engine asked the way the oracle is asked: texts in, text out. What cannot be read throws.
namespace baton::lifecycle::testing {

struct ReadLedger {
    ledger::NameTable names;
    std::vector<ledger::Event> events;
    ledger::DeclaredTypes types;
};

[[nodiscard]] ReadLedger read_lines(std::string_view lines);

[[nodiscard]] std::shared_ptr<const agreement::Agreement> read_agreement(
    const std::string& yaml, const ledger::DeclaredTypes& types);
[[nodiscard]] std::shared_ptr<const agreement::Agreement> read_agreement(const std::string& yaml);

[[nodiscard]] ledger::Timeline timeline_of(const ReadLedger& ledger,
                                           ledger::Identity identity = ledger::Identity::then);

// The text of `backtest --journeys --json`.
[[nodiscard]] std::string journeys(
    const std::vector<std::pair<std::string, std::string>>& agreements,
    const std::string& lines,
    const oracle::Options& options);

}  // namespace baton::lifecycle::testing
