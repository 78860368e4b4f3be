#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/value.hpp"

// What a deal sells, line by line, and what that comes to. All sums are whole minor units of one
// currency; a line is rounded once, half away from zero, and a discount on the whole deal is shared
// out by largest remainder, so that the lines add up to the deal to the cent.
namespace baton::engine {

// The most lines of one deal, and the most minor units of one line before discounts.
inline constexpr std::size_t deal_lines_max = 200;
inline constexpr std::int64_t line_minor_max = 9'000'000'000'000'000;
inline constexpr int line_months_max = 120;

// At most one of a line's two discounts; the amount is off the whole line.
struct LineItem {
    std::string product = {};
    Decimal quantity = {.millionths = decimal_one};
    Money unit_price = {};    // of one, and of one month when it recurs
    std::int32_t months = 0;  // how many it recurs for; 0: it is sold once
    std::optional<Decimal> discount_percent = {};
    std::optional<Money> discount_amount = {};
    bool operator==(const LineItem&) const = default;
};

struct DealLines {
    std::vector<LineItem> items = {};
    std::optional<Decimal> discount_percent = {};  // off the whole deal, at most one of the two
    std::optional<Money> discount_amount = {};
    bool operator==(const DealLines&) const = default;
};

struct LineView : LineItem {
    Money gross = {};     // before any discount
    Money discount = {};  // the line's own, and its share of the deal's
    Money net = {};
};

BOOST_DESCRIBE_STRUCT(LineItem,
                      (),
                      (product, quantity, unit_price, months, discount_percent, discount_amount))
BOOST_DESCRIBE_STRUCT(LineView, (LineItem), (gross, discount, net))

struct PricedLines {
    std::vector<LineView> items = {};
    std::optional<Decimal> discount_percent = {};
    std::optional<Money> discount_amount = {};
    Money net = {};      // the deal's amount: the sum of the lines
    Money monthly = {};  // what recurs, a month
};

BOOST_DESCRIBE_STRUCT(PricedLines, (), (items, discount_percent, discount_amount, net, monthly))

// Every problem at once, at /lines/items/2/quantity. REQUIRES: at least one item.
[[nodiscard]] Result<PricedLines> price(const DealLines& lines);

// As the ledger holds them, in the deal's `line_items` property: one text a line,
//   2 x Annual plan at 1200.00 EUR for 12 months less 10%
// and a last one, `less 500.00 EUR`, for a discount on the whole deal.
[[nodiscard]] std::vector<std::string> render(const DealLines& lines);
[[nodiscard]] Result<DealLines> parse_deal_lines(const std::vector<std::string>& texts);

}  // namespace baton::engine
