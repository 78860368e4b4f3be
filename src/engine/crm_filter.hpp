#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"

// The filters of a search in HubSpot's words, and the order in which it sorts.
namespace baton::engine {

struct CrmFilter {
    std::string property = {};
    std::string operator_ = {};  // EQ NEQ LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY …
    std::string value = {};
    std::string high_value = {};
    std::vector<std::string> values = {};
};

// A text as what it looks like: a number, an instant, else text without case. Numbers come before
// instants, instants before text.
class CrmKey {
public:
    explicit CrmKey(const std::string& text);

    auto operator<=>(const CrmKey&) const = default;

    // The same for a value and what it is compared with: a number that is compared with an instant
    // is one, in milliseconds since 1970.
    [[nodiscard]] std::strong_ordering compare(const CrmKey& wanted) const;

private:
    std::variant<Decimal, Instant, std::string> key_;
    std::optional<Instant> as_instant_;
};

// A filter that was read once and is asked many times.
class CrmCondition {
public:
    // invalid for an operator that is not known, and for one that lacks its value.
    [[nodiscard]] static Result<CrmCondition> make(const CrmFilter& filter);

    [[nodiscard]] const std::string& property() const { return property_; }

    // A text that is not there passes only NOT_HAS_PROPERTY, NEQ, NOT_IN and NOT_CONTAINS_TOKEN.
    [[nodiscard]] bool passes(const std::optional<std::string>& value) const;

private:
    enum class Operator : std::uint8_t {
        eq,
        neq,
        lt,
        lte,
        gt,
        gte,
        between,
        in,
        not_in,
        has_property,
        not_has_property,
        contains_token,
        not_contains_token,
    };

    CrmCondition() = default;

    [[nodiscard]] bool compares(const CrmKey& held) const;

    std::string property_;
    Operator operator_ = Operator::eq;
    std::vector<CrmKey> keys_;
    std::vector<std::string> tokens_;
};

}  // namespace baton::engine
