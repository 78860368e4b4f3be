#pragma once

#include <cstddef>

#include "agreement/ast.hpp"

// Which verdicts rest on what people did under the agreement that was in force then.
namespace baton::backtest {

struct RestsOn {
    bool handoffs = false;
    bool deals = false;
};

// What the stage's criterion asks for, through its definitions and the stages it asks to have been
// reached.
[[nodiscard]] RestsOn rests_on(const agreement::Agreement& agreement, std::size_t stage);

}  // namespace baton::backtest
