#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/instant.hpp"
#include "base/mutex.hpp"

namespace baton::http {

// How often something may happen: at most `burst` at once, then one every `interval_micros`.
struct Rate {
    std::int64_t interval_micros = second_micros;
    std::int64_t burst = 1;
};

// A token bucket for each key (an address, an account) in bounded memory: when keys_max are known
// and none has been idle long enough to be forgotten, new keys share one bucket. Safe from any
// thread; time is an argument.
class RateLimit {
public:
    explicit RateLimit(Rate rate, std::size_t keys_max = 65'536)
        : rate_(rate), keys_max_(keys_max) {}

    // Takes one token. Nothing when there was one; else the whole seconds to wait, 1 to 300.
    [[nodiscard]] std::optional<int> admit(std::string_view key, Instant now);

    // The same answer without taking the token.
    [[nodiscard]] std::optional<int> check(std::string_view key, Instant now);

    [[nodiscard]] std::size_t key_count();

private:
    // When the bucket of `key` will be full again; creates it.
    Instant& full_at(std::string_view key, Instant now) REQUIRES(mutex_);
    [[nodiscard]] std::optional<int> wait(Instant full_at, Instant now) const;

    Rate rate_;
    std::size_t keys_max_;
    Mutex mutex_;
    std::unordered_map<std::string, Instant> full_at_ GUARDED_BY(mutex_);
    Instant others_full_at_ GUARDED_BY(mutex_) = Instant::earliest();
    Instant swept_at_ GUARDED_BY(mutex_) = Instant::earliest();
};

}  // namespace baton::http
