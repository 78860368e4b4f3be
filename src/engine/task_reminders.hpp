#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/instant.hpp"
#include "engine/batch.hpp"
#include "engine/desk.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

// When which task reminds its owner. A reminder that fires is a fact, the task's `reminded_at`, so
// it fires once over every restart, and again only when the task is due at another time. What came
// due while Baton was not running fires after the start. The writer's thread.
class Reminders {
public:
    // All tasks afresh: at the start. Linear in records.
    void load(const ledger::Timeline& timeline);

    // Tasks that were changed, or of which a change was taken back, are among a batch's records.
    void note(const ledger::Timeline& timeline, const Batch& batch);

    // latest() when there is none.
    [[nodiscard]] Instant next_due() const;

    // Records those that are due at or before `now`.
    void fire(Desk& desk, Instant now);

private:
    void put(const ledger::Timeline& timeline, const ledger::Record& task);

    std::set<std::pair<Instant, std::string>> due_;
    std::map<std::string, Instant> of_;
};

}  // namespace baton::engine
