#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"

// What people here are told.
namespace baton::engine {

enum class NoticeKind : std::uint8_t {
    offered,      // a handoff is yours to answer
    due_soon,     // yours is about to be late
    breached,     // yours is late
    escalated,    // somebody else's waits, and you are told
    reassigned,   // an accepted handoff is yours now
    taken,        // one of yours is somebody else's now
    rejected,     // sales gave back a lead that you answer for
    disputed,     // marketing disputes a rejection of yours
    answered,     // your rejection or your dispute was answered
    praised,      // a lead that you answer for was a great one
    mentioned,    // a note calls you
    sign_opened,  // a warning sign of misalignment opened
    task_due,     // a task of yours reminds you
};

BOOST_DESCRIBE_ENUM(NoticeKind,
                    offered,
                    due_soon,
                    breached,
                    escalated,
                    reassigned,
                    taken,
                    rejected,
                    disputed,
                    answered,
                    praised,
                    mentioned,
                    sign_opened,
                    task_due)

inline constexpr std::array notice_kinds{NoticeKind::offered,
                                         NoticeKind::due_soon,
                                         NoticeKind::breached,
                                         NoticeKind::escalated,
                                         NoticeKind::reassigned,
                                         NoticeKind::taken,
                                         NoticeKind::rejected,
                                         NoticeKind::disputed,
                                         NoticeKind::answered,
                                         NoticeKind::praised,
                                         NoticeKind::mentioned,
                                         NoticeKind::sign_opened,
                                         NoticeKind::task_due};

[[nodiscard]] std::string_view name(NoticeKind kind);
[[nodiscard]] std::optional<NoticeKind> find_notice_kind(std::string_view name);

// One person is told of one fact. It names records by their ids alone.
struct Notice {
    std::string person = {};
    NoticeKind kind = NoticeKind::offered;
    Instant at = {};
    ContactId contact = {};
    std::string subject = {};  // the key of a note, a task or a sign
    std::string word = {};     // a reason, an answer, a clock, a step of an escalation
    std::string by = {};
    std::optional<Instant> due_at = {};
    ledger::Position fact = {};
    std::optional<Instant> mail_at = {};  // none: it does not go out by itself
    bool operator==(const Notice&) const = default;
};

}  // namespace baton::engine
