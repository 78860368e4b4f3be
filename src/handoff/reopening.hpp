#pragma once

#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// A rejection that was disputed and taken back stands with the offer that it had answered: record
// `offer`, properties rejected_at and reopened_at, always written together.
namespace baton::handoff {

struct Reopening {
    Instant rejected_at;
    Instant reopened_at;  // its clocks begin anew
    bool operator==(const Reopening&) const = default;
};

[[nodiscard]] ledger::RecordChanged record_of(const Reopening& reopening,
                                              ContactId contact,
                                              Instant offered_at);

// Of the offer made then, the first first.
[[nodiscard]] std::vector<Reopening> find_reopenings(const ledger::Timeline& timeline,
                                                     const ledger::Contact& contact,
                                                     Instant offered_at);

}  // namespace baton::handoff
