#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/program.hpp"

namespace baton::backtest {

// A property that a criterion reads, and how often it was filled in only when sales had the contact
// already: such a property knows the outcome it is meant to foretell.
struct FilledIn {
    std::string property = {};  // "contact.budget"
    std::int64_t known = 0;     // of contacts with a handoff or a deal
    std::int64_t late = 0;      // first known at or after the first of these
};

// Of the properties of a program, in its order. O(contacts × properties).
[[nodiscard]] std::vector<FilledIn> filled_in(const lifecycle::Program& program,
                                              const ledger::Timeline& timeline,
                                              Instant as_of);

}  // namespace baton::backtest
