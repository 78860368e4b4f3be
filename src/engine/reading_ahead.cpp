#include "engine/reading_ahead.hpp"

#include <cstddef>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "store/ledger_table.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t events_at_a_time = 2'048;
constexpr std::size_t ready_max = 4;

}  // namespace

ReadingAhead::ReadingAhead(ReadAll read_all)
    : read_all_(std::move(read_all)), thread_([this] { read(); }) {}

ReadingAhead::~ReadingAhead() {
    {
        const Lock lock(mutex_);
        stops_ = true;
    }
    changed_.notify_all();
}

Result<ReadingAhead::Events> ReadingAhead::next(Events taken_in) {
    Events events;
    {
        const Lock lock(mutex_);
        taken_in_.push_back(std::move(taken_in));
        while (ready_.empty() && !ended_) {
            changed_.wait(mutex_);
        }
        if (ready_.empty()) {
            if (!*ended_) {
                return std::unexpected(ended_->error());
            }
            return events;
        }
        events = std::move(ready_.front());
        ready_.pop_front();
    }
    changed_.notify_all();
    return events;
}

Done ReadingAhead::add(store::StoredEvent&& event) {
    reading_.push_back(std::move(event));
    if (reading_.size() < events_at_a_time) {
        return {};
    }
    hand_over();
    const Lock lock(mutex_);
    return stops_ ? fail(Failure::refused, "nobody wants the rest of the ledger") : Done();
}

void ReadingAhead::hand_over() {
    {
        const Lock lock(mutex_);
        while (ready_.size() >= ready_max && !stops_) {
            changed_.wait(mutex_);
        }
        ready_.push_back(std::exchange(reading_, {}));
        if (!taken_in_.empty()) {
            reading_ = std::move(taken_in_.back());
            taken_in_.pop_back();
        }
    }
    changed_.notify_all();
    reading_.clear();
    reading_.reserve(events_at_a_time);
}

void ReadingAhead::read() {
    Done ended = read_all_([this](store::StoredEvent&& event) { return add(std::move(event)); });
    if (!reading_.empty()) {
        hand_over();
    }
    {
        const Lock lock(mutex_);
        ended_ = std::move(ended);
    }
    changed_.notify_all();
}

}  // namespace baton::engine
