#pragma once

#include "store/sqlite/named_sql.hpp"

// Writing and reading whole rows of the tables people read.
namespace baton::store {

constexpr NamedSql upsert_contact_sql{
    .name = "contact/upsert",
    .text =
        "INSERT INTO contact (bucket, id, external_id, email, first_name, last_name, "
        "name_key, company, owner, stage, stage_at, stage_how, created_at, "
        "last_touch_at, touches, deleted, version, properties) VALUES (?1, ?2, ?3, ?4, "
        "?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) ON CONFLICT "
        "(bucket, id) DO UPDATE SET external_id = excluded.external_id, email = "
        "excluded.email, first_name = excluded.first_name, last_name = "
        "excluded.last_name, name_key = excluded.name_key, company = excluded.company, "
        "owner = excluded.owner, stage = excluded.stage, stage_at = excluded.stage_at, "
        "stage_how = excluded.stage_how, created_at = excluded.created_at, "
        "last_touch_at = excluded.last_touch_at, touches = excluded.touches, deleted = "
        "excluded.deleted, version = excluded.version, properties = excluded.properties",
};

constexpr NamedSql all_contact_sql{
    .name = "contact/all",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, "
        "owner, stage, stage_at, stage_how, created_at, last_touch_at, touches, "
        "deleted, version, properties FROM contact ORDER BY bucket, id",
};

constexpr NamedSql find_contact_sql{
    .name = "contact/find",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, "
        "owner, stage, stage_at, stage_how, created_at, last_touch_at, touches, "
        "deleted, version, properties FROM contact WHERE bucket = ?1 AND id = ?2",
};

constexpr NamedSql upsert_company_sql{
    .name = "company/upsert",
    .text =
        "INSERT INTO company (bucket, id, external_id, name, domain, industry, "
        "employees, owner, created_at, version, properties) VALUES (?1, ?2, ?3, ?4, "
        "?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (bucket, id) DO UPDATE SET "
        "external_id = excluded.external_id, name = excluded.name, domain = "
        "excluded.domain, industry = excluded.industry, employees = "
        "excluded.employees, owner = excluded.owner, created_at = excluded.created_at, "
        "version = excluded.version, properties = excluded.properties",
};

constexpr NamedSql all_company_sql{
    .name = "company/all",
    .text =
        "SELECT id, external_id, name, domain, industry, employees, owner, created_at, "
        "version, properties FROM company ORDER BY bucket, id",
};

constexpr NamedSql find_company_sql{
    .name = "company/find",
    .text =
        "SELECT id, external_id, name, domain, industry, employees, owner, created_at, "
        "version, properties FROM company WHERE bucket = ?1 AND id = ?2",
};

constexpr NamedSql upsert_deal_sql{
    .name = "deal/upsert",
    .text =
        "INSERT INTO deal (bucket, id, external_id, name, amount_minor, currency, "
        "pipeline, stage, status, product, owner, company, created_at, closed_at, "
        "lost_reason, version, properties) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) ON CONFLICT (bucket, id) DO UPDATE "
        "SET external_id = excluded.external_id, name = excluded.name, amount_minor = "
        "excluded.amount_minor, currency = excluded.currency, pipeline = "
        "excluded.pipeline, stage = excluded.stage, status = excluded.status, product "
        "= excluded.product, owner = excluded.owner, company = excluded.company, "
        "created_at = excluded.created_at, closed_at = excluded.closed_at, lost_reason "
        "= excluded.lost_reason, version = excluded.version, properties = "
        "excluded.properties",
};

constexpr NamedSql all_deal_sql{
    .name = "deal/all",
    .text =
        "SELECT id, external_id, name, amount_minor, currency, pipeline, stage, "
        "status, product, owner, company, created_at, closed_at, lost_reason, version, "
        "properties FROM deal ORDER BY bucket, id",
};

constexpr NamedSql find_deal_sql{
    .name = "deal/find",
    .text =
        "SELECT id, external_id, name, amount_minor, currency, pipeline, stage, "
        "status, product, owner, company, created_at, closed_at, lost_reason, version, "
        "properties FROM deal WHERE bucket = ?1 AND id = ?2",
};

constexpr NamedSql upsert_deal_contact_sql{
    .name = "deal_contact/upsert",
    .text =
        "INSERT INTO deal_contact (bucket, deal, contact) VALUES (?1, ?2, ?3) ON "
        "CONFLICT (bucket, deal, contact) DO NOTHING",
};

constexpr NamedSql all_deal_contact_sql{
    .name = "deal_contact/all",
    .text = "SELECT deal, contact FROM deal_contact ORDER BY bucket, deal, contact",
};

constexpr NamedSql find_deal_contact_sql{
    .name = "deal_contact/find",
    .text =
        "SELECT deal, contact FROM deal_contact WHERE bucket = ?1 AND deal = ?2 AND "
        "contact = ?3",
};

constexpr NamedSql deal_contact_of_deal_sql{
    .name = "deal_contact/of_deal",
    .text =
        "SELECT deal, contact FROM deal_contact WHERE bucket = ?1 AND deal = ?2 ORDER "
        "BY bucket, deal, contact",
};

constexpr NamedSql remove_deal_contact_of_deal_sql{
    .name = "deal_contact/remove_of_deal",
    .text = "DELETE FROM deal_contact WHERE bucket = ?1 AND deal = ?2",
};

constexpr NamedSql upsert_handoff_sql{
    .name = "handoff/upsert",
    .text =
        "INSERT INTO handoff (bucket, contact, number, stage, state, owner, team, "
        "offered_at, due_at, accept_due_at, responded_at, accepted_at, closed_at, "
        "reason, note, flag, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
        "?11, ?12, ?13, ?14, ?15, ?16, ?17) ON CONFLICT (bucket, contact, number) DO "
        "UPDATE SET stage = excluded.stage, state = excluded.state, owner = "
        "excluded.owner, team = excluded.team, offered_at = excluded.offered_at, "
        "due_at = excluded.due_at, accept_due_at = excluded.accept_due_at, "
        "responded_at = excluded.responded_at, accepted_at = excluded.accepted_at, "
        "closed_at = excluded.closed_at, reason = excluded.reason, note = "
        "excluded.note, flag = excluded.flag, version = excluded.version",
};

constexpr NamedSql all_handoff_sql{
    .name = "handoff/all",
    .text =
        "SELECT contact, number, stage, state, owner, team, offered_at, due_at, "
        "accept_due_at, responded_at, accepted_at, closed_at, reason, note, flag, "
        "version FROM handoff ORDER BY bucket, contact, number",
};

constexpr NamedSql find_handoff_sql{
    .name = "handoff/find",
    .text =
        "SELECT contact, number, stage, state, owner, team, offered_at, due_at, "
        "accept_due_at, responded_at, accepted_at, closed_at, reason, note, flag, "
        "version FROM handoff WHERE bucket = ?1 AND contact = ?2 AND number = ?3",
};

constexpr NamedSql handoff_of_contact_sql{
    .name = "handoff/of_contact",
    .text =
        "SELECT contact, number, stage, state, owner, team, offered_at, due_at, "
        "accept_due_at, responded_at, accepted_at, closed_at, reason, note, flag, "
        "version FROM handoff WHERE bucket = ?1 AND contact = ?2 ORDER BY bucket, "
        "contact, number",
};

constexpr NamedSql remove_handoff_of_contact_sql{
    .name = "handoff/remove_of_contact",
    .text = "DELETE FROM handoff WHERE bucket = ?1 AND contact = ?2",
};

constexpr NamedSql upsert_stage_entry_sql{
    .name = "stage_entry/upsert",
    .text =
        "INSERT INTO stage_entry (bucket, contact, journey, stage, at, how, "
        "journey_began, journey_ended, end_kind, reason) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7, ?8, ?9, ?10) ON CONFLICT (bucket, contact, journey, stage) DO UPDATE "
        "SET at = excluded.at, how = excluded.how, journey_began = "
        "excluded.journey_began, journey_ended = excluded.journey_ended, end_kind = "
        "excluded.end_kind, reason = excluded.reason",
};

constexpr NamedSql all_stage_entry_sql{
    .name = "stage_entry/all",
    .text =
        "SELECT contact, journey, stage, at, how, journey_began, journey_ended, "
        "end_kind, reason FROM stage_entry ORDER BY bucket, contact, journey, stage",
};

constexpr NamedSql find_stage_entry_sql{
    .name = "stage_entry/find",
    .text =
        "SELECT contact, journey, stage, at, how, journey_began, journey_ended, "
        "end_kind, reason FROM stage_entry WHERE bucket = ?1 AND contact = ?2 AND "
        "journey = ?3 AND stage = ?4",
};

constexpr NamedSql stage_entry_of_contact_sql{
    .name = "stage_entry/of_contact",
    .text =
        "SELECT contact, journey, stage, at, how, journey_began, journey_ended, "
        "end_kind, reason FROM stage_entry WHERE bucket = ?1 AND contact = ?2 ORDER BY "
        "bucket, contact, journey, stage",
};

constexpr NamedSql remove_stage_entry_of_contact_sql{
    .name = "stage_entry/remove_of_contact",
    .text = "DELETE FROM stage_entry WHERE bucket = ?1 AND contact = ?2",
};

constexpr NamedSql upsert_breach_sql{
    .name = "breach/upsert",
    .text =
        "INSERT INTO breach (bucket, contact, number, kind, due_at, recorded_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (bucket, contact, number, kind) "
        "DO UPDATE SET due_at = excluded.due_at, recorded_at = excluded.recorded_at",
};

constexpr NamedSql all_breach_sql{
    .name = "breach/all",
    .text =
        "SELECT contact, number, kind, due_at, recorded_at FROM breach ORDER BY "
        "bucket, contact, number, kind",
};

constexpr NamedSql find_breach_sql{
    .name = "breach/find",
    .text =
        "SELECT contact, number, kind, due_at, recorded_at FROM breach WHERE bucket = "
        "?1 AND contact = ?2 AND number = ?3 AND kind = ?4",
};

constexpr NamedSql breach_of_contact_sql{
    .name = "breach/of_contact",
    .text =
        "SELECT contact, number, kind, due_at, recorded_at FROM breach WHERE bucket = "
        "?1 AND contact = ?2 ORDER BY bucket, contact, number, kind",
};

constexpr NamedSql remove_breach_of_contact_sql{
    .name = "breach/remove_of_contact",
    .text = "DELETE FROM breach WHERE bucket = ?1 AND contact = ?2",
};

constexpr NamedSql upsert_record_sql{
    .name = "record/upsert",
    .text =
        "INSERT INTO record (bucket, kind, key, version, body) VALUES (?1, ?2, ?3, ?4, "
        "?5) ON CONFLICT (bucket, kind, key) DO UPDATE SET version = excluded.version, "
        "body = excluded.body",
};

constexpr NamedSql all_record_sql{
    .name = "record/all",
    .text = "SELECT kind, key, version, body FROM record ORDER BY bucket, kind, key",
};

constexpr NamedSql find_record_sql{
    .name = "record/find",
    .text =
        "SELECT kind, key, version, body FROM record WHERE bucket = ?1 AND kind = ?2 "
        "AND key = ?3",
};

constexpr NamedSql record_of_kind_sql{
    .name = "record/of_kind",
    .text =
        "SELECT kind, key, version, body FROM record WHERE kind = ?1 AND key > ?2 "
        "ORDER BY kind, key LIMIT ?3",
};

constexpr NamedSql remove_record_sql{
    .name = "record/remove",
    .text = "DELETE FROM record WHERE bucket = ?1 AND kind = ?2 AND key = ?3",
};

}  // namespace baton::store
