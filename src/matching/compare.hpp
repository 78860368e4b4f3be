#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "matching/roll.hpp"

namespace baton::matching {

// How much alike two records are in one field.
enum class Level : std::uint8_t {
    unknown,  // one of them does not have it
    same,
    near,     // a typing error apart
    alike,    // in part, or by sound
    swapped,  // the given name stands where the other's surname does, and the other way round
    different,
};

inline constexpr std::size_t levels = 6;

constexpr std::size_t index(Level level) {
    return static_cast<std::size_t>(level);
}

// As people read it: "a typing error apart".
[[nodiscard]] std::string_view title(Level level);

// By field.
using Levels = std::array<Level, fields>;

// Two plain forms of a field that is not made of words.
[[nodiscard]] Level compare(Field field, std::string_view left, std::string_view right);

// Two records, field by field. Symmetric.
[[nodiscard]] Levels compare(const Roll& roll, Row left, Row right);

// Somebody who is not on the roll, in plain form, and a record of it.
[[nodiscard]] Levels compare(const Roll& roll, const Card& plain, Row row);

}  // namespace baton::matching
