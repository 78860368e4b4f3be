#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// How far the numbers in a snapshot may go.
namespace baton::ledger {

// What a number points into; it must lie below the count of these.
enum class Among : std::uint8_t {
    names,
    values,
    spellings,
    kinds,
    fields,  // sets of fields
    ways,
    far,
    channels,
    campaigns,
    assets,
    contacts,
    companies,
    primaries,  // companies, counted from 1
    deals,
    visitors,
    records,
};
inline constexpr std::size_t among_count = 16;

class Counts {
public:
    [[nodiscard]] std::uint64_t& operator[](Among among) {
        return counts_[static_cast<std::size_t>(among)];
    }

    [[nodiscard]] std::uint64_t operator[](Among among) const {
        return counts_[static_cast<std::size_t>(among)];
    }

    [[nodiscard]] auto& all() { return counts_; }

    [[nodiscard]] const auto& all() const { return counts_; }

private:
    std::array<std::uint64_t, among_count> counts_ = {};
};

// A number, or a vector of numbers, that points into something; `none` stands for nothing.
template <typename Numbers>
struct Pointing {
    Numbers& numbers;
    Among among;
    bool may_be_none = false;
};

template <typename Numbers>
Pointing<Numbers> into(Among among, Numbers& numbers) {
    return {.numbers = numbers, .among = among};
}

template <typename Numbers>
Pointing<Numbers> into_or_none(Among among, Numbers& numbers) {
    return {.numbers = numbers, .among = among, .may_be_none = true};
}

// The last of each closed set: no byte above it is read.
constexpr Actor last_of(Actor /*any*/) {
    return Actor::prefetch;
}

constexpr Trust last_of(Trust /*any*/) {
    return Trust::anonymous;
}

constexpr Direction last_of(Direction /*any*/) {
    return Direction::out;
}

constexpr HandoffStep last_of(HandoffStep /*any*/) {
    return HandoffStep::reassigned;
}

constexpr DealStatus last_of(DealStatus /*any*/) {
    return DealStatus::lost;
}

constexpr Identity last_of(Identity /*any*/) {
    return Identity::now;
}

constexpr ValueType last_of(ValueType /*any*/) {
    return ValueType::multi;
}

}  // namespace baton::ledger
