#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "ledger/snapshot_form.hpp"
#include "ledger/timeline.hpp"

// A timeline as bytes, in parts that are written and read apart from each other, on any thread.
// What is read back is the same timeline: it goes on with the events after those it was made of.
// The bytes are of this very program: another may lay out its structures in another way.
namespace baton::ledger {

// A run of records of one sort, or something there is one of.
struct TimelinePart {
    enum class Of : std::uint8_t {
        dictionary,
        frame,
        contact_ids,
        company_ids,
        deal_ids,
        visitor_ids,
        orders,
        contacts,
        companies,
        deals,
        visitors,
        records,
    };
    Of of = Of::frame;
    std::size_t first = 0;
    std::size_t end = 0;
};

// How many there are of what the numbers in the parts point into: to be known before any part.
[[nodiscard]] Counts counts_of(const Timeline& timeline);

// The same parts for the same counts; the dearest to read come first.
[[nodiscard]] std::vector<TimelinePart> parts_of(const Counts& counts);

[[nodiscard]] std::string written(const Timeline& timeline, const TimelinePart& part);

// Reads the parts of one timeline into an empty one. Failure::invalid for bytes that no timeline
// was written as; then the timeline is of no use.
class TimelineReading {
public:
    // REQUIRES: the timeline outlives this. `bytes` is the size of all parts together.
    static Result<TimelineReading> begin(Timeline& timeline,
                                         const Counts& counts,
                                         std::uint64_t bytes);

    // Several threads may read different parts.
    [[nodiscard]] Done read(const TimelinePart& part, std::span<const char> bytes);

    // REQUIRES: all parts were read.
    [[nodiscard]] Done finish();

private:
    TimelineReading(Timeline& timeline, const Counts& counts)
        : timeline_(&timeline), counts_(counts) {}

    Timeline* timeline_;
    Counts counts_;
};

}  // namespace baton::ledger
