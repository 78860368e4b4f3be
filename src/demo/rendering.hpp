#pragma once

#include <cstddef>

#include "demo/setting.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

// A planned touch as the ledger knows it. `number` makes its message id.
[[nodiscard]] ledger::Draft rendered(const Setting& setting,
                                     const PlannedTouch& touch,
                                     std::size_t number);

}  // namespace baton::demo
