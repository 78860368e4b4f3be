#pragma once

#include <array>
#include <string_view>

#include "base/result.hpp"
#include "store/digest.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

// The hash of a state from those of its tables, in the order of hashed_tables. A replay that has no
// database combines the hash_rows() of its own rows (table.hpp) and must get the same.
inline constexpr std::array<std::string_view, 8> hashed_tables{
    "contact",
    "company",
    "deal",
    "deal_contact",
    "handoff",
    "stage_entry",
    "breach",
    "record",
};

[[nodiscard]] Hash combine(const std::array<Hash, hashed_tables.size()>& tables);

// Of what is committed, in one consistent view.
[[nodiscard]] Result<Hash> state_hash(Connection& connection);

}  // namespace baton::store
