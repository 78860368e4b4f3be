#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/notice.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "store/notices.hpp"

// What a person was told, as pages and mails read it, and what they have seen of it.
namespace baton::engine {

// Named as everything is called now. `text` is a note's, a task's or a sign's; `reason` what was
// said with it.
struct NoticeView {
    std::string id = {};
    NoticeKind kind = NoticeKind::offered;
    Instant at = {};
    std::optional<UserRef> by = {};
    std::optional<ContactRef> contact = {};
    std::optional<NamedRef> company = {};
    std::optional<NamedRef> deal = {};
    std::optional<std::string> sign = {};  // its key
    std::optional<std::string> text = {};
    std::optional<std::string> reason = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> seen_at = {};
};

BOOST_DESCRIBE_STRUCT(
    NoticeView, (), (id, kind, at, by, contact, company, deal, sign, text, reason, due_at, seen_at))

// nullopt when what it is about is gone: erased, deleted, taken back.
[[nodiscard]] std::optional<NoticeView> notice_view(const Workspace::View& view,
                                                    const store::NoticeRow& row,
                                                    Instant now);

struct InboxAsk {
    std::string person = {};
    std::int64_t before = 0;  // an id; 0: from the newest
    bool unseen = false;
    std::size_t limit = 50;
};

struct Inbox {
    std::vector<NoticeView> rows = {};
    std::optional<std::int64_t> next = {};  // ask before it
    std::int64_t unseen = 0;                // of all
};

// The newest first. Not from the writer's thread.
[[nodiscard]] Result<Inbox> inbox_of(Workspace& workspace, const InboxAsk& ask);

// What somebody looked at: these, or all up to an id. Which of them were new: what `unsee` takes
// back. Durable when it returns; not from the writer's thread.
struct SeenAsk {
    std::string person = {};
    std::vector<std::int64_t> ids = {};
    std::int64_t until = 0;
};

[[nodiscard]] Result<std::vector<std::int64_t>> see(Workspace& workspace, const SeenAsk& ask);
[[nodiscard]] Done unsee(Workspace& workspace,
                         const std::string& person,
                         const std::vector<std::int64_t>& ids);

// Everybody looked at what is older, soon after it was told: for a history that was invented.
[[nodiscard]] Done see_older(Workspace& workspace, Instant before);

// Who was told of a handoff, and when they looked at it.
struct SeenReceipt {
    UserRef who = {};
    NoticeKind kind = NoticeKind::offered;
    Instant told_at = {};
    std::optional<Instant> seen_at = {};
};

BOOST_DESCRIBE_STRUCT(SeenReceipt, (), (who, kind, told_at, seen_at))

// Of the contact's last handoff: the offer and what was said of its lateness, the first first.
[[nodiscard]] Result<std::vector<SeenReceipt>> receipts_of(Workspace& workspace, ContactId contact);

}  // namespace baton::engine
