#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/postings.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/touch_filter.hpp"

namespace baton::lifecycle {

// The matches [begin, end) that count at an instant.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }

    [[nodiscard]] bool empty() const { return begin == end; }
};

// One program's windows over one contact's touches, moving forward in time: both ends of a window
// only ever advance, so a pass over n touches costs O(n).
class Windows {
public:
    Windows(const Program& program, const ledger::Timeline& timeline);

    // From now on matches are looked up in, and kept for, these. They must outlive it and stay
    // prepared for the program.
    void remember_in(Postings& postings);

    // What is remembered of a window; null when nothing is.
    [[nodiscard]] const Postings::Filter* remembered(Index window) const {
        return postings_ == nullptr ? nullptr : kept_[window];
    }

    // Turns to a contact. Instants asked for afterwards must not fall.
    void begin(const ledger::Contact& contact);

    // Finds all matches of these windows, ever, in one pass over the touches; of those of which the
    // first decides, it alone when `first_only`.
    void collect(const std::vector<Index>& windows, bool first_only);

    // The same, of one window more.
    void collect(Index window, bool first_only);

    // How many touches of a contact it matches, ever; of a window of which the first decides at
    // least whether there is one. Goes to the touches, and keeps what it found where matches are
    // remembered. The contact that the windows are turned to is given up.
    std::uint32_t count_ever(Index window, ledger::Slot slot);

    // Whether its matches are known.
    [[nodiscard]] bool is_collected(Index window) const { return matches_[window].built; }

    [[nodiscard]] bool remembers() const { return postings_ != nullptr; }

    // How many touches a collected window matches, ever.
    [[nodiscard]] std::size_t matches(Index window) const {
        return matches_[window].built ? matches_[window].entries.size() : 0;
    }

    // No more of them ever count together. REQUIRES: collected.
    [[nodiscard]] std::size_t most_together(Index window) const;

    // When so many of them can first count together; latest(): never. REQUIRES: collected, and at
    // least one is asked for.
    [[nodiscard]] Instant first_together(Index window, std::size_t many) const;

    // What counts at `at` of touches that happened after `cutoff`.
    Range range(Index window, Instant at, Instant cutoff);

    [[nodiscard]] const Match& match(Index window, std::size_t index) const {
        return matches_[window].entries[index];
    }

    // When the match leaves the window; latest() without `within`.
    [[nodiscard]] Instant expiry(Index window, std::size_t index) const;
    [[nodiscard]] Wide sum(Index window, Range range) const;

    [[nodiscard]] std::int32_t day(Index window, std::size_t index) const {
        return matches_[window].days[index];
    }

    // Whether any window matches touches of this shape.
    bool relevant(ledger::ShapeCode shape);

private:
    struct Matches {
        bool built = false;
        std::span<const Match> entries = {};  // of `own`, or of postings
        std::vector<Match> own = {};
        std::vector<Wide> sums = {};          // of the first n
        std::vector<std::int32_t> days = {};  // local days, for scores
        std::size_t begin = 0;
        std::size_t end = 0;
        Instant first_expiry = Instant::earliest();  // of entry `begin`; earliest(): not yet known
        Instant cutoff = Instant::earliest();
        std::size_t after_cutoff = 0;

        // Keeps its memory.
        void start();
    };

    void find_arrivals();
    void move_to(Instant at);
    void build(Index window, Instant at);
    bool recall(Index window);
    void learn_ways();
    [[nodiscard]] bool way_may_match(Index window, std::uint64_t way) const;
    void find_places(const ledger::Touches::Packed& packed, Index window);
    void find_packed(const ledger::Touches::Packed& packed, Index window, bool first_only);
    void find_by_column(const ledger::Touches::Packed& packed, Index window);
    void find_recent(const ledger::Touches& touches, Index window, bool first_only);
    void find(const ledger::Touches& touches, Index window, bool first_only);
    void scan(Index window, bool first_only);
    void complete(Index window);
    [[nodiscard]] Wide summand(ledger::ShapeCode shape, const std::string& field) const;
    void advance(Index window, Instant at);

    // Which ways touches of a window can have: 1 for the low ones that do; of two ways of four bits
    // in one byte, bit 0 for the lower and bit 1 for the upper.
    struct Ways {
        std::vector<bool> all = {};
        std::array<std::uint8_t, 256> low = {};
        std::array<std::uint8_t, 256> pairs = {};
    };

    const Program& program_;
    const ledger::Timeline& timeline_;
    const ledger::Contact* contact_ = nullptr;
    Postings* postings_ = nullptr;
    std::vector<Postings::Filter*> kept_;  // by window, with postings
    std::vector<Matches> matches_;
    std::vector<TouchFilter> filters_;   // by window
    std::vector<Ways> ways_;             // by window
    std::size_t ways_known_ = 0;         // ways of the dictionary that were asked about
    std::vector<std::uint32_t> places_;  // the first places_found_ of them count
    std::size_t places_found_ = 0;
    std::vector<Instant> arrivals_;  // when touches that happened before become visible, rising
    std::size_t arrived_ = 0;
    bool arrivals_known_ = false;
};

}  // namespace baton::lifecycle
