#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/value.hpp"
#include "formula/expression.hpp"

namespace baton::formula {

// Why something that is known came to nothing: money of two currencies, a division by zero, a
// number out of range.
struct Trouble {
    Place place = {};
    std::string message = {};

    bool operator==(const Trouble&) const = default;
};

struct Outcome {
    Value value = {};
    std::optional<Trouble> trouble = {};  // the first one met; then the value may be unknown

    bool operator==(const Outcome&) const = default;
};

// Values by Expression::fields, null or Unknown where nothing is known; one of another type than
// was declared counts as unknown. Time is given too.
struct Given {
    std::span<const Value* const> fields;
    Date today = {};
    TimeZone zone;
};

// Works out expressions. A function of its arguments alone; never fails: what cannot be worked out
// is unknown. Texts it makes are kept in it between calls, so one that is used again does not
// allocate for numbers, money and dates. Not shared between threads.
class Evaluator {
public:
    [[nodiscard]] Outcome evaluate(const Expression& expression, const Given& given);

private:
    using Texts = const std::vector<std::string>*;
    using Computed =
        std::variant<Unknown, bool, Decimal, std::string_view, Date, Instant, Money, Texts>;

    [[nodiscard]] Computed at(std::uint32_t index);
    [[nodiscard]] Computed of(const Node& node);
    [[nodiscard]] Computed child(const Node& node, std::uint32_t place);
    [[nodiscard]] bool holds(const Node& node, std::uint32_t place);
    [[nodiscard]] Computed loaded(const Value& value, ValueType type) const;
    [[nodiscard]] Value stored(const Computed& computed) const;
    [[nodiscard]] Computed sum(const Node& node);
    [[nodiscard]] Computed moved(const Node& node, Date day, const Computed& by);
    [[nodiscard]] Computed product(const Node& node);
    [[nodiscard]] Computed part_of(const Node& node, const Money& money, const Computed& by);
    [[nodiscard]] std::optional<std::int64_t> over(const Node& node,
                                                   std::int64_t of,
                                                   std::int64_t by);
    [[nodiscard]] Computed quotient(const Node& node);
    [[nodiscard]] Computed negated(const Node& node);
    [[nodiscard]] Computed compared(const Node& node);
    [[nodiscard]] Computed chosen(const Node& node);
    [[nodiscard]] Computed extreme(const Node& node);
    [[nodiscard]] Computed rounded(const Node& node);
    [[nodiscard]] Computed first_known(const Node& node);
    [[nodiscard]] Computed joined(const Node& node);
    [[nodiscard]] Computed cased(const Node& node);
    [[nodiscard]] Computed length(const Node& node);
    [[nodiscard]] Computed days_between(const Node& node);
    [[nodiscard]] std::optional<int> order(const Node& node,
                                           const Computed& left,
                                           const Computed& right);
    [[nodiscard]] Computed trouble(const Node& node, std::string message);
    [[nodiscard]] Computed kept(const Node& node, std::string text);
    [[nodiscard]] std::optional<Date> day_of(const Computed& value) const;
    [[nodiscard]] bool same_currency(const Node& node, const Money& left, const Money& right);

    const Expression* expression_ = nullptr;
    const Given* given_ = nullptr;
    std::optional<Trouble> trouble_;
    std::deque<std::string> texts_;
    std::size_t texts_used_ = 0;
};

}  // namespace baton::formula
