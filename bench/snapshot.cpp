// bench_snapshot DIR [RUNS [by]]: how long a start takes by the snapshot of a data directory and
// without it, and what writing it costs. Writes one when there is none that is of use. No server
// may hold the directory.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "engine/workspace.hpp"
#include "store/snapshot_file.hpp"

namespace {

using baton::engine::SnapshotRule;
using baton::engine::Workspace;

std::int64_t millis(const std::function<void()>& run) {
    const auto begin = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 begin)
        .count();
}

std::unique_ptr<Workspace> open(const std::filesystem::path& directory,
                                bool writes,
                                SnapshotRule rule) {
    auto opened =
        Workspace::open({.directory = directory, .writes = writes, .snapshots = rule},
                        std::make_unique<baton::Clock>(baton::Clock::from_environment().value()));
    if (!opened) {
        fmt::print(stderr, "{}\n", opened.error().message);
        std::exit(1);
    }
    return *std::move(opened);
}

void time_starts(const std::filesystem::path& directory, bool by_snapshot, int runs) {
    std::vector<std::int64_t> times;
    for (int run = 0; run < runs; ++run) {
        std::unique_ptr<Workspace> workspace;
        times.push_back(
            millis([&] { workspace = open(directory, false, {.reads = by_snapshot}); }));
    }
    std::ranges::sort(times);
    fmt::print("start {} the snapshot: median {} ms, least {} ms\n",
               by_snapshot ? "by" : "without",
               times[times.size() / 2],
               times.front());
}

void write_one(const std::filesystem::path& directory) {
    const std::filesystem::path file = baton::store::snapshot_path(directory.string());
    const std::int64_t without = millis([&] { open(directory, true, {.writes = false}); });
    const std::int64_t with = millis([&] { open(directory, true, {.tail_min = 1}); });
    const auto rows = open(directory, false, {})->snapshot().rows;
    const auto bytes = std::filesystem::file_size(file);
    fmt::print("{} events, {} MB, {:.1f} bytes an event, written in about {} ms\n",
               rows,
               bytes / 1'000'000,
               static_cast<double>(bytes) / static_cast<double>(std::max<std::int64_t>(1, rows)),
               with - without);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        fmt::print(stderr, "bench_snapshot DIR [RUNS [by]]\n");
        return 2;
    }
    const std::filesystem::path directory = arguments[1];
    const int runs = count > 2 ? std::atoi(arguments[2]) : 3;
    if (open(directory, false, {})->snapshot().rows == 0) {
        write_one(directory);
    }
    time_starts(directory, true, runs);
    if (count > 3) {
        return 0;
    }
    time_starts(directory, false, runs);
    return 0;
}
