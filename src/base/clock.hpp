#pragma once

#include <atomic>
#include <cstdint>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton {

// The one door through which time enters. It never runs backwards, even when the machine's does.
// BATON_CLOCK=INSTANT in the environment starts it there; it runs on from there.
// Safe to read from any thread.
class Clock {
public:
    // Reads BATON_CLOCK. Fails when it is set and is not an instant.
    static Result<Clock> from_environment();

    // A clock that stands at `at` until it is moved: for tests and for replay.
    static Clock standing_at(Instant at);

    Clock(Clock&& other) noexcept;
    Clock& operator=(Clock&&) = delete;
    ~Clock() = default;

    [[nodiscard]] Instant now();

    // Moves a standing clock. REQUIRES: made by standing_at, and `at` is not before now().
    void move_to(Instant at);

private:
    Clock(bool standing, std::int64_t offset_micros, Instant start);

    bool standing_;
    std::int64_t offset_micros_;
    std::atomic<std::int64_t> last_micros_;
};

}  // namespace baton
