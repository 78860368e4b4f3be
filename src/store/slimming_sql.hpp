#pragma once

#include "store/sqlite/named_sql.hpp"

// Steps of the schema (see migrations_sql.hpp) that leave out what nobody looks up.
namespace baton::store {

// What most contacts do not have (an owner, a stage, a touch) needs no entry in an index.
constexpr NamedSql drop_contact_stage_sql{
    .name = "migration/drop_contact_stage",
    .text = "DROP INDEX contact_stage",
};

constexpr NamedSql drop_contact_owner_sql{
    .name = "migration/drop_contact_owner",
    .text = "DROP INDEX contact_owner",
};

constexpr NamedSql drop_contact_stage_owner_sql{
    .name = "migration/drop_contact_stage_owner",
    .text = "DROP INDEX contact_stage_owner",
};

constexpr NamedSql drop_contact_email_sql{
    .name = "migration/drop_contact_email",
    .text = "DROP INDEX contact_email",
};

constexpr NamedSql drop_contact_company_sql{
    .name = "migration/drop_contact_company",
    .text = "DROP INDEX contact_company",
};

constexpr NamedSql drop_contact_touched_sql{
    .name = "migration/drop_contact_touched",
    .text = "DROP INDEX contact_touched",
};

constexpr NamedSql index_contact_in_stage_sql{
    .name = "migration/index_contact_in_stage",
    .text = "CREATE INDEX contact_in_stage ON contact (stage, created_at, id) WHERE stage <> ''",
};

constexpr NamedSql index_contact_owned_sql{
    .name = "migration/index_contact_owned",
    .text = "CREATE INDEX contact_owned ON contact (owner, created_at, id) WHERE owner <> ''",
};

constexpr NamedSql index_contact_owned_in_stage_sql{
    .name = "migration/index_contact_owned_in_stage",
    .text =
        "CREATE INDEX contact_owned_in_stage ON contact (stage, owner, created_at, id) "
        "WHERE stage <> '' AND owner <> ''",
};

constexpr NamedSql index_contact_of_company_sql{
    .name = "migration/index_contact_of_company",
    .text =
        "CREATE INDEX contact_of_company ON contact (company, created_at, id) WHERE "
        "company <> 0",
};

constexpr NamedSql index_contact_once_touched_sql{
    .name = "migration/index_contact_once_touched",
    .text =
        "CREATE INDEX contact_once_touched ON contact (last_touch_at, id) WHERE "
        "last_touch_at IS NOT NULL",
};

// Facts name their contacts; only visitors, and who is merely mentioned, are named here.
constexpr NamedSql forget_contact_emails_sql{
    .name = "migration/forget_contact_emails",
    .text = "DELETE FROM identity_key WHERE kind = 'contact_email'",
};

// Where the rows of a bucket lie, many in one row: see ledger_append.cpp.
constexpr NamedSql create_ledger_block_sql{
    .name = "migration/create_ledger_block",
    .text =
        "CREATE TABLE ledger_block (bucket BIGINT NOT NULL, first_seq BIGINT NOT NULL, "
        "places BYTEA NOT NULL, PRIMARY KEY (bucket, first_seq))",
};

constexpr NamedSql drop_ledger_place_sql{
    .name = "migration/drop_ledger_place",
    .text = "DROP TABLE ledger_place",
};

constexpr NamedSql place_again_sql{
    .name = "migration/place_again",
    .text = "DELETE FROM meta WHERE key = 'ledger_placed_through'",
};

}  // namespace baton::store
