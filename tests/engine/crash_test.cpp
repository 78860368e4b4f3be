#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "base/clock.hpp"
#include "engine/contact_commands.hpp"
#include "engine/running.hpp"

namespace baton::engine::testing {
namespace {

constexpr std::string_view agreement = R"(agreement: Crash
timezone: UTC
currency: EUR
stages:
  - { name: lead, owner: marketing, when: 'known contact.email' }
  - { name: MQL,  owner: marketing, when: 'count(touch) >= 3' }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 30 minutes
  reject_reasons: [bad fit]
  recycle: { to: Re-engage, eligible_again_after: 1 days }
)";

constexpr int contacts = 12;
constexpr std::int64_t pause_every = 23;
constexpr std::int64_t paused_for = 9;

Instant instant_of(Instant start, std::int64_t number) {
    return plus(start, number * minute_micros);
}

// Touches numbered from `first`, several in flight; each number goes to the pipe when it is
// acknowledged. Now and then evaluation is paused, as imports do. Runs until it is killed.
[[noreturn]] void touch_for_ever(const std::string& directory,
                                 Instant start,
                                 std::int64_t first,
                                 int pipe) {
    auto opened =
        Workspace::open({.directory = directory, .threads = 1},
                        std::make_unique<Clock>(Clock::standing_at(instant_of(start, first))));
    if (!opened) std::_Exit(1);
    Workspace& workspace = **opened;
    for (auto number = first;; ++number) {
        workspace.clock().move_to(instant_of(start, number));
        if (number % pause_every == 0 && !workspace.pause_evaluation()) std::_Exit(1);
        if (number % pause_every == paused_for && !workspace.resume_evaluation()) std::_Exit(1);
        workspace.submit(
            [number](Desk& desk) -> Result<Receipt> {
                const auto* contact =
                    desk.find_contact_by_external_id(fmt::format("c{}", number % contacts));
                ledger::Touched touched;
                touched.contact = contact->id;
                touched.kind = fmt::format("k{}", number);
                desk.record(touched, {.by = "source:web"});
                return Receipt{};
            },
            [number, pipe](const Result<Receipt>& done) {
                if (!done || ::write(pipe, &number, sizeof number) != sizeof number) std::_Exit(1);
            });
        if (number % 4 == 0) workspace.drain();
    }
}

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

std::map<std::string, int> kinds_of(Running& running) {
    return running.workspace().read([](const Workspace::View& view) {
        std::map<std::string, int> kinds;
        for (const ledger::Contact& contact : view.timeline.contacts()) {
            for (const ledger::Touch& touch : contact.all().touches) {
                const ledger::Dictionary& dictionary = view.timeline.dictionary();
                ++kinds[dictionary.kind_key(dictionary.shape(touch.shape).kind)];
            }
        }
        return kinds;
    });
}

void begin(Running& running) {
    running.hire("kim@acme.test", {{"role", std::string("rep")}});
    running.sign(std::string(agreement));
    for (int i = 0; i < contacts; ++i) {
        ASSERT_TRUE(running.run([i](Desk& desk) {
            return create_contact(desk,
                                  {.external_id = fmt::format("c{}", i),
                                   .properties = {{"email", fmt::format("c{}@acme.test", i)}}},
                                  {.by = "mia@acme.test"});
        }));
    }
}

TEST(Crash, WhatWasAcknowledgedIsThereOnceAndTheTablesAreMadeGood) {
    const Instant start{1'772'409'600'000'000};
    Running running(start);
    begin(running);
    running.close();
    std::mt19937 dice(20261122);
    std::vector<std::int64_t> acknowledged_numbers;
    std::int64_t next = 1;
    for (int round = 0; round < 10; ++round) {
        std::array<int, 2> ends{};
        ASSERT_EQ(pipe(ends.data()), 0);
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            touch_for_ever(running.directory().string(), start, next, ends[1]);
        }
        close(ends[1]);
        const auto before = next;
        const auto acknowledged =
            acknowledged_before_kill(ends[0], child, static_cast<int>(dice() % 50), next - 1);
        close(ends[0]);
        for (auto number = before; number <= acknowledged; ++number) {
            acknowledged_numbers.push_back(number);
        }
        running.move_to(instant_of(start, acknowledged + 100));
        running.open();
        EXPECT_EQ(running.problem(), "") << "round " << round << " after " << acknowledged;
        const auto kinds = kinds_of(running);
        for (const std::int64_t number : acknowledged_numbers) {
            const auto found = kinds.find(fmt::format("k{}", number));
            ASSERT_TRUE(found != kinds.end() && found->second == 1)
                << number << " of " << acknowledged << " acknowledged";
        }
        next = acknowledged + 101;
        running.close();
    }
    running.open();
    for (int i = 0; i < contacts; ++i) {
        const auto id = running.contact(fmt::format("c{}", i));
        EXPECT_EQ(running.row(id).stage, "MQL");
        EXPECT_EQ(running.handoffs(id).size(), 1U);
        EXPECT_EQ(running.breaches(id).size(), 1U);
    }
}

}  // namespace
}  // namespace baton::engine::testing
