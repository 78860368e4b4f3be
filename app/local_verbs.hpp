#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "app/place.hpp"
#include "base/result.hpp"
#include "http/local_api.hpp"

namespace baton::app {

// The verbs that a server runs for the command line, one after another on a thread of their own.
// Safe from any thread. Ends after the verb it is at, which it asks to stop.
class LocalVerbs {
public:
    // Runs one verb. Called on the thread of its own.
    using Run = std::function<http::LocalOutcome(const http::LocalVerb& verb,
                                                 const std::function<bool()>& may_go_on)>;

    explicit LocalVerbs(Run run);
    ~LocalVerbs();
    LocalVerbs(const LocalVerbs&) = delete;
    LocalVerbs& operator=(const LocalVerbs&) = delete;

    // The number to ask for it by.
    [[nodiscard]] std::int64_t begin(http::LocalVerb verb);

    // Nothing while it waits or runs; not_found for another number. The last hundred are kept.
    [[nodiscard]] Result<std::optional<http::LocalOutcome>> ask(std::int64_t number) const;

private:
    void work();
    [[nodiscard]] http::LocalOutcome outcome_of(const http::LocalVerb& verb,
                                                const std::function<bool()>& may_go_on) const;

    Run run_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<std::int64_t, http::LocalVerb>> waiting_;        // guarded by mutex_
    std::map<std::int64_t, std::optional<http::LocalOutcome>> outcomes_;  // guarded by mutex_
    std::int64_t last_ = 0;                                               // guarded by mutex_
    bool stopping_ = false;                                               // guarded by mutex_
    std::thread thread_;
};

}  // namespace baton::app
