#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/workspace.hpp"

// What cannot be true at once, over everything that is here: found in what was imported, but also
// in what people wrote since.
namespace baton::engine {

struct ContradictionCase {
    std::string kind;  // contact or deal
    std::string id;
    std::string name;  // what people call it: of a contact the external id
    std::string detail;
    bool operator==(const ContradictionCase&) const = default;
};

struct Contradiction {
    std::string code;
    std::string message;  // for people
    std::string advice;   // what to do
    std::uint64_t count = 0;
    std::vector<ContradictionCase> cases = {};  // the first of them
    bool operator==(const Contradiction&) const = default;
};

// How many cases are named.
inline constexpr std::size_t contradiction_cases_max = 100;

// Those that there are, in a fixed order. It looks at every contact and deal, a part at a time, so
// that writers need not wait for all of it.
[[nodiscard]] std::vector<Contradiction> find_contradictions(const Workspace& workspace);

}  // namespace baton::engine
