#pragma once

#include <string_view>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/duration.hpp"

// Whose working time counts: a team's or a person's own, where their record says so, else the
// agreement's. Records `team` (key: its name) and `user` (key: e-mail address) may hold time_zone,
// work_days ([mon, tue, …]), work_from and work_to ("09:00"), and holidays ([2026-12-25, …]). What
// they leave out is as it would be without them; hours in which nobody ever works are left out.
namespace baton::handoff {

// What clocks of handoffs to that team run on.
[[nodiscard]] lifecycle::Calendar team_calendar(const ledger::Timeline& timeline,
                                                std::string_view team,
                                                const agreement::Agreement& agreement,
                                                Instant at);

// When that person works, in a team of this calendar.
[[nodiscard]] lifecycle::Calendar user_calendar(const ledger::Timeline& timeline,
                                                std::string_view email,
                                                const lifecycle::Calendar& team,
                                                Instant at);

// Whether the hours are open at `at`; always, without hours.
[[nodiscard]] bool is_open_at(const lifecycle::Calendar& calendar, Instant at);

// "mon" … "sun" as 0 … 6, and "09:30" as minutes after midnight up to 24:00; -1 for anything else.
[[nodiscard]] int find_weekday(std::string_view word);
[[nodiscard]] int minute_of_day(std::string_view text);

}  // namespace baton::handoff
