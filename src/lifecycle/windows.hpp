#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

// A touch that a window matches, by its index among the contact's touches.
struct Match {
    Instant at;
    std::uint32_t touch = 0;
};

// The matches [begin, end) that count at an instant.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }

    [[nodiscard]] bool empty() const { return begin == end; }
};

// One program's windows over one contact's touches, moving forward in time: both ends of a window
// only ever advance, so a pass over n touches costs O(n). Filters are evaluated once per shape.
class Windows {
public:
    Windows(const Program& program, const ledger::Timeline& timeline);

    // Turns to a contact. Instants asked for afterwards must not fall.
    void begin(const ledger::Contact& contact);

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
    bool relevant(ledger::Code shape);

private:
    struct Matches {
        bool built = false;
        std::vector<Match> entries = {};
        std::vector<Wide> sums = {};          // of the first n
        std::vector<std::int32_t> days = {};  // local days, for scores
        std::size_t begin = 0;
        std::size_t end = 0;
        Instant first_expiry = Instant::earliest();  // of entry `begin`; earliest(): not yet known
        Instant cutoff = Instant::earliest();
        std::size_t after_cutoff = 0;
    };

    enum class Verdict : std::uint8_t { untried, no, yes };

    bool matches(Index window, ledger::Code shape);
    void move_to(Instant at);
    void build(Index window, Instant at);
    void add_match(Index window, std::size_t touch);
    void advance(Index window, Instant at);

    const Program& program_;
    const ledger::Timeline& timeline_;
    const ledger::Contact* contact_ = nullptr;
    std::vector<Matches> matches_;
    std::vector<std::vector<Verdict>> verdicts_;  // by window, by shape
    std::vector<Verdict> relevant_;
    std::vector<Instant> arrivals_;  // when touches that happened before become visible, rising
    std::size_t arrived_ = 0;
};

}  // namespace baton::lifecycle
