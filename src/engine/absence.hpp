#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"

// Who is here, and who steps in. A `user` record may hold available (false: away until it is true
// again), away_from and away_until (the last day away), in the person's time zone.
namespace baton::engine {

// "away until 2026-08-14", "not available"; nullopt for somebody who is here. `zone` is for who
// has none of their own.
[[nodiscard]] std::optional<std::string> away_words(const ledger::Timeline& timeline,
                                                    std::string_view email,
                                                    const TimeZone& zone,
                                                    Instant at);

// The next instant after `at` at which somebody leaves or is back; latest() when nobody does.
[[nodiscard]] Instant next_absence_change(const ledger::Timeline& timeline,
                                          const TimeZone& zone,
                                          Instant at);

// How many open handoffs somebody may hold: most_open of the user, else of the team.
[[nodiscard]] std::optional<int> most_open_of(const ledger::Timeline& timeline,
                                              std::string_view email,
                                              std::string_view team,
                                              Instant at);

// The manager of the team, else any manager; empty without one.
[[nodiscard]] std::string manager_of(const ledger::Timeline& timeline,
                                     std::string_view team,
                                     Instant at);

// Empty without one.
[[nodiscard]] std::string alignment_lead(const ledger::Timeline& timeline, Instant at);

// The workspace's setting last_resort, whether or not that person works here; empty without it.
[[nodiscard]] std::string named_last_resort(const ledger::Timeline& timeline, Instant at);

// Who takes what nobody else can: the workspace's setting last_resort, else the team's manager;
// empty without either.
[[nodiscard]] std::string owner_of_last_resort(const ledger::Timeline& timeline,
                                               std::string_view team,
                                               Instant at);

}  // namespace baton::engine
