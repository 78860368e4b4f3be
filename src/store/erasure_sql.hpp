#pragma once

#include "store/sqlite/named_sql.hpp"

// What stands in clear beside the ledger, when somebody is erased.
namespace baton::store {

constexpr NamedSql release_identities_sql{
    .name = "identity_key/release_all_of",
    .text = "DELETE FROM identity_key WHERE kind = ?1 AND id = ?2",
};

constexpr NamedSql quarantine_bodies_sql{
    .name = "quarantine/bodies",
    .text = "SELECT id, body FROM quarantine ORDER BY id",
};

constexpr NamedSql blank_quarantine_sql{
    .name = "quarantine/blank",
    .text =
        "UPDATE quarantine SET body = '', reason = 'erased', state = 'dropped' WHERE "
        "id = ?1",
};

constexpr NamedSql idempotency_bodies_sql{
    .name = "idempotency/bodies",
    .text = "SELECT key, body FROM idempotency ORDER BY key",
};

constexpr NamedSql blank_idempotency_sql{
    .name = "idempotency/blank",
    .text = "UPDATE idempotency SET body = '', status = 0 WHERE key = ?1",
};

}  // namespace baton::store
