#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace re2 {
class RE2;
}  // namespace re2

// Values while they are compared (rules 5–9): one type for literals, properties, fields and
// aggregates.
namespace baton::lifecycle {

// Millionths, wide enough that no sum of touches overflows.
__extension__ using Wide = __int128;

// "42", "-0.5": the shortest decimal.
[[nodiscard]] std::string render_millionths(Wide millionths);

struct Computed {
    enum class Kind : std::uint8_t { unknown, boolean, number, text, date, instant, multi };

    Kind kind = Kind::unknown;
    bool flag = false;
    bool folded = false;  // `texts` are in the form in which text is compared
    Wide number = 0;
    Instant at = {};
    Date date = {};
    std::vector<std::string> texts = {};  // one, or the members of a multi-select
};

[[nodiscard]] Computed computed_number(Wide millionths);

// How many there are, in millionths.
[[nodiscard]] constexpr Wide counted(std::size_t count) {
    return Wide{decimal_one} * static_cast<std::int64_t>(count);
}

[[nodiscard]] Computed computed_instant(Instant at);
// A value as JSON types it; money is unknown here, since it needs a currency and a rate.
[[nodiscard]] Computed computed(const Value& value);
[[nodiscard]] Computed prepared(const agreement::Literal& literal);

// What is shown of it; empty for unknown.
[[nodiscard]] std::string describe(const Computed& value);

// The same of two numbers.
[[nodiscard]] constexpr bool compare(Wide left, agreement::Comparator comparator, Wide right) {
    switch (comparator) {
        case agreement::Comparator::equal: return left == right;
        case agreement::Comparator::not_equal: return left != right;
        case agreement::Comparator::less: return left < right;
        case agreement::Comparator::at_most: return left <= right;
        case agreement::Comparator::greater: return left > right;
        case agreement::Comparator::at_least: return left >= right;
    }
    return false;
}

// False when either is unknown or they are not of one type, whatever the comparator.
[[nodiscard]] bool compare(const Computed& left,
                           agreement::Comparator comparator,
                           const Computed& right,
                           const TimeZone& zone);

[[nodiscard]] bool between(const Computed& value,
                           const Computed& low,
                           const Computed& high,
                           const TimeZone& zone);

// A set's members, prepared once.
[[nodiscard]] std::vector<Computed> prepared(const agreement::LiteralSet& set);
[[nodiscard]] bool in_set(const Computed& value,
                          const std::vector<Computed>& members,
                          bool negated,
                          const TimeZone& zone);

// contains, starts with, ends with, matches: the pattern, prepared once. Safe to share.
class TextTest {
public:
    TextTest() = default;
    TextTest(agreement::TextOperator text_operator, const std::string& pattern);

    [[nodiscard]] bool holds(const Computed& value) const;

private:
    [[nodiscard]] bool holds(const std::string& text) const;

    agreement::TextOperator operator_ = agreement::TextOperator::contains;
    std::string folded_;
    std::shared_ptr<const re2::RE2> pattern_;
};

}  // namespace baton::lifecycle
