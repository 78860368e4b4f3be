#include "lifecycle/condition.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "lifecycle/computed.hpp"

namespace baton::lifecycle {

using Kind = agreement::Condition::Kind;

Condition::Condition(const agreement::Condition& source, const TimeZone& zone)
    : kind_(source.kind),
      field_(source.field),
      value_(source.value),
      comparator_(source.comparator),
      zone_(zone) {
    for (const auto& child : source.of)
        of_.emplace_back(child, zone);
    if (kind_ == Kind::in_set) {
        literals_ = prepared(source.set);
    } else if (kind_ == Kind::text) {
        text_ = TextTest(source.text_operator, std::get<std::string>(source.literals.front()));
    } else {
        for (const auto& literal : source.literals)
            literals_.push_back(prepared(literal));
    }
}

bool Condition::holds(const Lookup& field) const {
    const auto holds_for = [&](const Condition& child) { return child.holds(field); };
    switch (kind_) {
        case Kind::all_of: return std::ranges::all_of(of_, holds_for);
        case Kind::any_of: return std::ranges::any_of(of_, holds_for);
        case Kind::negation: return !of_.front().holds(field);
        case Kind::constant: return value_;
        case Kind::known:
        case Kind::compare:
        case Kind::in_set:
        case Kind::between:
        case Kind::text: break;
    }
    return compares(field(field_));
}

bool Condition::compares(const Computed& value) const {
    switch (kind_) {
        case Kind::known: return value.kind != Computed::Kind::unknown;
        case Kind::compare: return compare(value, comparator_, literals_.front(), zone_);
        case Kind::in_set: return in_set(value, literals_, value_, zone_);
        case Kind::between: return between(value, literals_.front(), literals_.back(), zone_);
        case Kind::text: return text_.holds(value);
        case Kind::all_of:
        case Kind::any_of:
        case Kind::negation:
        case Kind::constant: break;
    }
    return false;
}

bool Condition::names(std::string_view field) const {
    return field_ == field ||
           std::ranges::any_of(of_, [&](const Condition& child) { return child.names(field); });
}

}  // namespace baton::lifecycle
