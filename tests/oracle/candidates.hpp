#pragma once

#include <set>
#include <vector>

#include "oracle/contract.hpp"
#include "oracle/ledger.hpp"
#include "oracle/value.hpp"

namespace oracle {

/// Every instant before `end` at which a verdict about these events could change, and more.
std::set<Instant> candidate_instants(const std::vector<Contract>& contracts,
                                     const std::vector<const Event*>& events,
                                     Instant end);

}  // namespace oracle
