#include "store/notices.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "store/notices_sql.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

std::optional<Instant> instant_in(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt
                               : std::optional(Instant{.micros = row.integer(column)});
}

NoticeRow notice_of(const Statement& row) {
    constexpr int due_column = 8;
    constexpr int seen_column = 9;
    constexpr int mail_column = 10;
    return {.person = std::string(row.text(0)),
            .id = row.integer(1),
            .kind = std::string(row.text(2)),
            .at = {row.integer(3)},
            .contact = {row.integer(4)},
            .subject = std::string(row.text(5)),
            .word = std::string(row.text(6)),
            .by = std::string(row.text(7)),
            .due_at = instant_in(row, due_column),
            .seen_at = instant_in(row, seen_column),
            .mail_at = instant_in(row, mail_column)};
}

Result<std::vector<NoticeRow>> notices(Statement statement) {
    std::vector<NoticeRow> rows;
    while (TRY(statement.step())) {
        rows.push_back(notice_of(statement));
    }
    return rows;
}

}  // namespace

Done add_notice(Connection& connection, const NoticeRow& notice) {
    return connection.run(insert_notice_sql,
                          std::string_view(notice.person),
                          notice.id,
                          std::string_view(notice.kind),
                          notice.at,
                          notice.contact,
                          std::string_view(notice.subject),
                          std::string_view(notice.word),
                          std::string_view(notice.by),
                          notice.due_at,
                          std::int64_t{notice.fact.bucket},
                          notice.fact.seq,
                          notice.mail_at);
}

Done withdraw_notices(Connection& connection,
                      const ledger::Position& fact,
                      const ledger::Position& by) {
    TRY(connection.run(withdraw_notices_sql,
                       std::int64_t{fact.bucket},
                       fact.seq,
                       std::int64_t{by.bucket},
                       by.seq));
    return connection.run(reinstate_notices_sql, std::int64_t{fact.bucket}, fact.seq);
}

Result<std::vector<NoticeRow>> list_notices(Connection& connection,
                                            std::string_view person,
                                            const NoticeAsk& ask) {
    auto statement = TRY(connection.prepare(list_notices_sql));
    statement.bind_all(person,
                       ask.before > 0 ? ask.before : std::numeric_limits<std::int64_t>::max(),
                       std::int64_t{ask.unseen ? 1 : 0},
                       ask.limit);
    return notices(std::move(statement));
}

Result<std::optional<NoticeRow>> find_notice(Connection& connection,
                                             std::string_view person,
                                             std::int64_t id) {
    auto statement = TRY(connection.prepare(find_notice_sql));
    statement.bind_all(person, id);
    if (!TRY(statement.step())) return std::nullopt;
    return notice_of(statement);
}

Result<std::vector<NoticeRow>> notices_of_contact(Connection& connection,
                                                  ContactId contact,
                                                  Instant since) {
    auto statement = TRY(connection.prepare(notices_of_contact_sql));
    statement.bind_all(contact, since);
    return notices(std::move(statement));
}

Result<std::vector<NoticeRow>> notices_between(
    Connection& connection, std::string_view person, Instant from, Instant to, std::int64_t limit) {
    auto statement = TRY(connection.prepare(notices_between_sql));
    statement.bind_all(person, from, to, limit);
    return notices(std::move(statement));
}

Result<std::int64_t> count_unseen(Connection& connection, std::string_view person) {
    const auto count = TRY(connection.find_integer(count_unseen_sql, person));
    return count.value_or(0);
}

Result<std::vector<std::int64_t>> see_notices(Connection& connection,
                                              std::string_view person,
                                              std::span<const std::int64_t> ids,
                                              Instant at) {
    std::vector<std::int64_t> seen;
    for (const std::int64_t id : ids) {
        TRY(connection.run(see_notice_sql, person, id, at));
        if (connection.changed_rows() > 0) {
            seen.push_back(id);
        }
    }
    return seen;
}

Result<std::vector<std::int64_t>> see_notices_until(Connection& connection,
                                                    std::string_view person,
                                                    std::int64_t until,
                                                    Instant at) {
    std::vector<std::int64_t> ids;
    {
        auto statement = TRY(connection.prepare(unseen_until_sql));
        statement.bind_all(person, until);
        while (TRY(statement.step())) {
            ids.push_back(statement.integer(0));
        }
    }
    return see_notices(connection, person, ids, at);
}

Done see_mentions(Connection& connection, std::string_view person, Instant until) {
    return connection.run(see_mentions_sql, person, until);
}

Done unsee_notices(Connection& connection,
                   std::string_view person,
                   std::span<const std::int64_t> ids) {
    for (const std::int64_t id : ids) {
        TRY(connection.run(unsee_notice_sql, person, id));
    }
    return {};
}

Result<std::vector<NoticeRow>> unmailed_notices(Connection& connection,
                                                Instant now,
                                                std::int64_t limit) {
    auto statement = TRY(connection.prepare(unmailed_notices_sql));
    statement.bind_all(now, limit);
    return notices(std::move(statement));
}

Result<std::optional<Instant>> next_mail(Connection& connection) {
    const auto at = TRY(connection.find_integer(next_mail_sql));
    return at ? std::optional(Instant{.micros = *at}) : std::nullopt;
}

Done set_mailed(Connection& connection,
                std::string_view person,
                std::int64_t id,
                std::int64_t message) {
    return connection.run(mailed_notice_sql, person, id, message);
}

Done skip_mails(Connection& connection) {
    return connection.run(skip_mails_sql);
}

Done see_old_notices(Connection& connection, Instant before, std::int64_t after) {
    return connection.run(see_old_notices_sql, before, after);
}

Done erase_notices(Connection& connection, ContactId contact) {
    return connection.run(erase_notices_sql, contact.value);
}

Done forget_notices(Connection& connection, Instant before) {
    return connection.run(forget_notices_sql, before);
}

}  // namespace baton::store
