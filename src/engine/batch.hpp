#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/fan_out.hpp"
#include "ledger/event.hpp"

namespace baton::store {
struct Writing;
}  // namespace baton::store

namespace baton::engine {

// A message for the world outside, kept in the same transaction as its cause. It names records by
// their ids alone: what they are called is read when it is sent (messages.hpp).
struct Outgoing {
    std::string type;
    std::string body;
    std::vector<std::int64_t> receivers;  // webhooks
    bool operator==(const Outgoing&) const = default;
};

// A contact came to a stage by its criterion.
struct StageEntered {
    ContactId contact;
    std::string stage;
    Instant at;
    bool operator==(const StageEntered&) const = default;
};

// A message that was refused or in doubt, for people to read and to replay.
struct KeptAside {
    Instant received;
    std::string source;
    std::string reason;
    std::string body;
    bool operator==(const KeptAside&) const = default;
};

// What is to be committed together: the events in the order they were recorded, and which of the
// tables' rows have to be written afresh because of them.
struct Batch {
    std::vector<ledger::Event> events;
    std::vector<std::int64_t> numbers;  // of each event in the file it came from; 0: none
    std::set<std::string> quiet;        // causes that nobody outside is told of
    std::vector<StageEntered> entered;  // for who outside wants to know
    std::vector<Outgoing> outgoing;
    std::vector<std::pair<std::string, VisitorId>> visitors;  // first seen in this batch
    std::vector<KeptAside> kept_aside;
    std::set<ContactId> contacts;    // their row
    std::vector<ContactId> touched;  // only what a touch changes in their row; may repeat
    std::set<ContactId> histories;   // their stage entries and handoffs
    std::set<CompanyId> companies;
    std::set<DealId> deals;
    std::set<std::pair<std::string, std::string>> records;  // (record, key)
    std::vector<FanOutStep> fan_outs;
    std::vector<std::pair<std::string_view, std::int64_t>>
        reserved;                                              // ids of a kind, through which
    std::vector<std::function<Done(store::Writing&)>> beside;  // outside the ledger, committed too
    std::optional<std::vector<std::string>> erased;  // texts that no file may hold afterwards
    std::set<std::string> topics;                    // what open pages are told about
    bool resumes = false;                            // evaluation was paused, and is not any more

    // Nothing has to reach the disk: topics alone do not.
    [[nodiscard]] bool empty() const {
        return events.empty() && visitors.empty() && kept_aside.empty() && outgoing.empty() &&
               contacts.empty() && touched.empty() && histories.empty() && companies.empty() &&
               deals.empty() && records.empty() && fan_outs.empty() && reserved.empty() &&
               beside.empty() && !resumes;
    }
};

}  // namespace baton::engine
