#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/router.hpp"

namespace baton::http {

// What /metrics tells: requests by route and status class, how long they took, how many run.
// Counting is wait-free; safe from any thread.
class Metrics {
public:
    // One series a route, by its index in the table, and one more for everything else.
    explicit Metrics(std::size_t route_count);

    void began() { in_flight_.fetch_add(1, std::memory_order_relaxed); }

    void ended(std::size_t route_index, int status, double seconds);

    // Prometheus text format 0.0.4.
    [[nodiscard]] std::string render(const std::vector<Route>& table) const;

private:
    static constexpr std::array<double, 11> bounds{
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0};

    struct Series {
        std::array<std::atomic<std::uint64_t>, 6> by_class{};
        std::array<std::atomic<std::uint64_t>, bounds.size() + 1> by_duration{};
        std::atomic<std::uint64_t> micros{};
    };

    std::size_t size_;
    std::unique_ptr<Series[]> series_;
    std::atomic<std::int64_t> in_flight_{};
};

}  // namespace baton::http
