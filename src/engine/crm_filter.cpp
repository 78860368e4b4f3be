#include "engine/crm_filter.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "engine/crm_names.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t in_values_max = 100;
constexpr std::string_view operators =
    "use EQ, NEQ, LT, LTE, GT, GTE, BETWEEN, IN, NOT_IN, HAS_PROPERTY, NOT_HAS_PROPERTY, "
    "CONTAINS_TOKEN or NOT_CONTAINS_TOKEN";

// In the order of CrmCondition::Operator, with how many values each needs.
struct Word {
    std::string_view name;
    std::size_t values;
};

constexpr std::array words{Word{"EQ", 1},
                           Word{"NEQ", 1},
                           Word{"LT", 1},
                           Word{"LTE", 1},
                           Word{"GT", 1},
                           Word{"GTE", 1},
                           Word{"BETWEEN", 2},
                           Word{"IN", in_values_max},
                           Word{"NOT_IN", in_values_max},
                           Word{"HAS_PROPERTY", 0},
                           Word{"NOT_HAS_PROPERTY", 0},
                           Word{"CONTAINS_TOKEN", 1},
                           Word{"NOT_CONTAINS_TOKEN", 1}};

bool looks_like_time(const std::string& text) {
    return text.size() >= 10 && text[4] == '-';
}

// `*` stands for any letters.
bool matches(std::string_view pattern, std::string_view text) {
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    std::size_t at = 0;
    std::size_t of = 0;
    while (at < text.size()) {
        if (of < pattern.size() && pattern[of] == '*') {
            star = of++;
            resume = at;
        } else if (of < pattern.size() && pattern[of] == text[at]) {
            ++of;
            ++at;
        } else if (star != std::string_view::npos) {
            of = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', of) == std::string_view::npos;
}

bool is_letter(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           letter == '*';
}

std::vector<std::string> words_of(std::string_view text, bool (*inside)(char)) {
    std::vector<std::string> found;
    std::string word;
    for (const char letter : text) {
        if (inside(letter)) {
            word += letter;
        } else if (!word.empty()) {
            found.push_back(std::exchange(word, {}));
        }
    }
    if (!word.empty()) {
        found.push_back(std::move(word));
    }
    return found;
}

bool is_no_blank(char letter) {
    return letter != ' ' && letter != '\t' && letter != '\n' && letter != '\r';
}

// Whole words of the text, where `*` stands for the rest of one; "a.b@c.test" is one word and four.
bool has_token(const std::string& text, const std::string& token) {
    const std::string folded = text::folded(text);
    if (matches(token, folded)) {
        return true;
    }
    const auto has = [&](const std::vector<std::string>& held, const std::string& wanted) {
        return std::ranges::any_of(held, [&](const auto& word) { return matches(wanted, word); });
    };
    const std::vector<std::string> plain = words_of(folded, is_letter);
    const std::vector<std::string> whole = words_of(folded, is_no_blank);
    return std::ranges::all_of(words_of(token, is_no_blank), [&](const std::string& wanted) {
        return has(whole, wanted) || has(plain, wanted);
    });
}

std::unexpected<Error> wrong(const CrmFilter& filter, std::string message) {
    return fail(Failure::invalid,
                fmt::format("The filter on {} is not valid.", filter.property),
                {{"filterGroups", std::move(message)}});
}

}  // namespace

CrmKey::CrmKey(const std::string& text) {
    const auto number = parse_decimal(text);
    as_instant_ = looks_like_time(text) || number ? crm_instant(text) : std::nullopt;
    if (number) {
        key_ = *number;
    } else if (as_instant_) {
        key_ = *as_instant_;
    } else {
        key_ = text::folded(text);
    }
}

std::strong_ordering CrmKey::compare(const CrmKey& wanted) const {
    const auto* at = std::get_if<Instant>(&key_);
    return at != nullptr && wanted.as_instant_ ? *at <=> *wanted.as_instant_ : key_ <=> wanted.key_;
}

Result<CrmCondition> CrmCondition::make(const CrmFilter& filter) {
    const auto* const word = std::ranges::find(words, filter.operator_, &Word::name);
    if (word == words.end()) {
        return fail(Failure::invalid,
                    fmt::format("{} is not an operator", filter.operator_),
                    {{"operator", std::string(operators)}});
    }
    if (filter.property.empty()) {
        return wrong(filter, "propertyName is missing");
    }
    CrmCondition condition;
    condition.property_ = filter.property;
    condition.operator_ = static_cast<Operator>(word - words.begin());
    std::vector<std::string> values = filter.values;
    if (word->values != in_values_max) {
        values = {filter.value, filter.high_value};
        values.resize(word->values);
    }
    const bool empty = std::ranges::any_of(values, &std::string::empty);
    if (empty || (word->values != 0 && values.empty()) || values.size() > in_values_max) {
        return wrong(filter,
                     fmt::format("{} needs {}",
                                 word->name,
                                 word->values == 1   ? "a value"
                                 : word->values == 2 ? "value and highValue"
                                                     : "1 to 100 values"));
    }
    for (const std::string& value : values) {
        condition.keys_.emplace_back(value);
        condition.tokens_.push_back(text::folded(value));
    }
    return condition;
}

bool CrmCondition::passes(const std::optional<std::string>& value) const {
    const bool there = value && !value->empty();
    switch (operator_) {
        case Operator::has_property: return there;
        case Operator::contains_token: return there && has_token(*value, tokens_.front());
        case Operator::not_contains_token: return !there || !has_token(*value, tokens_.front());
        case Operator::not_has_property:
        case Operator::neq:
        case Operator::not_in: return !there || compares(CrmKey(*value));
        case Operator::eq:
        case Operator::lt:
        case Operator::lte:
        case Operator::gt:
        case Operator::gte:
        case Operator::between:
        case Operator::in: return there && compares(CrmKey(*value));
    }
    return false;
}

bool CrmCondition::compares(const CrmKey& held) const {
    const auto is_one = [&] {
        return std::ranges::any_of(keys_,
                                   [&](const CrmKey& key) { return held.compare(key) == 0; });
    };
    const auto order = keys_.empty() ? std::strong_ordering::equal : held.compare(keys_.front());
    switch (operator_) {
        case Operator::eq: return order == 0;
        case Operator::neq: return order != 0;
        case Operator::lt: return order < 0;
        case Operator::lte: return order <= 0;
        case Operator::gt: return order > 0;
        case Operator::gte: return order >= 0;
        case Operator::between: return order >= 0 && held.compare(keys_.back()) <= 0;
        case Operator::in: return is_one();
        case Operator::not_in: return !is_one();
        case Operator::has_property:
        case Operator::not_has_property:
        case Operator::contains_token:
        case Operator::not_contains_token: break;
    }
    return false;
}

}  // namespace baton::engine
