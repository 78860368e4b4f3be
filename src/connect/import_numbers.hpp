#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/value.hpp"

namespace baton::connect {

// 1,234.50 · 1.234,50 · 1'234.50 · € 99 · (12.00) · -3 · 99 EUR as plain decimal text ("1234.50").
// `decimal_mark` is the column's; where a number has both marks, the last one is the decimal mark.
// None when it is no number, or its groups do not have three digits.
[[nodiscard]] std::optional<std::string> plain_number(std::string_view text, char decimal_mark);

// Reads as a number with one decimal mark or the other. Leading zeros (0049…) and percentages do
// not.
[[nodiscard]] bool is_number_like(std::string_view text);

// The currency written beside an amount: a symbol that means one currency, or an ISO code.
[[nodiscard]] std::optional<Currency> currency_in(std::string_view text);

// What a column's values say about their decimal mark.
class NumberEvidence {
public:
    void see(std::string_view text);

    [[nodiscard]] char decimal_mark() const { return commas_ > points_ ? ',' : '.'; }

private:
    std::size_t commas_ = 0;
    std::size_t points_ = 0;
};

}  // namespace baton::connect
