#include "ledger/touches.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <gtest/gtest.h>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <tuple>
#include <vector>

#include "base/instant.hpp"
#include "ledger/order_index.hpp"
#include "ledger/timeline_dictionary.hpp"

namespace baton::ledger {
namespace {

auto place_of(const Touch& touch) {
    return std::tuple(touch.at, touch.order);
}

std::vector<Touch> all_of(const Touches& touches) {
    return {touches.begin(), touches.end()};
}

// Numbers of every width, small ones more often.
template <typename Number>
Number any_number() {
    const auto most =
        *rc::gen::element<std::uint64_t>(0, 1, 200, 300, 70'000, 20'000'000, 1U << 31U);
    return static_cast<Number>(*rc::gen::inRange<std::uint64_t>(0, most + 1));
}

Touch any_touch(std::uint32_t order) {
    const auto unit = *rc::gen::element<std::int64_t>(1'000'000, 1'000, 1);
    Touch touch{
        .at = {*rc::gen::inRange<std::int64_t>(-3'000, 3'000) * unit}, .shape = {}, .order = order};
    touch.shape.way = any_number<std::uint16_t>();
    for (auto& column : touch.shape.columns)
        column = any_number<std::uint16_t>();
    touch.shape.rest = any_number<Code>();
    return touch;
}

RC_GTEST_PROP(Touches, KeepWhatASortedVectorKeeps, ()) {
    Touches touches;
    std::vector<Touch> expected;
    const auto many = *rc::gen::inRange(0, 120);
    for (int each = 0; each < many; ++each) {
        const auto touch = any_touch(static_cast<std::uint32_t>(each * 7 + 1));
        expected.insert(std::ranges::upper_bound(expected, place_of(touch), {}, place_of), touch);
        const auto place = touches.insert(touch);
        RC_ASSERT(touches[place] == touch);
        if (*rc::gen::inRange(0, 10) == 0) {
            const auto gone = [&](const Touch& other) {
                return other.order % 3 == touch.order % 3;
            };
            RC_ASSERT(touches.erase_if(gone) == std::erase_if(expected, gone));
        }
        if (*rc::gen::inRange(0, 20) == 0) touches.pack();
    }
    const Touches copy = touches;
    RC_ASSERT(all_of(touches) == expected);
    RC_ASSERT(all_of(copy) == expected);
    RC_ASSERT(all_of(Touches(expected)) == expected);
    RC_ASSERT(touches.size() == expected.size());
    RC_ASSERT(std::vector<Touch>(touches.rbegin(), touches.rend()) ==
              std::vector<Touch>(expected.rbegin(), expected.rend()));
}

RC_GTEST_PROP(Touches, AreSearchedByTime, ()) {
    std::vector<Touch> all;
    const auto many = *rc::gen::inRange<std::uint32_t>(0, 60);
    for (std::uint32_t each = 0; each < many; ++each)
        all.push_back(any_touch(each + 1));
    std::ranges::sort(all, {}, place_of);
    const Touches touches(all);
    const Instant at{*rc::gen::inRange<std::int64_t>(-3'000, 3'000) * second_micros};
    const auto found = std::ranges::upper_bound(touches, at, {}, &Touch::at);
    const auto expected = std::ranges::upper_bound(all, at, {}, &Touch::at);
    RC_ASSERT(found - touches.begin() == expected - all.begin());
    const auto before = std::ranges::count_if(all, [&](const Touch& each) { return each.at < at; });
    RC_ASSERT(touches.lower_bound(at) == static_cast<std::size_t>(before));
    Touches partly;
    for (const Touch& each : all)
        partly.insert(each);
    RC_ASSERT(partly.lower_bound(at) == static_cast<std::size_t>(before));
}

TEST(Touches, HoldTheEndsOfEveryColumn) {
    constexpr auto most = std::numeric_limits<std::uint16_t>::max();
    const Instant first{-62'167'219'200'000'000};  // 0000-01-01
    const Instant last{253'402'300'799'999'999};   // 9999-12-31
    const std::vector<Touch> all{
        {.at = first, .shape = {}, .order = 1},
        {.at = last,
         .shape = {.way = most, .columns = {most, most, most}, .rest = no_code},
         .order = std::numeric_limits<std::uint32_t>::max()}};
    EXPECT_EQ(all_of(Touches(all)), all);
}

TEST(Touches, OfPeopleTakeNineBytes) {
    std::vector<Touch> all;
    for (std::uint32_t each = 0; each < 1'000; ++each) {
        all.push_back({.at = {std::int64_t{each} * 7 * hour_micros + 17 * second_micros},
                       .shape = {.way = static_cast<std::uint16_t>(each % 12),
                                 .columns = {static_cast<std::uint16_t>(each % 10),
                                             static_cast<std::uint16_t>(each % 500),
                                             static_cast<std::uint16_t>(each % 2'000)},
                                 .rest = 0},
                       .order = each * 11});
    }
    EXPECT_LE(Touches(all).bytes(), 9 * all.size() + 64);
}

using Entry = OrderIndex::Entry;

RC_GTEST_PROP(OrderIndex, FindsWhatWasAdded, ()) {
    OrderIndex index;
    std::map<std::int64_t, Entry> expected;
    std::int64_t seq = 0;
    std::uint64_t order = 0;
    const auto many = *rc::gen::inRange(0, 200);
    for (int each = 0; each < many; ++each) {
        seq += *rc::gen::element<std::int64_t>(1, 1, 1, 2, 40);
        order += *rc::gen::element<std::uint64_t>(1, 1, 1'000, 10'000'000);
        const auto lines = *rc::gen::element<std::uint64_t>(1, 1, 1, 2, 300);
        const Entry entry{.order = order, .lines = lines, .created = *rc::gen::inRange(0, 5) == 0};
        RC_ASSERT(index.add(seq, entry));
        expected.emplace(seq, entry);
        order += lines - 1;
    }
    for (std::int64_t each = -1; each <= seq + 1; ++each) {
        const auto found = expected.find(each);
        const auto known = found == expected.end() ? std::nullopt : std::optional(found->second);
        const bool same = index.find(each) == known;
        RC_ASSERT(same);
    }
    for (const auto& [each, entry] : expected) {
        const auto begun = index.last_begun(entry.order);
        RC_ASSERT(begun.has_value());
        RC_ASSERT(begun->seq == each);
        const auto before = index.last_begun(entry.order - 1);
        const auto place = expected.find(each);
        RC_ASSERT(before.has_value() == (place != expected.begin()));
        if (before) RC_ASSERT(before->seq == std::prev(place)->first);
    }
}

TEST(OrderIndex, RefusesWhatDoesNotFollow) {
    OrderIndex index;
    EXPECT_TRUE(index.add(2, {.order = 5}));
    EXPECT_FALSE(index.add(2, {.order = 6}));
    EXPECT_FALSE(index.add(1, {.order = 6}));
    EXPECT_FALSE(index.add(3, {.order = 5}));
    EXPECT_FALSE(index.add(std::int64_t{1} << 40U, {.order = 6}));
    EXPECT_EQ(index.find(1), std::nullopt);
    EXPECT_EQ(index.find(2), Entry{.order = 5});
    EXPECT_EQ(index.find(3), std::nullopt);
    EXPECT_EQ(index.last_begun(4), std::nullopt);
}

}  // namespace
}  // namespace baton::ledger
