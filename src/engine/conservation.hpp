#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/refs.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// Nothing falls through: every qualified contact (its current stage is handoff.at) is counted once.
// qualified = offered + accepted + waiting + all of closed + dropped; `dropped` must be 0.
struct Conservation {
    std::size_t qualified = 0;
    std::size_t offered = 0;  // a rep has to answer (expired included: it still waits for one)
    std::size_t accepted = 0;
    std::size_t waiting = 0;  // qualified by a new version that offers none or not all at once
    std::map<std::string, std::size_t> closed =
        {};  // with a reason: rejected, recycled, converted …; "placed by hand"
    std::size_t dropped = 0;
    std::vector<ContactRef> dropped_contacts = {};

    [[nodiscard]] std::size_t closed_total() const;
};

// Linear in contacts.
[[nodiscard]] Conservation conservation(const Workspace::View& view, Instant now);

}  // namespace baton::engine
