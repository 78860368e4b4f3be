#pragma once

#include <array>
#include <string_view>

#include "store/notice_tables_sql.hpp"
#include "store/slimming_sql.hpp"
#include "store/sqlite/named_sql.hpp"
#include "store/webhook_tables_sql.hpp"

// The schema as forward-only steps, one statement each. A step that has been released never
// changes; its number is its place in the list, counted from 1.
namespace baton::store {

struct Migration {
    NamedSql sql;
    std::string_view distribute =
        {};                  // the table it makes that is spread by bucket; empty when none
    bool clustered = false;  // kept in the order of its primary key where the engine can
};

constexpr NamedSql create_ledger_sql{
    .name = "migration/create_ledger",
    .text =
        "CREATE TABLE ledger (bucket BIGINT NOT NULL, seq BIGINT NOT NULL, at BIGINT "
        "NOT NULL, received BIGINT NOT NULL, number BIGINT, type TEXT NOT NULL, "
        "subject BIGINT NOT NULL, sealed_for BIGINT, by_whom TEXT NOT NULL, cause TEXT "
        "NOT NULL, body TEXT NOT NULL, sealed BYTEA, link BIGINT NOT NULL)",
};

constexpr NamedSql create_ledger_place_sql{
    .name = "migration/create_ledger_place",
    .text =
        "CREATE TABLE ledger_place (bucket BIGINT NOT NULL, seq BIGINT NOT NULL, place "
        "BIGINT NOT NULL, PRIMARY KEY (bucket, seq))",
};

constexpr NamedSql create_head_sql{
    .name = "migration/create_head",
    .text =
        "CREATE TABLE head (bucket BIGINT NOT NULL, seq BIGINT NOT NULL, hash BYTEA "
        "NOT NULL, PRIMARY KEY (bucket))",
};

constexpr NamedSql create_id_block_sql{
    .name = "migration/create_id_block",
    .text =
        "CREATE TABLE id_block (kind TEXT NOT NULL, next BIGINT NOT NULL, PRIMARY KEY "
        "(kind))",
};

constexpr NamedSql create_identity_key_sql{
    .name = "migration/create_identity_key",
    .text =
        "CREATE TABLE identity_key (bucket BIGINT NOT NULL, kind TEXT NOT NULL, value "
        "TEXT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (bucket, kind, value))",
};

constexpr NamedSql create_message_sql{
    .name = "migration/create_message",
    .text =
        "CREATE TABLE message (bucket BIGINT NOT NULL, hash BYTEA NOT NULL, body_hash "
        "BIGINT NOT NULL, PRIMARY KEY (bucket, hash))",
};

constexpr NamedSql create_recent_message_sql{
    .name = "migration/create_recent_message",
    .text =
        "CREATE TABLE recent_message (bucket BIGINT NOT NULL, hash BYTEA NOT NULL, "
        "body_hash BIGINT NOT NULL)",
};

constexpr NamedSql create_quarantine_sql{
    .name = "migration/create_quarantine",
    .text =
        "CREATE TABLE quarantine (id BIGINT NOT NULL, received BIGINT NOT NULL, source "
        "TEXT NOT NULL, reason TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, "
        "PRIMARY KEY (id))",
};

constexpr NamedSql create_outbox_sql{
    .name = "migration/create_outbox",
    .text =
        "CREATE TABLE outbox (bucket BIGINT NOT NULL, id BIGINT NOT NULL, topic TEXT "
        "NOT NULL, body TEXT NOT NULL, created_at BIGINT NOT NULL, delivered_at "
        "BIGINT, PRIMARY KEY (bucket, id))",
};

constexpr NamedSql index_outbox_sql{
    .name = "migration/index_outbox",
    .text = "CREATE INDEX outbox_waiting ON outbox (id) WHERE delivered_at IS NULL",
};

constexpr NamedSql create_fanout_sql{
    .name = "migration/create_fanout",
    .text =
        "CREATE TABLE fanout (bucket BIGINT NOT NULL, id BIGINT NOT NULL, company "
        "BIGINT NOT NULL, cause_bucket BIGINT NOT NULL, cause_seq BIGINT NOT NULL, "
        "cursor_id BIGINT NOT NULL, done BIGINT NOT NULL, PRIMARY KEY (bucket, id))",
};

constexpr NamedSql create_meta_sql{
    .name = "migration/create_meta",
    .text = "CREATE TABLE meta (key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (key))",
};

constexpr NamedSql create_credential_sql{
    .name = "migration/create_credential",
    .text =
        "CREATE TABLE credential (user_email TEXT NOT NULL, hash TEXT NOT NULL, "
        "changed_at BIGINT NOT NULL, PRIMARY KEY (user_email))",
};

constexpr NamedSql create_session_sql{
    .name = "migration/create_session",
    .text =
        "CREATE TABLE session (token_hash BYTEA NOT NULL, user_email TEXT NOT NULL, "
        "created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT "
        "NULL, PRIMARY KEY (token_hash))",
};

constexpr NamedSql create_api_key_sql{
    .name = "migration/create_api_key",
    .text =
        "CREATE TABLE api_key (id BIGINT NOT NULL, hash BYTEA NOT NULL, kind TEXT NOT "
        "NULL, browser BIGINT NOT NULL, scopes TEXT NOT NULL, name TEXT NOT NULL, "
        "created_at BIGINT NOT NULL, revoked_at BIGINT, PRIMARY KEY (id))",
};

constexpr NamedSql index_api_key_sql{
    .name = "migration/index_api_key",
    .text = "CREATE UNIQUE INDEX api_key_hash ON api_key (hash)",
};

constexpr NamedSql create_idempotency_sql{
    .name = "migration/create_idempotency",
    .text =
        "CREATE TABLE idempotency (key TEXT NOT NULL, request_hash BYTEA NOT NULL, "
        "status BIGINT NOT NULL, body TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY "
        "(key))",
};

constexpr NamedSql index_idempotency_sql{
    .name = "migration/index_idempotency",
    .text = "CREATE INDEX idempotency_at ON idempotency (at)",
};

constexpr NamedSql create_contact_sql{
    .name = "migration/create_contact",
    .text =
        "CREATE TABLE contact (bucket BIGINT NOT NULL, id BIGINT NOT NULL, external_id "
        "TEXT NOT NULL, email TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT "
        "NOT NULL, name_key TEXT NOT NULL, company BIGINT NOT NULL, owner TEXT NOT "
        "NULL, stage TEXT NOT NULL, stage_at BIGINT, stage_how TEXT NOT NULL, "
        "created_at BIGINT NOT NULL, last_touch_at BIGINT, touches BIGINT NOT NULL, "
        "deleted BIGINT NOT NULL, version BIGINT NOT NULL, properties TEXT NOT NULL, "
        "PRIMARY KEY (bucket, id))",
};

constexpr NamedSql create_company_sql{
    .name = "migration/create_company",
    .text =
        "CREATE TABLE company (bucket BIGINT NOT NULL, id BIGINT NOT NULL, external_id "
        "TEXT NOT NULL, name TEXT NOT NULL, domain TEXT NOT NULL, industry TEXT NOT "
        "NULL, employees BIGINT, owner TEXT NOT NULL, created_at BIGINT NOT NULL, "
        "version BIGINT NOT NULL, properties TEXT NOT NULL, PRIMARY KEY (bucket, id))",
};

constexpr NamedSql create_deal_sql{
    .name = "migration/create_deal",
    .text =
        "CREATE TABLE deal (bucket BIGINT NOT NULL, id BIGINT NOT NULL, external_id "
        "TEXT NOT NULL, name TEXT NOT NULL, amount_minor BIGINT, currency TEXT NOT "
        "NULL, pipeline TEXT NOT NULL, stage TEXT NOT NULL, status TEXT NOT NULL, "
        "product TEXT NOT NULL, owner TEXT NOT NULL, company BIGINT NOT NULL, "
        "created_at BIGINT NOT NULL, closed_at BIGINT, lost_reason TEXT NOT NULL, "
        "version BIGINT NOT NULL, properties TEXT NOT NULL, PRIMARY KEY (bucket, id))",
};

constexpr NamedSql create_deal_contact_sql{
    .name = "migration/create_deal_contact",
    .text =
        "CREATE TABLE deal_contact (bucket BIGINT NOT NULL, deal BIGINT NOT NULL, "
        "contact BIGINT NOT NULL, PRIMARY KEY (bucket, deal, contact))",
};

constexpr NamedSql create_handoff_sql{
    .name = "migration/create_handoff",
    .text =
        "CREATE TABLE handoff (bucket BIGINT NOT NULL, contact BIGINT NOT NULL, number "
        "BIGINT NOT NULL, stage TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT "
        "NULL, team TEXT NOT NULL, offered_at BIGINT NOT NULL, due_at BIGINT, "
        "accept_due_at BIGINT, responded_at BIGINT, accepted_at BIGINT, closed_at "
        "BIGINT, reason TEXT NOT NULL, note TEXT NOT NULL, flag TEXT NOT NULL, version "
        "BIGINT NOT NULL, PRIMARY KEY (bucket, contact, number))",
};

constexpr NamedSql create_stage_entry_sql{
    .name = "migration/create_stage_entry",
    .text =
        "CREATE TABLE stage_entry (bucket BIGINT NOT NULL, contact BIGINT NOT NULL, "
        "journey BIGINT NOT NULL, stage TEXT NOT NULL, at BIGINT NOT NULL, how TEXT "
        "NOT NULL, journey_began BIGINT NOT NULL, journey_ended BIGINT, end_kind TEXT "
        "NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (bucket, contact, journey, stage))",
};

constexpr NamedSql create_breach_sql{
    .name = "migration/create_breach",
    .text =
        "CREATE TABLE breach (bucket BIGINT NOT NULL, contact BIGINT NOT NULL, number "
        "BIGINT NOT NULL, kind TEXT NOT NULL, due_at BIGINT, recorded_at BIGINT NOT "
        "NULL, PRIMARY KEY (bucket, contact, number, kind))",
};

constexpr NamedSql create_record_sql{
    .name = "migration/create_record",
    .text =
        "CREATE TABLE record (bucket BIGINT NOT NULL, kind TEXT NOT NULL, key TEXT NOT "
        "NULL, version BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (bucket, kind, "
        "key))",
};

constexpr NamedSql index_contact_newest_sql{
    .name = "migration/index_contact_newest",
    .text = "CREATE INDEX contact_newest ON contact (created_at, id)",
};

constexpr NamedSql index_contact_stage_sql{
    .name = "migration/index_contact_stage",
    .text = "CREATE INDEX contact_stage ON contact (stage, created_at, id)",
};

constexpr NamedSql index_contact_owner_sql{
    .name = "migration/index_contact_owner",
    .text = "CREATE INDEX contact_owner ON contact (owner, created_at, id)",
};

constexpr NamedSql index_contact_stage_owner_sql{
    .name = "migration/index_contact_stage_owner",
    .text = "CREATE INDEX contact_stage_owner ON contact (stage, owner, created_at, id)",
};

constexpr NamedSql index_contact_name_sql{
    .name = "migration/index_contact_name",
    .text = "CREATE INDEX contact_name ON contact (name_key, id)",
};

constexpr NamedSql index_contact_email_sql{
    .name = "migration/index_contact_email",
    .text = "CREATE INDEX contact_email ON contact (email, id)",
};

constexpr NamedSql index_contact_company_sql{
    .name = "migration/index_contact_company",
    .text = "CREATE INDEX contact_company ON contact (company, created_at, id)",
};

constexpr NamedSql index_contact_touched_sql{
    .name = "migration/index_contact_touched",
    .text = "CREATE INDEX contact_touched ON contact (last_touch_at, id)",
};

constexpr NamedSql index_company_newest_sql{
    .name = "migration/index_company_newest",
    .text = "CREATE INDEX company_newest ON company (created_at, id)",
};

constexpr NamedSql index_company_domain_sql{
    .name = "migration/index_company_domain",
    .text = "CREATE INDEX company_domain ON company (domain, id)",
};

constexpr NamedSql index_deal_newest_sql{
    .name = "migration/index_deal_newest",
    .text = "CREATE INDEX deal_newest ON deal (created_at, id)",
};

constexpr NamedSql index_deal_contact_contact_sql{
    .name = "migration/index_deal_contact_contact",
    .text = "CREATE INDEX deal_contact_contact ON deal_contact (contact, deal)",
};

constexpr NamedSql index_handoff_owner_sql{
    .name = "migration/index_handoff_owner",
    .text = "CREATE INDEX handoff_owner ON handoff (state, owner, offered_at, contact)",
};

constexpr NamedSql index_handoff_state_sql{
    .name = "migration/index_handoff_state",
    .text = "CREATE INDEX handoff_state ON handoff (state, offered_at, contact)",
};

constexpr NamedSql index_record_kind_sql{
    .name = "migration/index_record_kind",
    .text = "CREATE INDEX record_kind ON record (kind, key)",
};

constexpr std::array migrations{
    Migration{.sql = create_ledger_sql, .distribute = "ledger"},
    Migration{.sql = create_ledger_place_sql, .distribute = "ledger_place", .clustered = true},
    Migration{.sql = create_head_sql, .distribute = "head", .clustered = true},
    Migration{.sql = create_id_block_sql, .clustered = true},
    Migration{.sql = create_identity_key_sql, .distribute = "identity_key", .clustered = true},
    Migration{.sql = create_message_sql, .distribute = "message", .clustered = true},
    Migration{.sql = create_recent_message_sql, .distribute = "recent_message"},
    Migration{.sql = create_quarantine_sql},
    Migration{.sql = create_outbox_sql, .distribute = "outbox"},
    Migration{.sql = index_outbox_sql},
    Migration{.sql = create_fanout_sql, .distribute = "fanout"},
    Migration{.sql = create_meta_sql},
    Migration{.sql = create_credential_sql},
    Migration{.sql = create_session_sql},
    Migration{.sql = create_api_key_sql},
    Migration{.sql = index_api_key_sql},
    Migration{.sql = create_idempotency_sql},
    Migration{.sql = index_idempotency_sql},
    Migration{.sql = create_contact_sql, .distribute = "contact"},
    Migration{.sql = create_company_sql, .distribute = "company"},
    Migration{.sql = create_deal_sql, .distribute = "deal"},
    Migration{.sql = create_deal_contact_sql, .distribute = "deal_contact", .clustered = true},
    Migration{.sql = create_handoff_sql, .distribute = "handoff"},
    Migration{.sql = create_stage_entry_sql, .distribute = "stage_entry", .clustered = true},
    Migration{.sql = create_breach_sql, .distribute = "breach", .clustered = true},
    Migration{.sql = create_record_sql, .distribute = "record", .clustered = true},
    Migration{.sql = index_contact_newest_sql},
    Migration{.sql = index_contact_stage_sql},
    Migration{.sql = index_contact_owner_sql},
    Migration{.sql = index_contact_stage_owner_sql},
    Migration{.sql = index_contact_name_sql},
    Migration{.sql = index_contact_email_sql},
    Migration{.sql = index_contact_company_sql},
    Migration{.sql = index_contact_touched_sql},
    Migration{.sql = index_company_newest_sql},
    Migration{.sql = index_company_domain_sql},
    Migration{.sql = index_deal_newest_sql},
    Migration{.sql = index_deal_contact_contact_sql},
    Migration{.sql = index_handoff_owner_sql},
    Migration{.sql = index_handoff_state_sql},
    Migration{.sql = index_record_kind_sql},
    Migration{.sql = drop_contact_stage_sql},
    Migration{.sql = drop_contact_owner_sql},
    Migration{.sql = drop_contact_stage_owner_sql},
    Migration{.sql = drop_contact_email_sql},
    Migration{.sql = drop_contact_company_sql},
    Migration{.sql = drop_contact_touched_sql},
    Migration{.sql = index_contact_in_stage_sql},
    Migration{.sql = index_contact_owned_sql},
    Migration{.sql = index_contact_owned_in_stage_sql},
    Migration{.sql = index_contact_of_company_sql},
    Migration{.sql = index_contact_once_touched_sql},
    Migration{.sql = forget_contact_emails_sql},
    Migration{.sql = create_ledger_block_sql, .distribute = "ledger_block", .clustered = true},
    Migration{.sql = drop_ledger_place_sql},
    Migration{.sql = place_again_sql},
    Migration{.sql = create_webhook_sql},
    Migration{.sql = create_delivery_sql, .distribute = "delivery"},
    Migration{.sql = index_delivery_waiting_sql},
    Migration{.sql = index_delivery_message_sql},
    Migration{.sql = empty_outbox_sql},
    Migration{.sql = create_notice_sql},
    Migration{.sql = index_notice_fact_sql},
    Migration{.sql = index_notice_withdrawn_sql},
    Migration{.sql = index_notice_contact_sql},
    Migration{.sql = index_notice_unmailed_sql},
    Migration{.sql = index_notice_unseen_sql},
    Migration{.sql = index_notice_at_sql},
};

constexpr NamedSql create_schema_version_sql{
    .name = "migration/create_schema_version",
    .text =
        "CREATE TABLE IF NOT EXISTS schema_version (id BIGINT NOT NULL, step BIGINT "
        "NOT NULL, PRIMARY KEY (id))",
};

constexpr NamedSql read_step_sql{
    .name = "migration/read_step",
    .text = "SELECT step FROM schema_version WHERE id = 1",
};

constexpr NamedSql write_step_sql{
    .name = "migration/write_step",
    .text =
        "INSERT INTO schema_version (id, step) VALUES (1, ?1) ON CONFLICT (id) DO "
        "UPDATE SET step = excluded.step",
};

}  // namespace baton::store
