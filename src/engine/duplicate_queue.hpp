#pragma once

#include <condition_variable>
#include <memory>
#include <stop_token>
#include <thread>

#include "base/instant.hpp"
#include "base/mutex.hpp"
#include "engine/duplicates.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// The last search for duplicates of a workspace, kept in memory and done again in the background
// when something was recorded since: at once for small bases, and for large ones no more often than
// a tenth of the time. Safe from any thread.
class DuplicateQueue {
public:
    // The workspace outlives it.
    explicit DuplicateQueue(Workspace& workspace) : workspace_(workspace) {}

    ~DuplicateQueue();  // stops a search that runs
    DuplicateQueue(const DuplicateQueue&) = delete;
    DuplicateQueue& operator=(const DuplicateQueue&) = delete;

    struct Look {
        std::shared_ptr<const FoundDuplicates> found;  // null before the first search has ended
        bool searching = false;
    };

    // Waits a moment for a search that it starts, then gives what there is.
    [[nodiscard]] Look look();

private:
    void search(const std::stop_token& stop);
    [[nodiscard]] bool wants_search(std::uint64_t last_order, Instant now) REQUIRES(mutex_);

    Workspace& workspace_;
    Mutex mutex_;
    std::condition_variable_any ended_;
    std::shared_ptr<const FoundDuplicates> found_ GUARDED_BY(mutex_);
    Instant began_ GUARDED_BY(mutex_) = Instant::earliest();
    Instant ended_at_ GUARDED_BY(mutex_) = Instant::earliest();
    bool searching_ GUARDED_BY(mutex_) = false;
    std::jthread worker_ GUARDED_BY(mutex_);
};

}  // namespace baton::engine
