#pragma once

#include "store/sqlite/named_sql.hpp"

// What people here are told, and what they have seen of it. None of it is part of the state that a
// replay rebuilds.
namespace baton::store {

constexpr NamedSql insert_notice_sql{
    .name = "notice/insert",
    .text =
        "INSERT INTO notice (person, id, kind, at, contact, subject, word, by_whom, due_at, "
        "fact_bucket, fact_seq, mail_at, mail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
        "?11, ?12, 0) ON CONFLICT (fact_bucket, fact_seq, person, kind, contact) DO NOTHING",
};

constexpr NamedSql withdraw_notices_sql{
    .name = "notice/withdraw",
    .text =
        "UPDATE notice SET withdrawn_bucket = ?3, withdrawn_seq = ?4 WHERE fact_bucket = ?1 AND "
        "fact_seq = ?2 AND withdrawn_seq IS NULL",
};

constexpr NamedSql reinstate_notices_sql{
    .name = "notice/reinstate",
    .text =
        "UPDATE notice SET withdrawn_bucket = NULL, withdrawn_seq = NULL WHERE withdrawn_bucket = "
        "?1 AND withdrawn_seq = ?2",
};

constexpr NamedSql list_notices_sql{
    .name = "notice/list",
    .text =
        "SELECT person, id, kind, at, contact, subject, word, by_whom, due_at, seen_at, mail_at "
        "FROM notice WHERE person = ?1 AND id < ?2 AND withdrawn_seq IS NULL AND (?3 = 0 OR "
        "seen_at IS NULL) ORDER BY id DESC LIMIT ?4",
};

constexpr NamedSql notices_of_contact_sql{
    .name = "notice/of_contact",
    .text =
        "SELECT person, id, kind, at, contact, subject, word, by_whom, due_at, seen_at, mail_at "
        "FROM notice WHERE contact = ?1 AND at >= ?2 AND withdrawn_seq IS NULL ORDER BY id",
};

constexpr NamedSql unmailed_notices_sql{
    .name = "notice/unmailed",
    .text =
        "SELECT person, id, kind, at, contact, subject, word, by_whom, due_at, seen_at, mail_at "
        "FROM notice WHERE mail_at IS NOT NULL AND mail = 0 AND mail_at <= ?1 AND withdrawn_seq "
        "IS NULL ORDER BY person, id LIMIT ?2",
};

constexpr NamedSql next_mail_sql{
    .name = "notice/next_mail",
    .text =
        "SELECT MIN(mail_at) FROM notice WHERE mail_at IS NOT NULL AND mail = 0 AND withdrawn_seq "
        "IS NULL",
};

constexpr NamedSql notices_between_sql{
    .name = "notice/between",
    .text =
        "SELECT person, id, kind, at, contact, subject, word, by_whom, due_at, seen_at, mail_at "
        "FROM notice WHERE person = ?1 AND at >= ?2 AND at < ?3 AND withdrawn_seq IS NULL ORDER "
        "BY id DESC LIMIT ?4",
};

constexpr NamedSql find_notice_sql{
    .name = "notice/find",
    .text =
        "SELECT person, id, kind, at, contact, subject, word, by_whom, due_at, seen_at, mail_at "
        "FROM notice WHERE person = ?1 AND id = ?2 AND withdrawn_seq IS NULL",
};

constexpr NamedSql count_unseen_sql{
    .name = "notice/count_unseen",
    .text =
        "SELECT COUNT(*) FROM notice WHERE person = ?1 AND seen_at IS NULL AND withdrawn_seq IS "
        "NULL",
};

constexpr NamedSql unseen_until_sql{
    .name = "notice/unseen_until",
    .text =
        "SELECT id FROM notice WHERE person = ?1 AND id <= ?2 AND seen_at IS NULL AND "
        "withdrawn_seq IS NULL ORDER BY id",
};

constexpr NamedSql see_notice_sql{
    .name = "notice/see",
    .text = "UPDATE notice SET seen_at = ?3 WHERE person = ?1 AND id = ?2 AND seen_at IS NULL",
};

constexpr NamedSql see_mentions_sql{
    .name = "notice/see_mentions",
    .text =
        "UPDATE notice SET seen_at = ?2 WHERE person = ?1 AND kind = 'mentioned' AND at <= ?2 AND "
        "seen_at IS NULL",
};

constexpr NamedSql unsee_notice_sql{
    .name = "notice/unsee",
    .text = "UPDATE notice SET seen_at = NULL WHERE person = ?1 AND id = ?2",
};

constexpr NamedSql mailed_notice_sql{
    .name = "notice/mailed",
    .text = "UPDATE notice SET mail = ?3 WHERE person = ?1 AND id = ?2",
};

constexpr NamedSql skip_mails_sql{
    .name = "notice/skip_mails",
    .text = "UPDATE notice SET mail_at = NULL WHERE mail_at IS NOT NULL AND mail = 0",
};

constexpr NamedSql see_old_notices_sql{
    .name = "notice/see_old",
    .text = "UPDATE notice SET seen_at = at + ?2, mail_at = NULL WHERE at < ?1 AND seen_at IS NULL",
};

constexpr NamedSql erase_notices_sql{
    .name = "notice/erase",
    .text = "DELETE FROM notice WHERE contact = ?1",
};

constexpr NamedSql forget_notices_sql{
    .name = "notice/forget",
    .text = "DELETE FROM notice WHERE at < ?1",
};

}  // namespace baton::store
