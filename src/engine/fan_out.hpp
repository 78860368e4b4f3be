#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// A company's change on its way to all its contacts: one entry in the ledger, and then batches of
// contacts that are read again, each in a group of its own, so that nobody waits for all of them.
namespace baton::engine {

// From how many contacts on a company's change is worked off in batches, and of how many.
struct FanOutLimits {
    std::size_t above = 500;
    std::size_t batch = 250;
};

struct FanOut {
    CompanyId company;
    ledger::Position cause;
    Instant at;                                                     // of the change
    std::vector<std::pair<ContactId, ledger::Slot>> contacts = {};  // by id
    std::size_t done = 0;                                           // of these, in order
    bool resumed = false;  // after a start: histories are new already, the tables are not
    std::map<ledger::Slot, std::string> told = {};  // when resumed: what the tables say
};

// What a group of commands did to fan-outs, to be kept with it.
struct FanOutStep {
    CompanyId company;
    ledger::Position cause;
    bool begun = false;
    ContactId cursor = {};  // the last contact that is done
    bool done = false;
    bool operator==(const FanOutStep&) const = default;
};

// How far one is, for people.
struct FanOutProgress {
    CompanyId company;
    std::size_t contacts = 0;
    std::size_t done = 0;
};

}  // namespace baton::engine
