#pragma once

#include "store/sqlite/named_sql.hpp"

// The lists people page through, by keyset. Each starts from the index that fits its first filter;
// the others are residual, and null parameters switch them off.
namespace baton::store {

constexpr NamedSql contacts_newest_sql{
    .name = "contact/newest",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, "
        "owner, stage, stage_at, stage_how, created_at, last_touch_at, touches, "
        "deleted, version, properties FROM contact WHERE (created_at, id) < (?1, ?2) "
        "AND (CAST(?5 AS BIGINT) IS NULL OR company = ?5) AND (CAST(?6 AS TEXT) IS "
        "NULL OR (name_key >= ?8 AND name_key < ?6)) AND (CAST(?3 AS TEXT) IS NULL OR "
        "stage = ?3) AND (CAST(?4 AS TEXT) IS NULL OR owner = ?4) AND deleted = 0 "
        "ORDER BY created_at DESC, id DESC LIMIT ?7",
};

constexpr NamedSql contacts_newest_of_stage_sql{
    .name = "contact/newest_of_stage",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, owner, "
        "stage, stage_at, stage_how, created_at, last_touch_at, touches, deleted, "
        "version, properties FROM contact WHERE stage = ?3 AND stage <> '' AND "
        "(created_at, id) < (?1, ?2) AND (CAST(?5 AS BIGINT) IS NULL OR company = ?5) "
        "AND (CAST(?6 AS TEXT) IS NULL OR (name_key >= ?8 AND name_key < ?6)) AND "
        "(CAST(?4 AS TEXT) IS NULL OR owner = ?4) AND deleted = 0 ORDER BY created_at "
        "DESC, id DESC LIMIT ?7",
};

constexpr NamedSql contacts_newest_of_owner_sql{
    .name = "contact/newest_of_owner",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, owner, "
        "stage, stage_at, stage_how, created_at, last_touch_at, touches, deleted, "
        "version, properties FROM contact WHERE owner = ?4 AND owner <> '' AND "
        "(created_at, id) < (?1, ?2) AND (CAST(?5 AS BIGINT) IS NULL OR company = ?5) "
        "AND (CAST(?6 AS TEXT) IS NULL OR (name_key >= ?8 AND name_key < ?6)) AND "
        "(CAST(?3 AS TEXT) IS NULL OR stage = ?3) AND deleted = 0 ORDER BY created_at "
        "DESC, id DESC LIMIT ?7",
};

constexpr NamedSql contacts_newest_of_stage_and_owner_sql{
    .name = "contact/newest_of_stage_and_owner",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, owner, "
        "stage, stage_at, stage_how, created_at, last_touch_at, touches, deleted, "
        "version, properties FROM contact WHERE stage = ?3 AND owner = ?4 AND stage <> "
        "'' AND owner <> '' AND (created_at, id) < (?1, ?2) AND (CAST(?5 AS BIGINT) IS "
        "NULL OR company = ?5) AND (CAST(?6 AS TEXT) IS NULL OR (name_key >= ?8 AND "
        "name_key < ?6)) AND deleted = 0 ORDER BY created_at DESC, id DESC LIMIT ?7",
};

constexpr NamedSql contacts_newest_of_company_sql{
    .name = "contact/newest_of_company",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, owner, "
        "stage, stage_at, stage_how, created_at, last_touch_at, touches, deleted, "
        "version, properties FROM contact WHERE company = ?5 AND company <> 0 AND "
        "(created_at, id) < (?1, ?2) AND (CAST(?6 AS TEXT) IS NULL OR (name_key >= ?8 "
        "AND name_key < ?6)) AND (CAST(?3 AS TEXT) IS NULL OR stage = ?3) AND (CAST(?4 "
        "AS TEXT) IS NULL OR owner = ?4) AND deleted = 0 ORDER BY created_at DESC, id "
        "DESC LIMIT ?7",
};

constexpr NamedSql contacts_by_name_sql{
    .name = "contact/by_name",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, "
        "owner, stage, stage_at, stage_how, created_at, last_touch_at, touches, "
        "deleted, version, properties FROM contact WHERE (name_key, id) > (?1, ?2) AND "
        "(CAST(?6 AS TEXT) IS NULL OR (name_key >= ?8 AND name_key < ?6)) AND (CAST(?5 "
        "AS BIGINT) IS NULL OR company = ?5) AND (CAST(?3 AS TEXT) IS NULL OR stage = "
        "?3) AND (CAST(?4 AS TEXT) IS NULL OR owner = ?4) AND deleted = 0 ORDER BY "
        "name_key, id LIMIT ?7",
};

constexpr NamedSql contacts_by_name_prefix_sql{
    .name = "contact/by_name_prefix",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, "
        "owner, stage, stage_at, stage_how, created_at, last_touch_at, touches, "
        "deleted, version, properties FROM contact WHERE name_key >= ?8 AND name_key < "
        "?6 AND (name_key, id) > (?1, ?2) AND (CAST(?5 AS BIGINT) IS NULL OR company = "
        "?5) AND (CAST(?3 AS TEXT) IS NULL OR stage = ?3) AND (CAST(?4 AS TEXT) IS "
        "NULL OR owner = ?4) AND deleted = 0 ORDER BY name_key, id LIMIT ?7",
};

constexpr NamedSql contacts_last_touched_sql{
    .name = "contact/last_touched",
    .text =
        "SELECT id, external_id, email, first_name, last_name, name_key, company, owner, "
        "stage, stage_at, stage_how, created_at, last_touch_at, touches, deleted, "
        "version, properties FROM contact WHERE last_touch_at IS NOT NULL AND "
        "(last_touch_at, id) < (?1, ?2) AND (CAST(?5 AS BIGINT) IS NULL OR company = ?5) "
        "AND (CAST(?6 AS TEXT) IS NULL OR (name_key >= ?8 AND name_key < ?6)) AND "
        "(CAST(?3 AS TEXT) IS NULL OR stage = ?3) AND (CAST(?4 AS TEXT) IS NULL OR owner "
        "= ?4) AND deleted = 0 ORDER BY last_touch_at DESC, id DESC LIMIT ?7",
};

constexpr NamedSql set_touches_sql{
    .name = "contact/set_touches",
    .text = "UPDATE contact SET last_touch_at = ?3, touches = ?4 WHERE bucket = ?1 AND id = ?2",
};

constexpr NamedSql count_contacts_by_stage_sql{
    .name = "contact/count_by_stage",
    .text =
        "SELECT stage, COUNT(*) FROM contact WHERE deleted = 0 GROUP BY stage ORDER BY "
        "stage",
};

constexpr NamedSql companies_newest_sql{
    .name = "company/newest",
    .text =
        "SELECT id, external_id, name, domain, industry, employees, owner, created_at, "
        "version, properties FROM company WHERE (created_at, id) < (?1, ?2) ORDER BY "
        "created_at DESC, id DESC LIMIT ?3",
};

constexpr NamedSql find_company_by_domain_sql{
    .name = "company/find_by_domain",
    .text =
        "SELECT id, external_id, name, domain, industry, employees, owner, created_at, "
        "version, properties FROM company WHERE domain = ?1 ORDER BY id LIMIT 1",
};

constexpr NamedSql deals_newest_sql{
    .name = "deal/newest",
    .text =
        "SELECT id, external_id, name, amount_minor, currency, pipeline, stage, "
        "status, product, owner, company, created_at, closed_at, lost_reason, version, "
        "properties FROM deal WHERE (created_at, id) < (?1, ?2) AND (CAST(?3 AS TEXT) "
        "IS NULL OR status = ?3) AND (CAST(?4 AS TEXT) IS NULL OR owner = ?4) ORDER BY "
        "created_at DESC, id DESC LIMIT ?5",
};

constexpr NamedSql deals_of_contact_sql{
    .name = "deal_contact/of_contact",
    .text = "SELECT deal, contact FROM deal_contact WHERE contact = ?1 ORDER BY deal",
};

constexpr NamedSql handoffs_of_owner_sql{
    .name = "handoff/of_owner",
    .text =
        "SELECT contact, number, stage, state, owner, team, offered_at, due_at, "
        "accept_due_at, responded_at, accepted_at, closed_at, reason, note, flag, "
        "version FROM handoff WHERE state = ?1 AND owner = ?2 AND (offered_at, "
        "contact) > (?3, ?4) ORDER BY offered_at, contact LIMIT ?5",
};

constexpr NamedSql handoffs_of_state_sql{
    .name = "handoff/of_state",
    .text =
        "SELECT contact, number, stage, state, owner, team, offered_at, due_at, "
        "accept_due_at, responded_at, accepted_at, closed_at, reason, note, flag, "
        "version FROM handoff WHERE state = ?1 AND (offered_at, contact) > (?2, ?3) "
        "ORDER BY offered_at, contact LIMIT ?4",
};

}  // namespace baton::store
