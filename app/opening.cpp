#include "app/opening.hpp"

#include <filesystem>
#include <fmt/core.h>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <utility>

#include "base/clock.hpp"

namespace baton::app {

namespace {

Done check_place(const Common& common) {
    if (common.data.string().starts_with("postgresql:")) {
        return fail(Failure::refused,
                    "this version keeps its data in a directory; PostgreSQL is not there yet");
    }
    return {};
}

Result<std::unique_ptr<engine::Workspace>> open(const Common& common,
                                                bool writes,
                                                unsigned threads,
                                                engine::SnapshotRule snapshots = {}) {
    TRY(check_place(common));
    auto clock = std::make_unique<Clock>(TRY(Clock::from_environment()));
    engine::Workspace::Options options;
    options.directory = common.data;
    options.writes = writes;
    options.threads = threads;
    options.ends_with_program = true;
    options.snapshots = snapshots;
    return engine::Workspace::open(std::move(options), std::move(clock));
}

Done check_there(const Common& common) {
    TRY(check_place(common));
    if (!std::filesystem::exists(common.data / "baton.sqlite")) {
        return fail(
            Failure::not_found,
            fmt::format("there is no workspace in {}; `baton serve` or `baton import` makes one",
                        common.data.string()));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<engine::Workspace>> open_to_read(const Common& common, unsigned threads) {
    TRY(check_there(common));
    return open(common, false, threads);
}

Result<std::unique_ptr<engine::Workspace>> open_to_replay(const Common& common, unsigned threads) {
    TRY(check_there(common));
    return open(common, false, threads, {.reads = false});
}

Result<std::unique_ptr<engine::Workspace>> open_to_write(const Common& common) {
    return open(common, true, 2, {.writes = false});
}

std::string read_line(Streams& streams) {
    std::string line;
    std::getline(streams.in, line);
    return line;
}

int report(const Error& error, Streams& streams) {
    streams.err << "baton: " << error.message << '\n';
    for (const Problem& problem : error.problems) {
        streams.err << "  " << problem.where << (problem.where.empty() ? "" : ": ")
                    << problem.message << '\n';
    }
    return 1;
}

}  // namespace baton::app
