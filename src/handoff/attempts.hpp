#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/instant.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/touches.hpp"

// What a rep did to reach a buyer, among all that happened.
namespace baton::handoff {

enum class Attempt : std::uint8_t { untried, none, other, meeting };

// Which touches are attempts: that follows from how they came about alone, of which there are few.
class Attempts {
public:
    explicit Attempts(const ledger::Dictionary& dictionary) : dictionary_(dictionary) {}

    // Calls found(at, whether it is a meeting) for those of [from, until], in order.
    template <typename Found>
    void each(const ledger::Touches& touches, Instant from, Instant until, Found found) {
        const auto note = [&](Instant at, Attempt attempt) {
            if (attempt != Attempt::none) found(at, attempt == Attempt::meeting);
        };
        const auto packed = touches.packed();
        for (auto place = packed.lower_bound(from); place < packed.count; ++place) {
            const auto way = packed.ways[place];
            if (way < ways_.size() && ways_[way] == Attempt::none) continue;
            const Instant at = packed.at(place);
            if (at > until) return;
            note(at, of(packed.shape(place)));
        }
        for (const ledger::Touch& touch : touches.recent()) {
            if (touch.at >= from && touch.at <= until) note(touch.at, of(touch.shape));
        }
    }

private:
    Attempt of(ledger::ShapeCode code) {
        if (code.way >= ways_.size()) return ask(code);
        Attempt& attempt = ways_[code.way];
        if (attempt == Attempt::untried) attempt = ask(code);
        return attempt;
    }

    [[nodiscard]] Attempt ask(ledger::ShapeCode code) const;

    static constexpr std::size_t remembered = 256;

    const ledger::Dictionary& dictionary_;
    std::array<Attempt, remembered> ways_ = {};
};

}  // namespace baton::handoff
