#pragma once

#include "store/sqlite/named_sql.hpp"

// The tables of who outside is told what, as migrations make them.
namespace baton::store {

constexpr NamedSql create_webhook_sql{
    .name = "migration/create_webhook",
    .text =
        "CREATE TABLE webhook (id BIGINT NOT NULL, url TEXT NOT NULL, description TEXT NOT NULL, "
        "types TEXT NOT NULL, format TEXT NOT NULL, signing_key BLOB NOT NULL, active BIGINT NOT "
        "NULL, stopped TEXT NOT NULL, created_by TEXT NOT NULL, created_at BIGINT NOT NULL, "
        "PRIMARY KEY (id))",
};

constexpr NamedSql create_delivery_sql{
    .name = "migration/create_delivery",
    .text =
        "CREATE TABLE delivery (bucket BIGINT NOT NULL, webhook BIGINT NOT NULL, message BIGINT "
        "NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL, next_at BIGINT NOT NULL, "
        "tried_at BIGINT, status BIGINT NOT NULL, trouble TEXT NOT NULL, PRIMARY KEY (bucket, "
        "webhook, message))",
};

constexpr NamedSql index_delivery_waiting_sql{
    .name = "migration/index_delivery_waiting",
    .text = "CREATE INDEX delivery_waiting ON delivery (webhook, next_at) WHERE state = 'waiting'",
};

constexpr NamedSql index_delivery_message_sql{
    .name = "migration/index_delivery_message",
    .text = "CREATE INDEX delivery_message ON delivery (webhook, message)",
};

// Nobody was ever told of these.
constexpr NamedSql empty_outbox_sql{
    .name = "migration/empty_outbox",
    .text = "DELETE FROM outbox",
};

}  // namespace baton::store
