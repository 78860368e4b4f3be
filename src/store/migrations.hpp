#pragma once

#include "base/result.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

// Brings a database to this program's schema, each step durable before the next.
// A database that is newer than the program is refused: its meaning is not known here.
[[nodiscard]] Done migrate(Connection& connection);

}  // namespace baton::store
