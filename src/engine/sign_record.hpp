#pragma once

#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "engine/command.hpp"
#include "goals/sign.hpp"
#include "ledger/timeline.hpp"

// That a sign opened or closed is a fact: record `sign`, key: the sign's; state (open, clear),
// since, subjects. So it is known as of any day, and announced to the outside.
namespace baton::engine {

struct RecordedSign {
    bool open = false;
    Instant since;  // when it opened or closed, by its weeks
};

// nullopt when it never opened by `at`.
[[nodiscard]] std::optional<RecordedSign> recorded_sign(const ledger::Timeline& timeline,
                                                        std::string_view key,
                                                        Instant at);

// Records what differs from what is recorded; nothing for a sign that never opened. What has not
// enough to be judged by keeps its state.
[[nodiscard]] Result<Receipt> record_signs(Desk& desk, const std::vector<goals::SignState>& states);

// Whether `record_signs` would record anything.
[[nodiscard]] bool differs(const ledger::Timeline& timeline,
                           const std::vector<goals::SignState>& states);

}  // namespace baton::engine
