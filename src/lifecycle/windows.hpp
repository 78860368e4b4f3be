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

    // How many touches a collected window matches, ever.
    [[nodiscard]] std::size_t matches(Index window) const {
        return matches_[window].built ? matches_[window].entries.size() : 0;
    }

    // No more of them ever count together. REQUIRES: collected.
    [[nodiscard]] std::size_t most_together(Index window) const;

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
    template <typename ShapeOf>
    std::uint64_t known_windows_of(std::uint64_t way, ShapeOf shape);
    void want(std::uint64_t windows);
    struct Search;
    void take(Search& search, Index window, const Match& match);
    void find_packed(const ledger::Touches::Packed& packed, Search& search);
    void find_places(const ledger::Touches::Packed& packed);
    void find(const std::vector<Index>& windows, bool first_only);
    void scan(bool first_only);
    void complete(Index window);
    [[nodiscard]] Wide summand(ledger::ShapeCode shape, const std::string& field) const;
    void advance(Index window, Instant at);
    std::uint64_t windows_of_way(ledger::ShapeCode shape);

    const Program& program_;
    const ledger::Timeline& timeline_;
    const ledger::Contact* contact_ = nullptr;
    Postings* postings_ = nullptr;
    std::vector<Postings::Filter*> kept_;  // by window, with postings
    std::vector<Index> scanned_;           // windows that no posting answers
    std::vector<Matches> matches_;
    std::vector<TouchFilter> filters_;   // by window
    std::vector<std::uint64_t> of_way_;  // windows that touches of a way can match, as bits
    std::uint64_t wanted_ = 0;           // the windows that wanted_ways_ is of
    std::size_t ways_known_ = ~std::size_t{0};
    std::array<std::uint8_t, 256> wanted_ways_ = {};  // 1: has to be looked at
    std::vector<std::uint32_t> places_;               // the first places_found_ of them count
    std::size_t places_found_ = 0;
    std::vector<Instant> arrivals_;  // when touches that happened before become visible, rising
    std::size_t arrived_ = 0;
    bool arrivals_known_ = false;
};

}  // namespace baton::lifecycle
