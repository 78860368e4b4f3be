#pragma once

#include <cstddef>
#include <span>

#include "handoff/transition.hpp"

// What may be taken back of a handoff.
namespace baton::handoff {

// How many of the steps, one after the other, are offers made while somebody had the handoff
// already: undoing what closed it or let it go must not bring one about.
[[nodiscard]] std::size_t offers_too_many(std::span<const Step> steps);

}  // namespace baton::handoff
