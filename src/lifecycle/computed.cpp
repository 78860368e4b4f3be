#include "lifecycle/computed.hpp"

#include <algorithm>
#include <compare>
#include <memory>
#include <optional>
#include <re2/re2.h>
#include <string>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"

namespace baton::lifecycle {

namespace {

using agreement::Comparator;
using agreement::TextOperator;
using Kind = Computed::Kind;

std::string folded(const Computed& value, const std::string& text) {
    return value.folded ? text : text::folded(text);
}

bool is_text(const Computed& value) {
    return value.kind == Kind::text || value.kind == Kind::multi;
}

// "Is one of its values", for multi-select and text alike.
bool shares_text(const Computed& left, const Computed& right) {
    return std::ranges::any_of(left.texts, [&](const std::string& mine) {
        const auto key = folded(left, mine);
        return std::ranges::any_of(
            right.texts, [&](const std::string& theirs) { return folded(right, theirs) == key; });
    });
}

template <typename T>
std::strong_ordering order(const T& left, const T& right) {
    if (left < right) return std::strong_ordering::less;
    return right < left ? std::strong_ordering::greater : std::strong_ordering::equal;
}

// How two values of one type stand; nothing when they cannot be compared. An instant beside a date
// is its calendar day. Unequal text is `greater`: only equality is asked of it.
std::optional<std::strong_ordering> standing(const Computed& left,
                                             const Computed& right,
                                             const TimeZone& zone) {
    if (is_text(left) && is_text(right)) {
        return shares_text(left, right) ? std::strong_ordering::equal
                                        : std::strong_ordering::greater;
    }
    if (left.kind == Kind::instant && right.kind == Kind::date) {
        return order(zone.day_of(left.at), right.date);
    }
    if (left.kind == Kind::date && right.kind == Kind::instant) {
        return order(left.date, zone.day_of(right.at));
    }
    if (left.kind != right.kind) return std::nullopt;
    switch (left.kind) {
        case Kind::boolean: return order(left.flag, right.flag);
        case Kind::number: return order(left.number, right.number);
        case Kind::date: return order(left.date, right.date);
        case Kind::instant: return order(left.at, right.at);
        case Kind::unknown:
        case Kind::text:
        case Kind::multi: return std::nullopt;
    }
    return std::nullopt;
}

bool has_order(const Computed& value) {
    return !is_text(value) && value.kind != Kind::boolean;
}

}  // namespace

std::string render_millionths(Wide millionths) {
    const bool negative = millionths < 0;
    Wide rest = negative ? -millionths : millionths;
    std::string digits;
    do {
        digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
        rest /= 10;
    } while (rest != 0);
    if (digits.size() < 7) digits.append(7 - digits.size(), '0');
    std::ranges::reverse(digits);
    digits.insert(digits.size() - 6, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return negative ? "-" + digits : digits;
}

Computed computed_number(Wide millionths) {
    Computed value;
    value.kind = Kind::number;
    value.number = millionths;
    return value;
}

Computed computed_instant(Instant at) {
    Computed value;
    value.kind = Kind::instant;
    value.at = at;
    return value;
}

namespace {

struct Compute {
    Computed operator()(const Unknown& /*none*/) const { return {}; }

    Computed operator()(bool flag) const {
        Computed value;
        value.kind = Kind::boolean;
        value.flag = flag;
        return value;
    }

    Computed operator()(Decimal number) const { return computed_number(number.millionths); }

    Computed operator()(const std::string& text) const {
        Computed value;
        value.kind = Kind::text;
        value.texts = {text};
        return value;
    }

    Computed operator()(Date date) const {
        Computed value;
        value.kind = Kind::date;
        value.date = date;
        return value;
    }

    Computed operator()(Instant at) const { return computed_instant(at); }

    Computed operator()(const Money& /*money*/) const { return {}; }

    Computed operator()(const std::vector<std::string>& members) const {
        Computed value;
        value.kind = Kind::multi;
        value.texts = members;
        return value;
    }
};

}  // namespace

Computed computed(const Value& value) {
    return std::visit(Compute{}, value);
}

Computed prepared(const agreement::Literal& literal) {
    auto value = std::visit([](const auto& any) { return Compute{}(any); }, literal);
    for (auto& text : value.texts)
        text = text::folded(text);
    value.folded = true;
    return value;
}

std::string describe(const Computed& value) {
    switch (value.kind) {
        case Kind::unknown: return "";
        case Kind::boolean: return value.flag ? "true" : "false";
        case Kind::number: return render_millionths(value.number);
        case Kind::date: return render(value.date);
        case Kind::instant: return render(value.at);
        case Kind::text:
        case Kind::multi: break;
    }
    std::string text;
    for (const auto& each : value.texts)
        text += (text.empty() ? "" : ", ") + each;
    return text;
}

bool compare(const Computed& left,
             Comparator comparator,
             const Computed& right,
             const TimeZone& zone) {
    const auto found = standing(left, right, zone);
    if (!found) return false;
    if (comparator == Comparator::equal) return std::is_eq(*found);
    if (comparator == Comparator::not_equal) return std::is_neq(*found);
    if (!has_order(left)) return false;
    switch (comparator) {
        case Comparator::less: return std::is_lt(*found);
        case Comparator::at_most: return std::is_lteq(*found);
        case Comparator::greater: return std::is_gt(*found);
        case Comparator::at_least: return std::is_gteq(*found);
        case Comparator::equal:
        case Comparator::not_equal: break;
    }
    return false;
}

bool between(const Computed& value,
             const Computed& low,
             const Computed& high,
             const TimeZone& zone) {
    return compare(value, Comparator::at_least, low, zone) &&
           compare(value, Comparator::at_most, high, zone);
}

std::vector<Computed> prepared(const agreement::LiteralSet& set) {
    std::vector<Computed> members;
    for (const auto& member : set.members)
        members.push_back(prepared(member));
    return members;
}

bool in_set(const Computed& value,
            const std::vector<Computed>& members,
            bool negated,
            const TimeZone& zone) {
    bool comparable = false;
    for (const auto& member : members) {
        const auto found = standing(value, member, zone);
        if (!found) continue;
        if (std::is_eq(*found)) return !negated;
        comparable = true;
    }
    const bool same_type_unseen = members.empty() && value.kind != Kind::unknown;
    return negated && (comparable || same_type_unseen);
}

TextTest::TextTest(TextOperator text_operator, const std::string& pattern)
    : operator_(text_operator), folded_(text::folded(pattern)) {
    if (text_operator != TextOperator::matches) return;
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    pattern_ = std::make_shared<const re2::RE2>(text::normalised(pattern), options);
}

bool TextTest::holds(const std::string& text) const {
    if (operator_ == TextOperator::matches) {
        return pattern_->ok() && re2::RE2::PartialMatch(text::normalised(text), *pattern_);
    }
    const auto key = text::folded(text);
    switch (operator_) {
        case TextOperator::contains: return key.find(folded_) != std::string::npos;
        case TextOperator::starts_with: return key.starts_with(folded_);
        case TextOperator::ends_with: return key.ends_with(folded_);
        case TextOperator::matches: break;
    }
    return false;
}

bool TextTest::holds(const Computed& value) const {
    if (value.kind == Kind::text) return holds(value.texts.front());
    if (value.kind != Kind::multi || operator_ != TextOperator::contains) return false;
    return std::ranges::any_of(
        value.texts, [&](const std::string& member) { return text::folded(member) == folded_; });
}

}  // namespace baton::lifecycle
