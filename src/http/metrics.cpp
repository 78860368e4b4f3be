#include "http/metrics.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "http/request.hpp"
#include "http/router.hpp"

namespace baton::http {

namespace {

std::string labels(const std::vector<Route>& table, std::size_t index) {
    if (index >= table.size()) {
        return R"(route="other",method="")";
    }
    return fmt::format(
        R"(route="{}",method="{}")", table[index].pattern, name(table[index].method));
}

}  // namespace

Metrics::Metrics(std::size_t route_count)
    : size_(route_count + 1), series_(std::make_unique<Series[]>(size_)) {}

void Metrics::ended(std::size_t route_index, int status, double seconds) {
    in_flight_.fetch_sub(1, std::memory_order_relaxed);
    Series& series = series_[std::min(route_index, size_ - 1)];
    const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5));
    const auto bound = std::ranges::lower_bound(bounds, seconds);
    series.by_class[status_class].fetch_add(1, std::memory_order_relaxed);
    series.by_duration[static_cast<std::size_t>(bound - bounds.begin())].fetch_add(
        1, std::memory_order_relaxed);
    series.micros.fetch_add(static_cast<std::uint64_t>(std::max(seconds, 0.0) * 1e6),
                            std::memory_order_relaxed);
}

std::string Metrics::render(const std::vector<Route>& table) const {
    std::string requests = "# TYPE baton_http_requests_total counter\n";
    std::string durations = "# TYPE baton_http_request_duration_seconds histogram\n";
    for (std::size_t index = 0; index < size_; ++index) {
        const Series& series = series_[index];
        const std::string label = labels(table, index);
        std::uint64_t total = 0;
        for (std::size_t status_class = 1; status_class <= 5; ++status_class) {
            const auto count = series.by_class[status_class].load(std::memory_order_relaxed);
            if (count != 0) {
                fmt::format_to(std::back_inserter(requests),
                               "baton_http_requests_total{{{},status=\"{}xx\"}} {}\n",
                               label,
                               status_class,
                               count);
            }
            total += count;
        }
        if (total == 0) {
            continue;
        }
        std::uint64_t below = 0;
        for (std::size_t bound = 0; bound < bounds.size(); ++bound) {
            below += series.by_duration[bound].load(std::memory_order_relaxed);
            fmt::format_to(std::back_inserter(durations),
                           "baton_http_request_duration_seconds_bucket{{{},le=\"{}\"}} {}\n",
                           label,
                           bounds[bound],
                           below);
        }
        below += series.by_duration.back().load(std::memory_order_relaxed);
        fmt::format_to(std::back_inserter(durations),
                       "baton_http_request_duration_seconds_bucket{{{0},le=\"+Inf\"}} {1}\n"
                       "baton_http_request_duration_seconds_sum{{{0}}} {2}\n"
                       "baton_http_request_duration_seconds_count{{{0}}} {1}\n",
                       label,
                       below,
                       static_cast<double>(series.micros.load(std::memory_order_relaxed)) / 1e6);
    }
    return fmt::format(
        "{}{}# TYPE baton_http_requests_in_flight gauge\n"
        "baton_http_requests_in_flight {}\n",
        requests,
        durations,
        in_flight_.load(std::memory_order_relaxed));
}

}  // namespace baton::http
