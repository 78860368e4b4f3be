#include <algorithm>
#include <compare>

#include "base/text.hpp"
#include "base/value.hpp"
#include "engine/contact_views.hpp"
#include "engine/crm_objects.hpp"

namespace baton::engine {

namespace {

bool looks_like_time(const std::string& text) {
    return text.size() >= 10 && (text[4] == '-' || text.find('T') != std::string::npos);
}

// As numbers when both are, as instants when one looks like one, else as text without case.
std::strong_ordering compare(const std::string& left, const std::string& right) {
    const auto left_number = parse_decimal(left);
    const auto right_number = parse_decimal(right);
    if (left_number && right_number) {
        return *left_number <=> *right_number;
    }
    if (looks_like_time(left) || looks_like_time(right)) {
        const auto left_at = crm_instant(left);
        const auto right_at = crm_instant(right);
        if (left_at && right_at) {
            return *left_at <=> *right_at;
        }
    }
    return text::folded(left) <=> text::folded(right);
}

bool is_one_of(const std::string& value, const std::vector<std::string>& values) {
    return std::ranges::any_of(values, [&](const auto& each) { return compare(value, each) == 0; });
}

// "*ada*" and "ada" alike: a word that begins so.
bool has_token(const std::string& value, std::string token) {
    std::erase(token, '*');
    return matches_query(token, value) ||
           (value.size() >= token.size() &&
            text::folded(value).find(text::folded(token)) != std::string::npos);
}

}  // namespace

std::optional<bool> passes(const CrmFilter& filter, const std::optional<std::string>& value) {
    const std::string& how = filter.operator_;
    const std::string held = value.value_or("");
    const bool there = value && !value->empty();
    if (how == "HAS_PROPERTY") return there;
    if (how == "NOT_HAS_PROPERTY") return !there;
    if (how == "NEQ") return !there || compare(held, filter.value) != 0;
    if (how == "NOT_IN") return !there || !is_one_of(held, filter.values);
    if (how == "NOT_CONTAINS_TOKEN") return !there || !has_token(held, filter.value);
    if (how == "EQ") return there && compare(held, filter.value) == 0;
    if (how == "LT") return there && compare(held, filter.value) < 0;
    if (how == "LTE") return there && compare(held, filter.value) <= 0;
    if (how == "GT") return there && compare(held, filter.value) > 0;
    if (how == "GTE") return there && compare(held, filter.value) >= 0;
    if (how == "IN") return there && is_one_of(held, filter.values);
    if (how == "CONTAINS_TOKEN") return there && has_token(held, filter.value);
    if (how == "BETWEEN") {
        return there && compare(held, filter.value) >= 0 && compare(held, filter.high_value) <= 0;
    }
    return std::nullopt;
}

}  // namespace baton::engine
