#pragma once

#include "store/sqlite/named_sql.hpp"

namespace baton::store {

constexpr NamedSql begin_sql{.name = "connection/begin", .text = "BEGIN IMMEDIATE"};
constexpr NamedSql begin_view_sql{.name = "connection/begin_view", .text = "BEGIN"};
constexpr NamedSql commit_sql{.name = "connection/commit", .text = "COMMIT"};
constexpr NamedSql rollback_sql{.name = "connection/rollback", .text = "ROLLBACK"};

}  // namespace baton::store
