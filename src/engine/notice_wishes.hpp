#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/notice.hpp"
#include "ledger/timeline.hpp"

// How a person wants to be told. In the page always; by mail as they say. Record `notification`,
// key: the person; what it does not say is as `NoticeWishes` begins.
namespace baton::engine {

enum class MailWish : std::uint8_t { at_once, digest, never };

BOOST_DESCRIBE_ENUM(MailWish, at_once, digest, never)

// Times are minutes after local midnight, in the person's zone.
struct NoticeWishes {
    std::array<MailWish, notice_kinds.size()> mail = usual_mail();
    std::set<NoticeKind> urgent = {};  // quiet hours do not hold these back
    int quiet_from = 20 * 60;
    int quiet_to = 7 * 60;  // the same as `quiet_from`: no quiet hours
    std::optional<int> daily_at = {};
    std::optional<int> weekly_on = 0;  // 0 Monday … 6 Sunday
    int weekly_at = 8 * 60;

    [[nodiscard]] MailWish of(NoticeKind kind) const {
        return mail.at(static_cast<std::size_t>(kind));
    }

    static std::array<MailWish, notice_kinds.size()> usual_mail();
    bool operator==(const NoticeWishes&) const = default;
};

// What may be urgent: what is late, or about to be.
[[nodiscard]] bool may_be_urgent(NoticeKind kind);

[[nodiscard]] bool is_quiet(const NoticeWishes& wishes, const TimeZone& zone, Instant at);

// When it goes out by mail: now, or when the quiet hours end; nullopt when not by itself.
[[nodiscard]] std::optional<Instant> mail_at(const NoticeWishes& wishes,
                                             NoticeKind kind,
                                             const TimeZone& zone,
                                             Instant now);

// The last instant at or before `now` at which a digest is due; nullopt for who wants none.
enum class DigestSpan : std::uint8_t { day, week };
[[nodiscard]] std::optional<Instant> digest_due(const NoticeWishes& wishes,
                                                DigestSpan span,
                                                const TimeZone& zone,
                                                Instant now);

[[nodiscard]] NoticeWishes wishes_of(const ledger::Timeline& timeline, std::string_view person);

// Records what differs from what holds. invalid for an urgent kind that may not be, or for a time
// that is none.
[[nodiscard]] Result<Receipt> set_wishes(Desk& desk,
                                         const NoticeWishes& wishes,
                                         const Because& because);

// The person's own zone, else `otherwise`.
[[nodiscard]] TimeZone zone_of(const ledger::Timeline& timeline,
                               std::string_view person,
                               const TimeZone& otherwise,
                               Instant at);

}  // namespace baton::engine
