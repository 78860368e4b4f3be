#include "store/lists.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "ledger/subject.hpp"
#include "store/lists_sql.hpp"
#include "store/rows.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/named_sql.hpp"
#include "store/table.hpp"
#include "store/tables_sql.hpp"

namespace baton::store {

namespace {

constexpr std::int64_t after_all = std::numeric_limits<std::int64_t>::max();
// Sorts after every letter: U+10FFFF.
constexpr std::string_view last_letter = "\xf4\x8f\xbf\xbf";

const NamedSql& newest_sql(const ContactQuery& query) {
    if (query.stage && query.owner) return contacts_newest_of_stage_and_owner_sql;
    if (query.company) return contacts_newest_of_company_sql;
    if (query.stage) return contacts_newest_of_stage_sql;
    if (query.owner) return contacts_newest_of_owner_sql;
    return contacts_newest_sql;
}

const NamedSql& sql_of(const ContactQuery& query) {
    switch (query.sort) {
        case ContactSort::newest: return newest_sql(query);
        case ContactSort::name:
            return query.name_prefix.empty() ? contacts_by_name_sql : contacts_by_name_prefix_sql;
        case ContactSort::last_touched: return contacts_last_touched_sql;
    }
    return contacts_newest_sql;
}

std::optional<std::string_view> view(const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

// Where the page begins, in the first two parameters: the sort column and the id.
void bind_after(Statement& statement, const ContactQuery& query) {
    if (query.sort == ContactSort::name) {
        statement.bind(1, query.after ? std::string_view(query.after->name_key) : "");
        statement.bind(2, query.after ? query.after->id.value : 0);
        return;
    }
    const bool touched = query.sort == ContactSort::last_touched;
    const auto at = [&] {
        if (!query.after) return Instant::latest();
        return touched ? query.after->last_touch_at.value_or(Instant::earliest())
                       : query.after->created_at;
    }();
    statement.bind(1, at);
    statement.bind(2, query.after ? query.after->id.value : after_all);
}

template <typename Row>
Result<std::optional<Row>> first_row(Statement& statement) {
    if (!TRY(statement.step())) return std::nullopt;
    return read_row<Row>(statement);
}

template <typename Row>
Done replace(Connection& connection,
             const NamedSql& remove,
             std::int64_t id,
             const std::vector<Row>& rows) {
    TRY(connection.run(remove, id % bucket_count, id));
    for (const auto& row : rows) {
        TRY(upsert(connection, row));
    }
    return {};
}

}  // namespace

Result<std::vector<ContactRow>> list_contacts(Connection& connection, const ContactQuery& query) {
    auto statement = TRY(connection.prepare(sql_of(query)));
    const auto prefix_end = query.name_prefix + std::string(last_letter);
    bind_after(statement, query);
    int index = 2;
    statement.bind(++index, view(query.stage));
    statement.bind(++index, view(query.owner));
    statement.bind(++index, query.company);
    statement.bind(
        ++index,
        query.name_prefix.empty() ? std::nullopt : std::optional<std::string_view>(prefix_end));
    statement.bind(++index, query.limit);
    statement.bind(++index, std::string_view(query.name_prefix));
    return read_rows<ContactRow>(statement);
}

Result<std::optional<ContactRow>> find_contact(Connection& connection, ContactId id) {
    return find_row<ContactRow>(connection, id.bucket(), id);
}

Result<bool> set_touches(Connection& connection, ContactId id, const ContactTouches& touches) {
    TRY(connection.run(set_touches_sql, id.bucket(), id, touches.last_at, touches.count));
    return connection.changed_rows() == 1;
}

Result<std::vector<std::pair<std::string, std::int64_t>>> count_contacts_by_stage(
    Connection& connection) {
    auto statement = TRY(connection.prepare(count_contacts_by_stage_sql));
    std::vector<std::pair<std::string, std::int64_t>> counts;
    while (TRY(statement.step())) {
        counts.emplace_back(statement.text(0), statement.integer(1));
    }
    return counts;
}

std::string name_key_of(std::string_view first_name, std::string_view last_name) {
    std::string name(last_name);
    if (!last_name.empty() && !first_name.empty()) name += ' ';
    return text::folded(name.append(first_name));
}

Result<std::vector<CompanyRow>> list_companies(Connection& connection,
                                               const std::optional<CompanyRow>& after,
                                               std::int64_t limit) {
    return list_rows<CompanyRow>(connection,
                                 companies_newest_sql,
                                 after ? after->created_at : Instant::latest(),
                                 after ? after->id.value : after_all,
                                 limit);
}

Result<std::optional<CompanyRow>> find_company_by_domain(Connection& connection,
                                                         std::string_view domain) {
    auto statement = TRY(connection.prepare(find_company_by_domain_sql));
    statement.bind_all(domain);
    return first_row<CompanyRow>(statement);
}

Result<std::vector<DealRow>> list_deals(Connection& connection, const DealQuery& query) {
    return list_rows<DealRow>(connection,
                              deals_newest_sql,
                              query.after ? query.after->created_at : Instant::latest(),
                              query.after ? query.after->id.value : after_all,
                              view(query.status),
                              view(query.owner),
                              query.limit);
}

Result<std::vector<DealContactRow>> deals_of_contact(Connection& connection, ContactId contact) {
    return list_rows<DealContactRow>(connection, deals_of_contact_sql, contact);
}

Result<std::vector<DealContactRow>> contacts_of_deal(Connection& connection, DealId deal) {
    return list_rows<DealContactRow>(connection, deal_contact_of_deal_sql, deal.bucket(), deal);
}

Done replace_contacts_of_deal(Connection& connection,
                              DealId deal,
                              const std::vector<ContactId>& contacts) {
    std::vector<DealContactRow> rows;
    rows.reserve(contacts.size());
    for (const auto contact : contacts) {
        rows.push_back({.deal = deal, .contact = contact});
    }
    return replace(connection, remove_deal_contact_of_deal_sql, deal.value, rows);
}

Result<std::vector<HandoffRow>> list_handoffs(Connection& connection, const HandoffQuery& query) {
    const auto after_at = query.after ? query.after->offered_at : Instant::earliest();
    const auto after_contact = query.after ? query.after->contact : ContactId{};
    const std::string_view state = query.state;
    if (!query.owner) {
        return list_rows<HandoffRow>(
            connection, handoffs_of_state_sql, state, after_at, after_contact, query.limit);
    }
    return list_rows<HandoffRow>(connection,
                                 handoffs_of_owner_sql,
                                 state,
                                 std::string_view(*query.owner),
                                 after_at,
                                 after_contact,
                                 query.limit);
}

Result<std::vector<HandoffRow>> handoffs_of_contact(Connection& connection, ContactId contact) {
    return list_rows<HandoffRow>(connection, handoff_of_contact_sql, contact.bucket(), contact);
}

Done replace_handoffs(Connection& connection,
                      ContactId contact,
                      const std::vector<HandoffRow>& rows) {
    return replace(connection, remove_handoff_of_contact_sql, contact.value, rows);
}

Result<std::vector<StageEntryRow>> stage_entries_of(Connection& connection, ContactId contact) {
    return list_rows<StageEntryRow>(
        connection, stage_entry_of_contact_sql, contact.bucket(), contact);
}

Done replace_stage_entries(Connection& connection,
                           ContactId contact,
                           const std::vector<StageEntryRow>& rows) {
    return replace(connection, remove_stage_entry_of_contact_sql, contact.value, rows);
}

Result<std::vector<BreachRow>> breaches_of(Connection& connection, ContactId contact) {
    return list_rows<BreachRow>(connection, breach_of_contact_sql, contact.bucket(), contact);
}

Done replace_breaches(Connection& connection,
                      ContactId contact,
                      const std::vector<BreachRow>& rows) {
    return replace(connection, remove_breach_of_contact_sql, contact.value, rows);
}

Result<std::optional<RecordRow>> find_record(Connection& connection,
                                             std::string_view kind,
                                             std::string_view key) {
    return find_row<RecordRow>(connection, ledger::bucket_of_text(kind, key), kind, key);
}

Result<std::vector<RecordRow>> list_records(Connection& connection,
                                            std::string_view kind,
                                            std::string_view after,
                                            std::int64_t limit) {
    return list_rows<RecordRow>(connection, record_of_kind_sql, kind, after, limit);
}

}  // namespace baton::store
