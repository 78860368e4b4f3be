#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <thread>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "engine/alignment_views.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// The warning signs of a workspace as they stand: read again when something was recorded since, or
// a week ended, and then kept. Once started, a thread of its own reads them every few seconds when
// they are not the latest, records what opened or closed, and tells the pages. Safe from any
// thread.
class Alignment {
public:
    // The workspace outlives it.
    explicit Alignment(Workspace& workspace) : workspace_(workspace) {}

    ~Alignment() { stop(); }

    Alignment(const Alignment&) = delete;
    Alignment& operator=(const Alignment&) = delete;

    void start();
    void stop();

    // At most so old as reading it took twenty times.
    [[nodiscard]] std::shared_ptr<const AlignmentReading> current();

    // Reads, and records what opened or closed; also what the thread does.
    Done keep();

private:
    void run();
    [[nodiscard]] bool rest_a_while();
    [[nodiscard]] bool is_latest(Instant now, std::uint64_t order) const REQUIRES(mutex_);

    Workspace& workspace_;

    Mutex mutex_;
    std::shared_ptr<const AlignmentReading> reading_ GUARDED_BY(mutex_);
    std::uint64_t order_ GUARDED_BY(mutex_) = 0;  // the ledger's last when it was read
    Instant good_until_ GUARDED_BY(mutex_);       // even when something was recorded since
    Instant stale_from_ GUARDED_BY(mutex_);       // even when nothing was

    Mutex stopping_;
    std::condition_variable_any stopped_;
    bool stops_ GUARDED_BY(stopping_) = false;
    std::thread thread_;
};

}  // namespace baton::engine
