#include "engine/snapshot_taker.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "engine/keeping.hpp"
#include "engine/snapshot.hpp"
#include "engine/versions.hpp"
#include "store/ledger_end.hpp"
#include "store/snapshot_file.hpp"

namespace baton::engine {

namespace {

// What reading an event costs in writings of one.
constexpr std::int64_t rows_a_tail_row_running = 4;
constexpr std::int64_t rows_a_tail_row_at_rest = 32;
constexpr int politeness = 10;

}  // namespace

bool SnapshotRule::is_due_running(std::int64_t rows, std::int64_t tail) const {
    return writes && tail > 0 && tail >= std::max(running_tail_min, rows / rows_a_tail_row_running);
}

bool SnapshotRule::is_due_at_rest(std::int64_t rows, std::int64_t tail) const {
    return writes && tail > 0 && tail >= std::max(tail_min, rows / rows_a_tail_row_at_rest);
}

SnapshotTaker::SnapshotTaker(SnapshotRule rule, Work work, std::int64_t rows, std::int64_t kept)
    : rule_(rule), work_(std::move(work)), rows_(rows), kept_(kept) {}

void SnapshotTaker::start() {
    thread_ = std::thread([this] { run(); });
}

void SnapshotTaker::stop() {
    {
        const Lock lock(mutex_);
        stops_ = true;
    }
    changed_.notify_all();
    stopped_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void SnapshotTaker::note_kept() {
    const Lock lock(mutex_);
    kept_ = rows_;
}

void SnapshotTaker::add(std::int64_t events) {
    bool due = false;
    {
        const Lock lock(mutex_);
        rows_ += events;
        due = is_due();
    }
    if (due) {
        changed_.notify_all();
    }
}

void SnapshotTaker::forget() {
    {
        const Lock lock(mutex_);
        kept_ = 0;
        forgotten_ = true;
    }
    changed_.notify_all();
}

void SnapshotTaker::wait() {
    const Lock lock(mutex_);
    while ((busy_ || is_due()) && !stops_) {
        changed_.wait(mutex_);
    }
}

bool SnapshotTaker::is_due_at_rest() {
    const Lock lock(mutex_);
    return rule_.is_due_at_rest(rows_, rows_ - kept_);
}

bool SnapshotTaker::may_go_on() {
    const Lock lock(mutex_);
    return !stops_;
}

bool SnapshotTaker::wait_until_due() {
    const Lock lock(mutex_);
    while (!stops_ && !is_due()) {
        changed_.wait(mutex_);
    }
    busy_ = !stops_;
    forgotten_ = false;
    return busy_;
}

// It competes with nobody who waits for an answer.
void SnapshotTaker::run() {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), politeness);
    while (wait_until_due()) {
        const auto taken = take();
        const bool is_refused = !taken && taken.error().failure == Failure::refused;
        if (!taken && !is_refused && work_.note) {
            work_.note("no snapshot was written: " + taken.error().message);
        }
        {
            const Lock lock(mutex_);
            // After a failure of the disk the next one comes when as much was added again.
            if (!is_refused && !forgotten_) kept_ = taken ? *taken : rows_;
            busy_ = false;
        }
        changed_.notify_all();
        const Lock lock(mutex_);
        if (!stops_) {
            stopped_.wait_for(mutex_, std::chrono::microseconds(rule_.rest_micros));
        }
    }
}

// The rows before the end do not change any more, whatever is added behind them.
Result<std::int64_t> SnapshotTaker::take() {
    const auto database = TRY(store::Database::open(
        work_.directory, {.mode = store::Database::Mode::read, .readers = 2}));
    Memory memory(standard_types());
    const auto loaded =
        TRY(load(*database,
                 memory,
                 {.left_out = {}, .from_snapshot = rule_.reads, .threads = 1, .may_go_on = [this] {
                      return may_go_on();
                  }}));
    const auto begun =
        begin_snapshot(memory, loaded.end, work_.directory, [this] { return may_go_on(); });
    const std::size_t erased = memory.directory.erased();
    const Done kept = begun ? work_.write([&](store::Writing& writing) -> Done {
        return work_.erased() == erased ? store::keep_snapshot(writing, work_.directory, *begun)
                                        : fail(Failure::refused, "somebody was erased meanwhile");
    })
                            : std::unexpected(begun.error());
    if (!kept) {
        store::drop_begun_snapshot(work_.directory);
        return std::unexpected(kept.error());
    }
    return loaded.end.rows();
}

}  // namespace baton::engine
