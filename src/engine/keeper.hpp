#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "base/result.hpp"
#include "engine/batch.hpp"
#include "engine/changed_rows.hpp"
#include "engine/keeping.hpp"

namespace baton::engine {

// What a group of commands leaves to be committed.
struct Group {
    Batch batch;
    ChangedRows rows = {};
    Evaluated evaluated = {};
};

// Commits groups of bulk work on a thread of its own, one after another, while the writer works on
// the next one. The writer uses the database only while nothing is under way here.
class Keeper {
public:
    // `kept` is told on the keeper's thread, in the order of the groups.
    using Kept = std::move_only_function<void(const Batch& batch, const Done& done)>;

    explicit Keeper(store::Database& database);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    // Waits until the group before is kept, hands this one over, and does not wait for it. After a
    // failure every group fails.
    void keep(Group group, Kept kept);

    // Until nothing is under way.
    void wait();

private:
    struct Job {
        Group group;
        Kept kept;
    };

    void run();

    store::Database& database_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Job> job_;  // guarded by mutex_; there until it is kept
    bool stopping_ = false;   // guarded by mutex_
    std::optional<Error> failure_;
    std::thread thread_;
};

}  // namespace baton::engine
