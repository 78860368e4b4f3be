#include "engine/notice_wishes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/command.hpp"
#include "engine/deal_commands.hpp"
#include "engine/desk.hpp"
#include "engine/notice.hpp"
#include "engine/people.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view record_name = "notification";
constexpr int minutes_max = 24 * 60;
constexpr int days_of_week = 7;

constexpr std::array<std::string_view, notice_kinds.size()> kind_names{"offered",
                                                                       "due_soon",
                                                                       "breached",
                                                                       "escalated",
                                                                       "reassigned",
                                                                       "taken",
                                                                       "rejected",
                                                                       "disputed",
                                                                       "answered",
                                                                       "praised",
                                                                       "mentioned",
                                                                       "sign_opened",
                                                                       "task_due"};
constexpr std::array<std::string_view, 3> mail_names{"at_once", "digest", "never"};

std::string mail_property(NoticeKind kind) {
    return fmt::format("mail_{}", name(kind));
}

std::optional<int> number_in(const ledger::Timeline& timeline,
                             const ledger::Record& record,
                             std::string_view name) {
    const Value value = timeline.value(record.properties, name, Instant::latest());
    const auto* number = std::get_if<Decimal>(&value);
    return number == nullptr ? std::nullopt : std::optional(int(number->millionths / decimal_one));
}

Value number(int minutes) {
    return Decimal{minutes * decimal_one};
}

void read_mail(const ledger::Timeline& timeline,
               const ledger::Record& record,
               NoticeWishes& wishes) {
    for (const NoticeKind kind : notice_kinds) {
        const std::string said =
            text_of(timeline, record.properties, mail_property(kind), Instant::latest());
        const auto* const found = std::ranges::find(mail_names, said);
        if (found != mail_names.end()) {
            wishes.mail.at(static_cast<std::size_t>(kind)) =
                static_cast<MailWish>(found - mail_names.begin());
        }
    }
}

std::set<NoticeKind> urgent_in(const ledger::Timeline& timeline, const ledger::Record& record) {
    std::set<NoticeKind> urgent;
    const Value value = timeline.value(record.properties, "urgent", Instant::latest());
    const auto* names = std::get_if<std::vector<std::string>>(&value);
    if (names == nullptr) {
        return urgent;
    }
    for (const std::string& each : *names) {
        if (const auto kind = find_notice_kind(each); kind && may_be_urgent(*kind)) {
            urgent.insert(*kind);
        }
    }
    return urgent;
}

Done check(const NoticeWishes& wishes) {
    std::vector<Problem> problems;
    const auto minute = [&](int value, std::string where) {
        if (value < 0 || value >= minutes_max) {
            problems.push_back({std::move(where), "expected a time of the day"});
        }
    };
    minute(wishes.quiet_from, "/quiet_from");
    minute(wishes.quiet_to, "/quiet_to");
    minute(wishes.weekly_at, "/weekly_at");
    minute(wishes.daily_at.value_or(0), "/daily_at");
    if (const int day = wishes.weekly_on.value_or(0); day < 0 || day >= days_of_week) {
        problems.push_back({"/weekly_on", "expected a day of the week"});
    }
    for (const NoticeKind kind : wishes.urgent) {
        if (!may_be_urgent(kind)) {
            problems.push_back({"/urgent", fmt::format("{} is never urgent", name(kind))});
        }
    }
    return problems.empty() ? Done()
                            : fail(Failure::invalid, "You cannot be told so.", std::move(problems));
}

ledger::Properties properties_of(const NoticeWishes& wishes) {
    ledger::Properties properties;
    for (const NoticeKind kind : notice_kinds) {
        properties.emplace_back(
            mail_property(kind),
            std::string(mail_names.at(static_cast<std::size_t>(wishes.of(kind)))));
    }
    std::vector<std::string> urgent;
    for (const NoticeKind kind : wishes.urgent) {
        urgent.emplace_back(name(kind));
    }
    properties.emplace_back("urgent", urgent.empty() ? Value(Unknown{}) : Value(urgent));
    properties.emplace_back("quiet_from", number(wishes.quiet_from));
    properties.emplace_back("quiet_to", number(wishes.quiet_to));
    properties.emplace_back("daily_at",
                            wishes.daily_at ? number(*wishes.daily_at) : Value(Unknown{}));
    properties.emplace_back("weekly_on", number(wishes.weekly_on.value_or(-1)));
    properties.emplace_back("weekly_at", number(wishes.weekly_at));
    return properties;
}

}  // namespace

