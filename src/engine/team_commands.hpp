#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// When people and teams work, and how much and what they may be given: read by clocks and routing.
namespace baton::engine {

// What is not given stays; an empty text or list takes back what was said.
struct WorkingTime {
    std::optional<std::string> time_zone = {};
    std::optional<std::vector<std::string>> work_days = {};  // mon … sun
    std::optional<std::string> work_from = {};               // 09:00
    std::optional<std::string> work_to = {};
    std::optional<std::vector<std::string>> holidays = {};   // 2026-12-25
    std::optional<std::int64_t> most_open = {};              // -1: no cap
    std::optional<std::string> away_from = {};               // of a person; the first day away
    std::optional<std::string> away_until = {};              // the last
    std::optional<std::vector<std::string>> languages = {};  // of a person: de, en
    std::optional<std::int64_t> share = {};  // of a person: of the offers, 1 to handoff::share_max
};

// What a `user` or `team` record says; what it does not say is not there.
[[nodiscard]] WorkingTime working_time_of(const ledger::Timeline& timeline,
                                          const ledger::Tracks& tracks,
                                          Instant at);

// Names every problem: a zone, a day or an hour that does not exist, hours that never open, also
// together with what the record says already.
[[nodiscard]] Done check(const ledger::Timeline& timeline,
                         std::string_view record,
                         std::string_view key,
                         const WorkingTime& time);
[[nodiscard]] ledger::Properties properties_of(const WorkingTime& time);

Result<Receipt> change_team(Desk& desk,
                            const std::string& team,
                            const WorkingTime& time,
                            const Because& because);

}  // namespace baton::engine
