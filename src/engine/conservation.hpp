#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/refs.hpp"
#include "engine/suspension.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// Nothing falls through: every contact that ever qualified (entered handoff.at, was put there, or
// was handed off) is counted once, by what became of it the last time.
// qualified = offered + accepted + waiting + all of closed + dropped; `dropped` must be 0.
struct Conservation {
    using Counts = std::map<std::string, std::size_t>;

    std::size_t qualified = 0;
    std::size_t offered = 0;  // a rep has to answer (expired included: it still waits for one)
    std::size_t overdue = 0;  // of those, with a clock that ran out
    std::size_t accepted = 0;
    std::size_t waiting = 0;      // not offered, and why that is so:
    Counts waiting_reasons = {};  // "on_effect: 5 per rep per day", "offers are suspended", …
    Counts closed = {};  // rejected, recycled, converted …; erased; "placed by hand", "went on"
    std::map<std::string, Counts> closed_reasons = {};  // of each of those, by its reason
    std::size_t dropped = 0;
    std::vector<ContactRef> dropped_contacts = {};
    std::optional<Suspension> suspension = {};

    [[nodiscard]] std::size_t closed_total() const;
};

// Linear in contacts.
[[nodiscard]] Conservation conservation(const Workspace::View& view, Instant now);

}  // namespace baton::engine
