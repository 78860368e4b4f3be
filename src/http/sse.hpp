#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/mutex.hpp"
#include "base/result.hpp"

namespace baton::http {

inline constexpr std::size_t subscribers_max = 2'000;
inline constexpr std::size_t topics_waiting_max = 256;

// One page that listens. What waits for it is a set: a topic published twice before the page reads
// is sent once, and more than topics_waiting_max become the single topic "everything". Safe from
// any thread.
class Subscriber {
public:
    // What was published since the last call; empty when nothing was.
    [[nodiscard]] std::vector<std::string> take();

    // `wake` is called, on the publisher's thread, when something waits after nothing did.
    void on_publish(std::function<void()> wake);

    void publish(std::span<const std::string> topics);

private:
    Mutex mutex_;
    std::set<std::string> waiting_ GUARDED_BY(mutex_);
    std::function<void()> wake_ GUARDED_BY(mutex_);
};

// Passes on which records changed to every page that listens. A subscriber leaves when its last
// owner drops it. Publishing never waits for a page. Safe from any thread.
class EventHub {
public:
    // busy when subscribers_max listen already.
    [[nodiscard]] Result<std::shared_ptr<Subscriber>> subscribe();
    void publish(std::span<const std::string> topics);
    [[nodiscard]] std::size_t subscriber_count();

private:
    std::vector<std::shared_ptr<Subscriber>> living();

    Mutex mutex_;
    std::vector<std::weak_ptr<Subscriber>> subscribers_ GUARDED_BY(mutex_);
};

// "event: change\ndata: {"topics":[…]}\n\n", "event: ping\ndata: {}\n\n".
[[nodiscard]] std::string render_change(const std::vector<std::string>& topics);
[[nodiscard]] std::string render_ping();

}  // namespace baton::http
