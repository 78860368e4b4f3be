#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "backtest/backtest.hpp"
#include "backtest/question.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

namespace baton::backtest::testing {

using Texts = std::vector<std::pair<std::string, std::string>>;

// What is asked about which history, in the words of the case files.
struct Asked {
    // (name, text); the last is the one in force, and only compared with, when it is "in-force".
    Texts agreements = {};
    std::map<std::string, std::string> options = {};  // from, to, as_of, maturity_days, opening
    std::string ledger = {};                          // JSON lines
};

[[nodiscard]] std::shared_ptr<const agreement::Agreement> read_agreement(const std::string& text);

struct ReadLedger {
    std::vector<ledger::Event> events;
    ledger::DeclaredTypes types;
};

// REQUIRES: readable lines; throws std::runtime_error otherwise.
[[nodiscard]] ReadLedger read_ledger(std::string_view lines);

// REQUIRES: readable texts; throws std::runtime_error otherwise.
[[nodiscard]] std::unique_ptr<ledger::Timeline> timeline_of(std::string_view lines);
[[nodiscard]] Question question_of(const Asked& asked, const ledger::Timeline& timeline);

// Contacts in the order given by `step`: 1 is from the first on, others jump about.
[[nodiscard]] Findings findings_of(const Question& question,
                                   const ledger::Timeline& timeline,
                                   std::size_t step = 1);

[[nodiscard]] Report report(const Asked& asked);

// Every figure that is not nothing, one line for each group: what is not shown is 0 or absent.
[[nodiscard]] std::string text_of(const Report& report);

}  // namespace baton::backtest::testing
