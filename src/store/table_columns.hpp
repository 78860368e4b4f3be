#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

#include "ledger/subject.hpp"
#include "store/rows.hpp"
#include "store/sqlite/named_sql.hpp"
#include "store/tables_sql.hpp"

// What is particular to each table people read: its columns in the order of its SQL, its bucket and
// key.
namespace baton::store {

template <typename Row>
struct Table;

template <>
struct Table<ContactRow> {
    using R = ContactRow;
    static constexpr std::string_view name = "contact";
    static constexpr NamedSql upsert = upsert_contact_sql;
    static constexpr NamedSql all = all_contact_sql;
    static constexpr NamedSql find = find_contact_sql;
    static constexpr auto columns = std::tuple(&R::id,
                                               &R::external_id,
                                               &R::email,
                                               &R::first_name,
                                               &R::last_name,
                                               &R::name_key,
                                               &R::company,
                                               &R::owner,
                                               &R::stage,
                                               &R::stage_at,
                                               &R::stage_how,
                                               &R::created_at,
                                               &R::last_touch_at,
                                               &R::touches,
                                               &R::deleted,
                                               &R::version,
                                               &R::properties);

    static std::int64_t bucket_of(const R& row) { return row.id.bucket(); }

    static auto key_of(const R& row) { return std::tuple(row.id.value); }
};

template <>
struct Table<CompanyRow> {
    using R = CompanyRow;
    static constexpr std::string_view name = "company";
    static constexpr NamedSql upsert = upsert_company_sql;
    static constexpr NamedSql all = all_company_sql;
    static constexpr NamedSql find = find_company_sql;
    static constexpr auto columns = std::tuple(&R::id,
                                               &R::external_id,
                                               &R::name,
                                               &R::domain,
                                               &R::industry,
                                               &R::employees,
                                               &R::owner,
                                               &R::created_at,
                                               &R::version,
                                               &R::properties);

    static std::int64_t bucket_of(const R& row) { return row.id.bucket(); }

    static auto key_of(const R& row) { return std::tuple(row.id.value); }
};

template <>
struct Table<DealRow> {
    using R = DealRow;
    static constexpr std::string_view name = "deal";
    static constexpr NamedSql upsert = upsert_deal_sql;
    static constexpr NamedSql all = all_deal_sql;
    static constexpr NamedSql find = find_deal_sql;
    static constexpr auto columns = std::tuple(&R::id,
                                               &R::external_id,
                                               &R::name,
                                               &R::amount_minor,
                                               &R::currency,
                                               &R::pipeline,
                                               &R::stage,
                                               &R::status,
                                               &R::product,
                                               &R::owner,
                                               &R::company,
                                               &R::created_at,
                                               &R::closed_at,
                                               &R::lost_reason,
                                               &R::version,
                                               &R::properties);

    static std::int64_t bucket_of(const R& row) { return row.id.bucket(); }

    static auto key_of(const R& row) { return std::tuple(row.id.value); }
};

template <>
struct Table<DealContactRow> {
    using R = DealContactRow;
    static constexpr std::string_view name = "deal_contact";
    static constexpr NamedSql upsert = upsert_deal_contact_sql;
    static constexpr NamedSql all = all_deal_contact_sql;
    static constexpr NamedSql find = find_deal_contact_sql;
    static constexpr auto columns = std::tuple(&R::deal, &R::contact);

    static std::int64_t bucket_of(const R& row) { return row.deal.bucket(); }

    static auto key_of(const R& row) { return std::tuple(row.deal.value, row.contact.value); }
};

template <>
struct Table<HandoffRow> {
    using R = HandoffRow;
    static constexpr std::string_view name = "handoff";
    static constexpr NamedSql upsert = upsert_handoff_sql;
    static constexpr NamedSql all = all_handoff_sql;
    static constexpr NamedSql find = find_handoff_sql;
    static constexpr auto columns = std::tuple(&R::contact,
                                               &R::number,
                                               &R::stage,
                                               &R::state,
                                               &R::owner,
                                               &R::team,
                                               &R::offered_at,
                                               &R::due_at,
                                               &R::accept_due_at,
                                               &R::responded_at,
                                               &R::accepted_at,
                                               &R::closed_at,
                                               &R::reason,
                                               &R::note,
                                               &R::flag,
                                               &R::version);

    static std::int64_t bucket_of(const R& row) { return row.contact.bucket(); }

    static auto key_of(const R& row) { return std::tuple(row.contact.value, row.number); }
};

template <>
struct Table<StageEntryRow> {
    using R = StageEntryRow;
    static constexpr std::string_view name = "stage_entry";
    static constexpr NamedSql upsert = upsert_stage_entry_sql;
    static constexpr NamedSql all = all_stage_entry_sql;
    static constexpr NamedSql find = find_stage_entry_sql;
    static constexpr auto columns = std::tuple(&R::contact,
                                               &R::journey,
                                               &R::stage,
                                               &R::at,
                                               &R::how,
                                               &R::journey_began,
                                               &R::journey_ended,
                                               &R::end,
                                               &R::reason);

    static std::int64_t bucket_of(const R& row) { return row.contact.bucket(); }

    static auto key_of(const R& row) {
        return std::tuple(row.contact.value, row.journey, std::string_view(row.stage));
    }
};

template <>
struct Table<BreachRow> {
    using R = BreachRow;
    static constexpr std::string_view name = "breach";
    static constexpr NamedSql upsert = upsert_breach_sql;
    static constexpr NamedSql all = all_breach_sql;
    static constexpr NamedSql find = find_breach_sql;
    static constexpr auto columns =
        std::tuple(&R::contact, &R::number, &R::kind, &R::due_at, &R::recorded_at);

    static std::int64_t bucket_of(const R& row) { return row.contact.bucket(); }

    static auto key_of(const R& row) {
        return std::tuple(row.contact.value, row.number, std::string_view(row.kind));
    }
};

template <>
struct Table<RecordRow> {
    using R = RecordRow;
    static constexpr std::string_view name = "record";
    static constexpr NamedSql upsert = upsert_record_sql;
    static constexpr NamedSql all = all_record_sql;
    static constexpr NamedSql find = find_record_sql;
    static constexpr auto columns = std::tuple(&R::kind, &R::key, &R::version, &R::body);

    static std::int64_t bucket_of(const R& row) {
        return ledger::bucket_of_text(row.kind, row.key);
    }

    static auto key_of(const R& row) {
        return std::tuple(std::string_view(row.kind), std::string_view(row.key));
    }
};

}  // namespace baton::store
