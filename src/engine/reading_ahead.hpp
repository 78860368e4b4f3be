#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "store/ledger_table.hpp"

namespace baton::engine {

// The events of the ledger, read and decoded by a thread of its own some thousands ahead of whoever
// takes them, so that decoding and taking in cost the time of the dearer of the two. Takes one
// reader of the database, and memory for some ten thousand events.
class ReadingAhead {
public:
    using Events = std::vector<store::StoredEvent>;
    using Visit = std::function<Done(store::StoredEvent&&)>;
    using ReadAll = std::function<Done(const Visit&)>;

    // `read_all` runs on the other thread; it must end soon when its visitor fails.
    explicit ReadingAhead(ReadAll read_all);
    ~ReadingAhead();
    ReadingAhead(const ReadingAhead&) = delete;
    ReadingAhead& operator=(const ReadingAhead&) = delete;

    // The next events, in order; none at the end. The failure of `read_all` comes after the events
    // before it. Those that were taken in go back to the thread that made them: memory that another
    // thread gives back costs both a lock.
    [[nodiscard]] Result<Events> next(Events taken_in = {});

private:
    Done add(store::StoredEvent&& event);
    void hand_over();
    void read();

    ReadAll read_all_;
    Events reading_ = {};  // of the other thread alone

    Mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Events> ready_ GUARDED_BY(mutex_);
    std::vector<Events> taken_in_ GUARDED_BY(mutex_);
    std::optional<Done> ended_ GUARDED_BY(mutex_);
    bool stops_ GUARDED_BY(mutex_) = false;

    std::jthread thread_;  // last: it uses all the others
};

}  // namespace baton::engine