std::string_view name(NoticeKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<NoticeKind> find_notice_kind(std::string_view name) {
    const auto* const found = std::ranges::find(kind_names, name);
    return found == kind_names.end()
               ? std::nullopt
               : std::optional(static_cast<NoticeKind>(found - kind_names.begin()));
}

std::array<MailWish, notice_kinds.size()> NoticeWishes::usual_mail() {
    std::array<MailWish, notice_kinds.size()> mail{};
    mail.fill(MailWish::at_once);
    for (const NoticeKind kind : {NoticeKind::taken,
                                  NoticeKind::rejected,
                                  NoticeKind::praised,
                                  NoticeKind::sign_opened,
                                  NoticeKind::task_due}) {
        mail.at(static_cast<std::size_t>(kind)) = MailWish::digest;
    }
    return mail;
}

bool may_be_urgent(NoticeKind kind) {
    return kind == NoticeKind::due_soon || kind == NoticeKind::breached ||
           kind == NoticeKind::escalated;
}

bool is_quiet(const NoticeWishes& wishes, const TimeZone& zone, Instant at) {
    const int minute = zone.minute_of(at);
    if (wishes.quiet_from <= wishes.quiet_to) {
        return minute >= wishes.quiet_from && minute < wishes.quiet_to;
    }
    return minute >= wishes.quiet_from || minute < wishes.quiet_to;
}

std::optional<Instant> mail_at(const NoticeWishes& wishes,
                               NoticeKind kind,
                               const TimeZone& zone,
                               Instant now) {
    if (wishes.of(kind) != MailWish::at_once) {
        return std::nullopt;
    }
    if (wishes.urgent.contains(kind) || !is_quiet(wishes, zone, now)) {
        return now;
    }
    const Date today = zone.day_of(now);
    const bool over_midnight =
        wishes.quiet_from > wishes.quiet_to && zone.minute_of(now) >= wishes.quiet_from;
    const Instant end =
        zone.at_wall_clock({.days = today.days + (over_midnight ? 1 : 0)}, wishes.quiet_to);
    return std::max(end, now);  // where the clock is set back, the hour comes twice
}

std::optional<Instant> digest_due(const NoticeWishes& wishes,
                                  DigestSpan span,
                                  const TimeZone& zone,
                                  Instant now) {
    const bool weekly = span == DigestSpan::week;
    if (weekly ? !wishes.weekly_on : !wishes.daily_at) {
        return std::nullopt;
    }
    const int minute = weekly ? wishes.weekly_at : wishes.daily_at.value_or(0);
    Date day = zone.day_of(now);
    if (weekly) {
        day.days -= (weekday_of(day) - *wishes.weekly_on + days_of_week) % days_of_week;
    }
    const Instant due = zone.at_wall_clock(day, minute);
    if (due <= now) {
        return due;
    }
    return zone.at_wall_clock({.days = day.days - (weekly ? days_of_week : 1)}, minute);
}

NoticeWishes wishes_of(const ledger::Timeline& timeline, std::string_view person) {
    NoticeWishes wishes;
    const ledger::Record* record = timeline.find_record(record_name, person);
    if (record == nullptr) {
        return wishes;
    }
    read_mail(timeline, *record, wishes);
    wishes.urgent = urgent_in(timeline, *record);
    wishes.quiet_from = number_in(timeline, *record, "quiet_from").value_or(wishes.quiet_from);
    wishes.quiet_to = number_in(timeline, *record, "quiet_to").value_or(wishes.quiet_to);
    wishes.daily_at = number_in(timeline, *record, "daily_at");
    wishes.weekly_at = number_in(timeline, *record, "weekly_at").value_or(wishes.weekly_at);
    const int day = number_in(timeline, *record, "weekly_on").value_or(0);
    wishes.weekly_on = day < 0 ? std::nullopt : std::optional(day);
    return wishes;
}

Result<Receipt> set_wishes(Desk& desk, const NoticeWishes& wishes, const Because& because) {
    TRY(check(wishes));
    return change_record(desk,
                         {.record = std::string(record_name),
                          .key = because.by,
                          .properties = properties_of(wishes)},
                         because);
}

TimeZone zone_of(const ledger::Timeline& timeline,
                 std::string_view person,
                 const TimeZone& otherwise,
                 Instant at) {
    const ledger::Record* user = timeline.find_record("user", person);
    const auto own = user == nullptr
                         ? Result<TimeZone>(otherwise)
                         : TimeZone::find(text_of(timeline, user->properties, "time_zone", at));
    return own ? *own : otherwise;
}

}  // namespace baton::engine
