#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/contract.hpp"
#include "oracle/evaluate.hpp"
#include "oracle/ledger.hpp"
#include "oracle/number.hpp"
#include "oracle/text.hpp"
#include "oracle/value.hpp"
#include "oracle/world.hpp"

namespace oracle {
namespace {

namespace json = boost::json;

std::optional<std::int64_t> decimal_of(const json::value& value) {
    if (value.is_string()) return millionths(trimmed(value.as_string()));
    return json_millionths(value);
}

Value text_value(const json::value& json_value) {
    if (!json_value.is_string()) return {};
    std::string text = trimmed(json_value.as_string());
    if (text.empty()) return {};
    return {.type = Type::text, .text = std::move(text)};
}

Value typed(Type type, const std::optional<std::int64_t>& number) {
    if (!number) return {};
    return {.type = type, .number = *number};
}

Value multi_value(const json::value& json_value) {
    Value result{.type = Type::multi};
    if (json_value.is_string()) result.items.push_back(trimmed(json_value.as_string()));
    if (json_value.is_array()) {
        for (const json::value& item : json_value.as_array()) {
            result.items.push_back(text_value(item).text);
        }
    }
    std::erase(result.items, "");
    return result.items.empty() ? Value{} : result;
}

/// The last rate of that instant or before.
std::optional<std::int64_t> rate_at(const std::string& from, Instant instant, const Scene& scene) {
    std::optional<std::int64_t> rate;
    for (const Event* event : scene.world.rates) {
        if (event->at > instant || text_field(*event, "from") != from) continue;
        if (text_field(*event, "to") == scene.contract.currency) {
            rate = decimal_of(event->body.at("rate"));
        }
    }
    return rate;
}

Value money_value(const Property& property, const Scene& scene) {
    if (!property.value->is_object()) return typed(Type::money, decimal_of(*property.value));
    const json::object& money = property.value->as_object();
    const json::value* const amount = money.if_contains("amount");
    const json::value* const currency = money.if_contains("currency");
    if (amount == nullptr || currency == nullptr || !currency->is_string()) return {};
    const auto size = decimal_of(*amount);
    const std::string from(currency->as_string());
    if (from == scene.contract.currency) return typed(Type::money, size);
    const auto rate = rate_at(from, property.change->at, scene);
    if (!size || !rate) return {};
    return typed(Type::money, converted(*size, *rate, scene.contract.currency));
}

std::optional<std::int64_t> instant_number(const json::value& json_value) {
    if (json_value.is_int64()) return json_value.as_int64();
    if (!json_value.is_string()) return std::nullopt;
    return parse_instant(trimmed(json_value.as_string()));
}

Value scalar_value(const json::value& json_value) {
    if (json_value.is_bool())
        return {.type = Type::boolean, .number = json_value.as_bool() ? 1 : 0};
    if (json_value.is_number()) return typed(Type::number, json_millionths(json_value));
    return text_value(json_value);
}

}  // namespace

Value value_of_property(const Property& property, Type type, const Scene& scene) {
    const json::value& json_value = *property.value;
    switch (type) {
        case Type::unknown:
        case Type::text: return text_value(json_value);
        case Type::number: return typed(Type::number, json_millionths(json_value));
        case Type::boolean: return json_value.is_bool() ? scalar_value(json_value) : Value{};
        case Type::date:
            if (!json_value.is_string()) return {};
            return typed(Type::date, parse_day(trimmed(json_value.as_string())));
        case Type::instant: return typed(Type::instant, instant_number(json_value));
        case Type::money: return money_value(property, scene);
        case Type::multi: return multi_value(json_value);
    }
    return {};
}

Value value_of_touch_field(const Event& touch, const std::string& name) {
    if (name == "actor" || name == "direction" || name == "trust") {
        const std::string word = text_field(touch, name);
        if (!word.empty()) return {.type = Type::text, .text = word};
        if (name == "actor") return {.type = Type::text, .text = "unknown"};
        if (name == "direction") return {.type = Type::text, .text = "in"};
        return {};
    }
    const json::value* found = touch.body.if_contains("fields");
    for (std::size_t begin = 0; found != nullptr && begin <= name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        found = found->is_object() ? found->as_object().if_contains(name.substr(begin, end - begin))
                                   : nullptr;
        begin = end + 1;
    }
    return found == nullptr ? Value{} : scalar_value(*found);
}

}  // namespace oracle
