#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace oracle {

// g++ asks for initialisers of members that designated initialisers leave out.

/// Microseconds since 1970, UTC.
using Instant = std::int64_t;

enum class Type { unknown, text, number, boolean, date, instant, money, multi };

/// One value of the language. `number` holds millionths for numbers and money (in the agreement's
/// currency), microseconds for instants, days since 1970 for dates and 0 or 1 for booleans.
struct Value {
    Type type = Type::unknown;
    std::string text = {};
    std::int64_t number = 0;
    std::vector<std::string> items = {};
};

inline bool is_known(const Value& value) {
    return value.type != Type::unknown;
}

}  // namespace oracle
