#include "engine/duplicate_queue.hpp"

#include <chrono>
#include <utility>

namespace baton::engine {

namespace {

constexpr std::chrono::seconds patience{3};
constexpr std::int64_t rest = 9;  // times as long as the search took

}  // namespace

DuplicateQueue::~DuplicateQueue() {
    std::jthread worker;  // ends after the lock: it stops, and is waited for
    const Lock lock(mutex_);
    worker.swap(worker_);
}

bool DuplicateQueue::wants_search(std::uint64_t last_order, Instant now) {
    if (searching_ || (found_ && found_->last_order == last_order)) return false;
    const std::int64_t took = ended_at_.micros - began_.micros;
    const bool is_quick = took < second_micros;
    return !found_ || is_quick || now >= plus(ended_at_, rest * took);
}

DuplicateQueue::Look DuplicateQueue::look() {
    const auto last_order =
        workspace_.read([](const Workspace::View& view) { return view.timeline.last_order(); });
    const Instant now = workspace_.clock().now();
    const Lock lock(mutex_);
    if (wants_search(last_order, now)) {
        if (worker_.joinable()) worker_.join();  // it has ended: it said so
        searching_ = true;
        began_ = now;
        worker_ = std::jthread([this](const std::stop_token& stop) { search(stop); });
    }
    if (searching_) ended_.wait_for(mutex_, patience);
    return {.found = found_, .searching = searching_};
}

void DuplicateQueue::search(const std::stop_token& stop) {
    constexpr unsigned threads = 1;  // the other one is for people
    auto found = find_duplicates(workspace_, threads, stop);
    const Instant now = workspace_.clock().now();
    const Lock lock(mutex_);
    found_ = std::move(found);
    ended_at_ = now;
    searching_ = false;
    ended_.notify_all();
}

}  // namespace baton::engine
