#include "base/clock.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fmt/core.h>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton {
namespace {

std::int64_t machine_micros() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

Clock::Clock(bool standing, std::int64_t offset_micros, Instant start)
    : standing_(standing), offset_micros_(offset_micros), last_micros_(start.micros) {}

Clock::Clock(Clock&& other) noexcept
    : standing_(other.standing_),
      offset_micros_(other.offset_micros_),
      last_micros_(other.last_micros_.load()) {}

Result<Clock> Clock::from_environment() {
    const auto machine = machine_micros();
    const char* given =
        std::getenv("BATON_CLOCK");  // NOLINT(concurrency-mt-unsafe): nobody sets it
    if (given == nullptr || *given == '\0') return Clock(false, 0, {machine});
    const auto start = parse_instant(given);
    if (!start) {
        return fail(Failure::invalid, fmt::format("BATON_CLOCK: {}", start.error().message));
    }
    return Clock(false, start->micros - machine, *start);
}

Clock Clock::standing_at(Instant at) {
    return {true, 0, at};
}

Instant Clock::now() {
    auto last = last_micros_.load();
    if (standing_) return {last};
    const auto reading = machine_micros() + offset_micros_;
    while (reading > last && !last_micros_.compare_exchange_weak(last, reading)) {
    }
    return {reading > last ? reading : last};
}

void Clock::move_to(Instant at) {
    if (!standing_ || at < now()) std::abort();
    last_micros_.store(at.micros);
}

}  // namespace baton
