#include "ledger/snapshot.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <variant>
#include <vector>

#include "ledger/small_history.hpp"
#include "ledger/timeline.hpp"

namespace baton::ledger {
namespace {

using baton::testing::SmallHistory;

// A timeline on paper.
struct Sheets {
    Counts counts;
    std::vector<std::string> parts;

    bool operator==(const Sheets& other) const {
        return counts.all() == other.counts.all() && parts == other.parts;
    }
};

Sheets sheets_of(const Timeline& timeline) {
    Sheets sheets{.counts = counts_of(timeline), .parts = {}};
    for (const TimelinePart& part : parts_of(sheets.counts))
        sheets.parts.push_back(written(timeline, part));
    return sheets;
}

Done read_into(Timeline& timeline, const Sheets& sheets) {
    std::uint64_t bytes = 0;
    for (const std::string& part : sheets.parts)
        bytes += part.size();
    auto reading = TRY(TimelineReading::begin(timeline, sheets.counts, bytes));
    const auto parts = parts_of(sheets.counts);
    if (parts.size() != sheets.parts.size()) return fail(Failure::invalid, "other parts");
    for (std::size_t number = parts.size(); number-- > 0;)
        TRY(reading.read(parts[number], sheets.parts[number]));
    return reading.finish();
}

std::vector<Event> history(const std::vector<std::uint32_t>& numbers) {
    SmallHistory small;
    std::vector<Event> events;
    for (const std::uint32_t number : numbers)
        events.push_back(small.next(number));
    return events;
}

std::vector<std::uint32_t> arbitrary_numbers() {
    return *rc::gen::resize(70, rc::gen::arbitrary<std::vector<std::uint32_t>>());
}

// Everything that `concerned`, voids and look-ups say along the way counts too.
std::string told(const Timeline& timeline, const Event& event) {
    std::string text;
    const auto concerned = timeline.concerned(event);
    for (const Slot slot : concerned.value_or(std::vector<Slot>{}))
        text += std::to_string(slot) + " ";
    if (std::holds_alternative<Voided>(event.what)) {
        for (const Slot slot : timeline.reach_of_last_void().readers)
            text += std::to_string(slot) + " ";
    }
    return text + std::to_string(timeline.order_of(event.position).value_or(0));
}

RC_GTEST_PROP(Snapshot, WithWhatCameAfterIsTheWholeHistory, (std::uint32_t cut)) {
    const auto events = history(arbitrary_numbers());
    Timeline whole;
    Timeline before;
    const std::size_t place = events.empty() ? 0 : cut % (events.size() + 1);
    for (std::size_t i = 0; i < place; ++i)
        before.add(events[i]);
    if (cut % 3 == 0) before.pack();
    Timeline after;
    RC_ASSERT(read_into(after, sheets_of(before)).has_value());
    RC_ASSERT(sheets_of(after) == sheets_of(before));
    for (std::size_t i = 0; i < events.size(); ++i) {
        whole.add(events[i]);
        if (i < place) continue;
        after.add(events[i]);
        RC_ASSERT(told(after, events[i]) == told(whole, events[i]));
    }
    whole.pack();
    after.pack();
    RC_ASSERT(sheets_of(after) == sheets_of(whole));
}

TEST(Snapshot, KeepsHowIdentityIsReadAndTheTypes) {
    DeclaredTypes types;
    types.contact["plan"] = ValueType::text;
    types.others["task"]["due"] = ValueType::instant;
    Timeline timeline(Identity::now, types);
    Timeline read;
    ASSERT_TRUE(read_into(read, sheets_of(timeline)));
    EXPECT_EQ(read.identity(), Identity::now);
    EXPECT_EQ(read.types(), types);
}

// Whoever reads it has made sure that the bytes are what was written (store/sealed_file.hpp). Still
// nothing is read that leads beyond what is there.
RC_GTEST_PROP(Snapshot, ACutPartIsRefused, (std::uint32_t which, std::uint32_t size)) {
    Timeline timeline;
    for (const Event& event : history(arbitrary_numbers()))
        timeline.add(event);
    Sheets sheets = sheets_of(timeline);
    std::string& part = sheets.parts[which % sheets.parts.size()];
    RC_PRE(!part.empty());
    part.resize(size % part.size());
    Timeline read;
    RC_ASSERT(!read_into(read, sheets).has_value());
}

RC_GTEST_PROP(Snapshot, OtherCountsAreRefused, (std::uint32_t which)) {
    Timeline timeline;
    for (const Event& event : history(arbitrary_numbers()))
        timeline.add(event);
    Sheets sheets = sheets_of(timeline);
    sheets.counts.all().at(which % among_count) += 1 + which % 70'000;
    Timeline read;
    RC_ASSERT(!read_into(read, sheets).has_value());
}

TEST(Snapshot, CountsAreNotBelievedBeyondTheBytes) {
    Sheets sheets = sheets_of(Timeline());
    sheets.counts[Among::contacts] = 0xFFFFFFFE;
    Timeline read;
    EXPECT_FALSE(read_into(read, sheets));
    sheets.counts[Among::contacts] = 1ULL << 60U;
    EXPECT_FALSE(read_into(read, sheets));
}

}  // namespace
}  // namespace baton::ledger
