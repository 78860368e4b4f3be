#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "store/sqlite/connection.hpp"

// What people here are told of a fact, and what they have seen of it. Rows hold ids alone; none of
// it is in the ledger or in the state hash. Writers inside a Transaction.
namespace baton::store {

struct NoticeRow {
    std::string person = {};  // who is told: a user's e-mail address
    std::int64_t id = 0;      // rises
    std::string kind = {};
    Instant at = {};
    ContactId contact = {};    // zero for what concerns none
    std::string subject = {};  // the key of the record it is about, after its kind
    std::string word = {};     // of a closed set, after its kind
    std::string by = {};
    std::optional<Instant> due_at = {};
    ledger::Position fact = {};
    std::optional<Instant> seen_at = {};
    std::optional<Instant> mail_at = {};  // when it goes out by mail, unless it was seen by then
    bool operator==(const NoticeRow&) const = default;
};

// Nothing happens when the person was told of that fact before.
[[nodiscard]] Done add_notice(Connection& connection, const NoticeRow& notice);

// The fact was taken back by the one that stands at `by`. What that position itself had withdrawn
// is there again when it is taken back.
[[nodiscard]] Done withdraw_notices(Connection& connection,
                                    const ledger::Position& fact,
                                    const ledger::Position& by);

struct NoticeAsk {
    std::int64_t before = 0;  // an id; 0: from the newest
    bool unseen = false;      // only these
    std::int64_t limit = 50;
};

// The newest first.
[[nodiscard]] Result<std::vector<NoticeRow>> list_notices(Connection& connection,
                                                          std::string_view person,
                                                          const NoticeAsk& ask);
[[nodiscard]] Result<std::optional<NoticeRow>> find_notice(Connection& connection,
                                                           std::string_view person,
                                                           std::int64_t id);
// Of everybody, about a contact, since then, in the order in which they were told.
[[nodiscard]] Result<std::vector<NoticeRow>> notices_of_contact(Connection& connection,
                                                                ContactId contact,
                                                                Instant since);
// Of one person, within [from, to), the newest first.
[[nodiscard]] Result<std::vector<NoticeRow>> notices_between(
    Connection& connection, std::string_view person, Instant from, Instant to, std::int64_t limit);
[[nodiscard]] Result<std::int64_t> count_unseen(Connection& connection, std::string_view person);

// Those of them that were not seen before. They are seen from then on.
[[nodiscard]] Result<std::vector<std::int64_t>> see_notices(Connection& connection,
                                                            std::string_view person,
                                                            std::span<const std::int64_t> ids,
                                                            Instant at);
// All up to that id.
[[nodiscard]] Result<std::vector<std::int64_t>> see_notices_until(Connection& connection,
                                                                  std::string_view person,
                                                                  std::int64_t until,
                                                                  Instant at);
// All notes that call the person, up to then.
[[nodiscard]] Done see_mentions(Connection& connection, std::string_view person, Instant until);
[[nodiscard]] Done unsee_notices(Connection& connection,
                                 std::string_view person,
                                 std::span<const std::int64_t> ids);

// What is to go out by mail and has not, in the order of people.
[[nodiscard]] Result<std::vector<NoticeRow>> unmailed_notices(Connection& connection,
                                                              Instant now,
                                                              std::int64_t limit);
// When the next does; nullopt when nothing waits.
[[nodiscard]] Result<std::optional<Instant>> next_mail(Connection& connection);
// It goes out with that message of the outbox; a negative one: with none.
[[nodiscard]] Done set_mailed(Connection& connection,
                              std::string_view person,
                              std::int64_t id,
                              std::int64_t message);
// What waits until now does not go out.
[[nodiscard]] Done skip_mails(Connection& connection);

// What is older was seen `after` micros after it happened.
[[nodiscard]] Done see_old_notices(Connection& connection, Instant before, std::int64_t after);
// What anybody was told of a contact.
[[nodiscard]] Done erase_notices(Connection& connection, ContactId contact);
[[nodiscard]] Done forget_notices(Connection& connection, Instant before);

}  // namespace baton::store
