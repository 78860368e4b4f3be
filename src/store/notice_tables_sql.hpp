#pragma once

#include "store/sqlite/named_sql.hpp"

// The table of what people here are told, as migrations make it.
namespace baton::store {

constexpr NamedSql create_notice_sql{
    .name = "migration/create_notice",
    .text =
        "CREATE TABLE notice (person TEXT NOT NULL, id BIGINT NOT NULL, kind TEXT NOT NULL, at "
        "BIGINT NOT NULL, contact BIGINT NOT NULL, subject TEXT NOT NULL, word TEXT NOT NULL, "
        "by_whom TEXT NOT NULL, due_at BIGINT, fact_bucket BIGINT NOT NULL, fact_seq BIGINT NOT "
        "NULL, withdrawn_bucket BIGINT, withdrawn_seq BIGINT, seen_at BIGINT, mail_at BIGINT, "
        "mail BIGINT NOT NULL, PRIMARY KEY (person, id))",
};

// Of one fact a person is told once.
constexpr NamedSql index_notice_fact_sql{
    .name = "migration/index_notice_fact",
    .text =
        "CREATE UNIQUE INDEX notice_fact ON notice (fact_bucket, fact_seq, person, kind, contact)",
};

constexpr NamedSql index_notice_withdrawn_sql{
    .name = "migration/index_notice_withdrawn",
    .text =
        "CREATE INDEX notice_withdrawn ON notice (withdrawn_bucket, withdrawn_seq) WHERE "
        "withdrawn_seq IS NOT NULL",
};

constexpr NamedSql index_notice_contact_sql{
    .name = "migration/index_notice_contact",
    .text = "CREATE INDEX notice_contact ON notice (contact)",
};

constexpr NamedSql index_notice_unmailed_sql{
    .name = "migration/index_notice_unmailed",
    .text =
        "CREATE INDEX notice_unmailed ON notice (person, id, mail_at) WHERE mail_at IS NOT NULL "
        "AND mail = 0",
};

constexpr NamedSql index_notice_unseen_sql{
    .name = "migration/index_notice_unseen",
    .text =
        "CREATE INDEX notice_unseen ON notice (person, id) WHERE seen_at IS NULL AND "
        "withdrawn_seq IS NULL",
};

constexpr NamedSql index_notice_at_sql{
    .name = "migration/index_notice_at",
    .text = "CREATE INDEX notice_at ON notice (at)",
};

}  // namespace baton::store
