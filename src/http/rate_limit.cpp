#include "http/rate_limit.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/instant.hpp"
#include "base/mutex.hpp"

namespace baton::http {

namespace {

constexpr std::int64_t wait_seconds_max = 300;

}  // namespace

std::optional<int> RateLimit::admit(std::string_view key, Instant now) {
    const Lock lock(mutex_);
    Instant& full = full_at(key, now);
    const auto seconds = wait(full, now);
    if (!seconds) {
        full = plus(std::max(full, now), rate_.interval_micros);
    }
    return seconds;
}

std::optional<int> RateLimit::check(std::string_view key, Instant now) {
    const Lock lock(mutex_);
    const auto known = full_at_.find(std::string(key));
    return known == full_at_.end() ? std::nullopt : wait(known->second, now);
}

std::size_t RateLimit::key_count() {
    const Lock lock(mutex_);
    return full_at_.size();
}

Instant& RateLimit::full_at(std::string_view key, Instant now) {
    std::string name(key);
    const auto known = full_at_.find(name);
    if (known != full_at_.end()) {
        return known->second;
    }
    // A full sweep at most once a second, so that a flood of new keys stays cheap.
    if (full_at_.size() >= keys_max_ && plus(swept_at_, second_micros) <= now) {
        std::erase_if(full_at_, [&](const auto& entry) { return entry.second <= now; });
        swept_at_ = now;
    }
    if (full_at_.size() >= keys_max_) {
        return others_full_at_;
    }
    return full_at_.emplace(std::move(name), now).first->second;
}

std::optional<int> RateLimit::wait(Instant full_at, Instant now) const {
    const Instant latest = plus(now, (rate_.burst - 1) * rate_.interval_micros);
    if (full_at <= latest) {
        return std::nullopt;
    }
    const std::int64_t micros = full_at.micros - latest.micros;
    const std::int64_t seconds = (micros + second_micros - 1) / second_micros;
    return static_cast<int>(std::clamp<std::int64_t>(seconds, 1, wait_seconds_max));
}

}  // namespace baton::http
