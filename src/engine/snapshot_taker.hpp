#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <thread>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "engine/desk.hpp"
#include "store/database.hpp"

namespace baton::engine {

// When a snapshot is read and written.
struct SnapshotRule {
    bool reads = true;
    bool writes = true;
    // Fewer events than that after the last one make none: after a start and at the end, and while
    // the program runs.
    std::int64_t tail_min = 20'000;
    std::int64_t running_tail_min = 200'000;
    // While the program runs at least so long passes between two.
    std::int64_t rest_micros = 60 * second_micros;

    // Whether so many events after one of `rows` in all make another one worth its writing: while
    // the program runs it costs another reading of them, after a start and at the end it does not.
    [[nodiscard]] bool is_due_running(std::int64_t rows, std::int64_t tail) const;
    [[nodiscard]] bool is_due_at_rest(std::int64_t rows, std::int64_t tail) const;
};

// Writes snapshots while the program runs, on a thread of its own: it reads the last one and what
// came after it into a memory of its own, beside the writer, who only puts the finished file in its
// place. That memory is there for as long.
class SnapshotTaker {
public:
    struct Work {
        std::string directory;
        // Runs it on the writer's thread, and waits.
        std::function<Done(std::function<Done(store::Writing&)>)> write;
        // How many people were erased. Called on the writer's thread.
        std::function<std::size_t()> erased;
        std::function<void(const std::string&)> note;
    };

    // `rows` are in the ledger, `kept` of them in the snapshot.
    SnapshotTaker(SnapshotRule rule, Work work, std::int64_t rows, std::int64_t kept);

    ~SnapshotTaker() { stop(); }

    SnapshotTaker(const SnapshotTaker&) = delete;
    SnapshotTaker& operator=(const SnapshotTaker&) = delete;

    // From now on what is due is written. REQUIRES: `work.write` works.
    void start();
    // What is under way is given up.
    void stop();

    // All that is in the ledger is in the snapshot now.
    void note_kept();

    // So many events were committed. From any thread.
    void add(std::int64_t events);
    // The file is gone, with somebody who was erased.
    void forget();

    // Waits until nothing is due or under way: for tests.
    void wait();

    // Whether it is worth writing one at the end. REQUIRES: nothing is added any more.
    [[nodiscard]] bool is_due_at_rest();

private:
    void run();
    [[nodiscard]] bool wait_until_due();
    [[nodiscard]] Result<std::int64_t> take();
    [[nodiscard]] bool may_go_on();

    [[nodiscard]] bool is_due() REQUIRES(mutex_) {
        return rule_.is_due_running(rows_, rows_ - kept_);
    }

    const SnapshotRule rule_;
    const Work work_;

    Mutex mutex_;
    std::condition_variable_any changed_;
    std::condition_variable_any stopped_;
    std::int64_t rows_ GUARDED_BY(mutex_);
    std::int64_t kept_ GUARDED_BY(mutex_);
    bool busy_ GUARDED_BY(mutex_) = false;
    bool forgotten_ GUARDED_BY(mutex_) = false;  // since the last one was begun
    bool stops_ GUARDED_BY(mutex_) = false;

    std::thread thread_;
};

}  // namespace baton::engine
