#include "engine/reading_ahead.hpp"

#include <atomic>
#include <cstdint>
#include <gtest/gtest.h>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/ledger_table.hpp"

namespace baton::engine {
namespace {

constexpr std::int64_t many = 25'000;

// Numbers its events from 1, and fails behind the last.
ReadingAhead::ReadAll numbered(std::int64_t count, Done end) {
    return [count, end = std::move(end)](const ReadingAhead::Visit& take) -> Done {
        for (std::int64_t number = 1; number <= count; ++number) {
            TRY(take({.event = {}, .number = number}));
        }
        return end;
    };
}

// The numbers up to the end or a failure.
std::pair<std::vector<std::int64_t>, Done> taken(ReadingAhead& ahead) {
    std::vector<std::int64_t> numbers;
    ReadingAhead::Events taken_in;
    for (;;) {
        auto events = ahead.next(std::move(taken_in));
        if (!events) return {numbers, std::unexpected(events.error())};
        if (events->empty()) return {numbers, Done()};
        for (const auto& stored : *events)
            numbers.push_back(stored.number);
        taken_in = *std::move(events);
    }
}

std::vector<std::int64_t> up_to(std::int64_t count) {
    std::vector<std::int64_t> numbers;
    for (std::int64_t number = 1; number <= count; ++number)
        numbers.push_back(number);
    return numbers;
}

TEST(ReadingAhead, GivesEverythingInOrder) {
    for (const std::int64_t count : {std::int64_t{0}, std::int64_t{1}, std::int64_t{2'048}, many}) {
        ReadingAhead ahead(numbered(count, {}));
        const auto [numbers, end] = taken(ahead);
        EXPECT_TRUE(end.has_value());
        EXPECT_EQ(numbers, up_to(count));
    }
}

TEST(ReadingAhead, TellsOfAFailureAfterWhatCameBeforeIt) {
    ReadingAhead ahead(numbered(many, fail(Failure::broken, "the rest is gone")));
    const auto [numbers, end] = taken(ahead);
    ASSERT_FALSE(end.has_value());
    EXPECT_EQ(end.error().message, "the rest is gone");
    EXPECT_EQ(numbers, up_to(many));
}

TEST(ReadingAhead, StopsWhenNobodyTakesTheRest) {
    std::atomic<std::int64_t> read = 0;
    {
        ReadingAhead ahead([&](const ReadingAhead::Visit& take) -> Done {
            for (;;) {
                ++read;
                TRY(take({.event = {}, .number = read}));
            }
        });
        EXPECT_FALSE(ahead.next()->empty());
    }
    EXPECT_GT(read, 0);
}

}  // namespace
}  // namespace baton::engine
