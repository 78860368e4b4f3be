#include <array>
#include <csignal>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/ledger_table.hpp"
#include "store/workspace.hpp"

namespace baton::store {
namespace {

constexpr std::int64_t batch = 5;

// Appends batches of touches numbered from `first` and writes the last number of each batch to the
// pipe once it is committed. Runs until it is killed.
[[noreturn]] void append_for_ever(const std::string& directory, std::int64_t first, int pipe) {
    const auto opened = Database::open(directory, {});
    if (!opened) std::_Exit(1);
    for (auto number = first;; number += batch) {
        std::vector<ledger::Event> entries;
        for (auto each = number; each < number + batch; ++each) {
            entries.push_back(
                testing::changed({1024 * (each % 50 + 1) + each % 7}, each, std::to_string(each)));
        }
        const auto done = (*opened)->write([&](Writing& writing) -> Done {
            TRY(writing.ledger.append(entries));
            return {};
        });
        const auto last = number + batch - 1;
        if (!done || ::write(pipe, &last, sizeof last) != sizeof last) std::_Exit(1);
    }
}

// The last number that was acknowledged before the child was killed; `before` when none was.
std::int64_t acknowledged_before_kill(int pipe, pid_t child, int count, std::int64_t before) {
    std::int64_t last = before;
    for (int reads = 0; reads < count; ++reads) {
        if (read(pipe, &last, sizeof last) != sizeof last) break;
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    std::int64_t next = 0;
    while (read(pipe, &next, sizeof next) == sizeof next) {
        last = next;
    }
    return last;
}

class Crash : public testing::Workspace {};

TEST_F(Crash, WhatWasAcknowledgedIsThereOnceAfterAKill) {
    database_.reset();
    std::mt19937 dice(20261122);
    std::int64_t next = 1;
    for (int round = 0; round < 12; ++round) {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe(ends.data()), 0);
        const auto child = fork();
        if (child == 0) {
            close(ends[0]);
            append_for_ever(directory_, next, ends[1]);
        }
        close(ends[1]);
        const auto acknowledged =
            acknowledged_before_kill(ends[0], child, static_cast<int>(dice() % 60), next - 1);
        close(ends[0]);

        reopen();
        std::map<std::int64_t, int> found;
        for (const auto& stored : events()) {
            ++found[stored.event.at.micros];
            EXPECT_FALSE(stored.erased) << "its key must be as durable as the row";
        }
        for (std::int64_t number = 1; number <= acknowledged; ++number) {
            ASSERT_EQ(found[number], 1) << "event " << number << " of " << acknowledged;
        }
        const auto highest = found.empty() ? 0 : found.rbegin()->first;
        EXPECT_EQ(static_cast<std::int64_t>(found.size()), highest);
        EXPECT_EQ(highest % batch, 0) << "a batch is there as a whole or not at all";
        EXPECT_FALSE(verify_ledger(database().reading().connection())->first_bad);
        next = highest + 1;
        database_.reset();
    }
    EXPECT_GT(next, 12);
    reopen();
}

}  // namespace
}  // namespace baton::store
