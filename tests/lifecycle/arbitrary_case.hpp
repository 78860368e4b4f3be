#pragma once

#include <cstdint>
#include <string>
#include <vector>

// Random small workspaces and agreements, written as texts: every number decodes to something
// valid, so that a failing case shrinks to few and small numbers.
namespace baton::lifecycle::testing {

using Numbers = std::vector<std::uint32_t>;

// One line of a ledger for each number, all received together: any order of `at`, with ties.
[[nodiscard]] std::vector<std::string> lines_from(const Numbers& numbers);
// The lines every ledger starts with: three contacts are created.
[[nodiscard]] std::vector<std::string> first_lines();
[[nodiscard]] std::string joined(const std::vector<std::string>& lines);

// An agreement of one to four stages, with or without disqualifiers and a handoff.
// `effective` is a day, or empty.
[[nodiscard]] std::string agreement_from(const Numbers& numbers, const std::string& effective);

}  // namespace baton::lifecycle::testing
