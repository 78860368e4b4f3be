#include "connect/ledger_values.hpp"

#include <boost/json/array.hpp>
#include <boost/json/kind.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/json_text.hpp"

namespace baton::connect {

namespace {

namespace json = boost::json;

std::string_view view(const json::string& text) {
    return {text.data(), text.size()};
}

std::unexpected<std::string> wrong(std::string_view expected) {
    return std::unexpected(std::string("expected ").append(expected));
}

std::optional<Decimal> rounded(double number) {
    if (const auto exact = decimal_of(number)) return exact;
    constexpr double largest = 9.2e12;
    if (!(std::abs(number) < largest)) return std::nullopt;
    return Decimal{.millionths = std::llround(number * static_cast<double>(decimal_one))};
}

std::optional<Decimal> decimal_value(const json::value& value) {
    if (value.is_double()) return rounded(value.get_double());
    std::int64_t millionths = 0;
    if (!value.is_int64() || __builtin_mul_overflow(value.get_int64(), decimal_one, &millionths)) {
        return std::nullopt;
    }
    return Decimal{.millionths = millionths};
}

Value text_value(std::string_view text) {
    const auto trimmed = text::trimmed(text);
    return trimmed.empty() ? Value(Unknown{}) : Value(std::string(trimmed));
}

bool blank(const json::value& value) {
    return value.is_null() ||
           (value.is_string() && text::trimmed(view(value.get_string())).empty());
}

ValueOr money_value(const json::value& value) {
    if (const auto number = decimal_value(value)) return *number;
    const auto* object = value.if_object();
    const auto* amount = object == nullptr ? nullptr : object->if_contains("amount");
    const auto* code = object == nullptr ? nullptr : object->if_contains("currency");
    if (amount == nullptr || code == nullptr || !code->is_string()) {
        return wrong(R"(a number or {"amount": "1100.00", "currency": "USD"})");
    }
    const auto currency = parse_currency(view(code->get_string()));
    if (!currency) return std::unexpected(currency.error().message);
    const auto number = decimal_value(*amount);
    if (!number && !amount->is_string()) return wrong("an amount as text or number");
    const auto money =
        parse_money(number ? render(*number) : std::string(view(amount->get_string())), *currency);
    if (!money) return std::unexpected(money.error().message);
    return *money;
}

ValueOr multi_value(const json::value& value) {
    const auto* array = value.if_array();
    if (array == nullptr) return wrong("a list of texts");
    std::vector<std::string> texts;
    for (const auto& member : *array) {
        if (!member.is_string()) return wrong("a list of texts");
        const auto trimmed = text::trimmed(view(member.get_string()));
        if (!trimmed.empty()) texts.emplace_back(trimmed);
    }
    if (texts.empty()) return Unknown{};
    return texts;
}

ValueOr date_value(const json::value& value) {
    if (!value.is_string()) return wrong("a date like 2026-02-03");
    const auto date = parse_date(text::trimmed(view(value.get_string())));
    if (!date) return std::unexpected(date.error().message);
    return *date;
}

void flatten(const json::object& object, const std::string& prefix, ledger::Fields& out) {
    for (const auto& member : object) {
        auto key = prefix + std::string(std::string_view(member.key()));
        const auto& value = member.value();
        if (const auto* inner = value.if_object()) {
            flatten(*inner, key + ".", out);
        } else if (const auto number = decimal_value(value)) {
            out.emplace_back(std::move(key), *number);
        } else if (value.is_bool()) {
            out.emplace_back(std::move(key), value.get_bool());
        } else if (value.is_string() && !blank(value)) {
            out.emplace_back(std::move(key), text_value(view(value.get_string())));
        }
    }
}

struct ValueText {
    std::string& out;

    void operator()(Unknown /*unknown*/) const { out += "null"; }

    void operator()(bool value) const { out += value ? "true" : "false"; }

    void operator()(Decimal number) const { out += render(number); }

    void operator()(const std::string& text) const { ledger::append_quoted(out, text); }

    void operator()(Date date) const { ledger::append_quoted(out, render(date)); }

    void operator()(Instant at) const { ledger::append_quoted(out, render(at)); }

    void operator()(const Money& money) const {
        ledger::ObjectText object(out);
        object.text("amount", render_amount(money));
        object.text("currency", money.currency.text());
        object.close();
    }

    void operator()(const std::vector<std::string>& texts) const {
        ledger::append_texts(out, texts);
    }
};

}  // namespace

std::expected<Instant, std::string> instant_value(const json::value& value) {
    if (value.is_int64()) return Instant{.micros = value.get_int64()};
    if (!value.is_string()) {
        return wrong("an instant like 2026-02-03T10:00:00Z or integer microseconds");
    }
    const auto at = parse_instant(text::trimmed(view(value.get_string())));
    if (!at) return std::unexpected(at.error().message);
    return *at;
}

ValueOr typed_value(ValueType type, const json::value& value) {
    if (blank(value)) return Unknown{};
    switch (type) {
        case ValueType::text:
            if (!value.is_string()) return wrong("text");
            return text_value(view(value.get_string()));
        case ValueType::number:
            if (const auto number = decimal_value(value)) return *number;
            return wrong("a number below 9.2e12");
        case ValueType::boolean:
            if (!value.is_bool()) return wrong("true or false");
            return value.get_bool();
        case ValueType::date: return date_value(value);
        case ValueType::instant: return instant_value(value);
        case ValueType::money: return money_value(value);
        case ValueType::multi: return multi_value(value);
    }
    return wrong("a value");
}

std::optional<ValueType> natural_type(const json::value& value) {
    switch (value.kind()) {
        case json::kind::bool_: return ValueType::boolean;
        case json::kind::int64:
        case json::kind::uint64:
        case json::kind::double_: return ValueType::number;
        case json::kind::string: return ValueType::text;
        case json::kind::array: return ValueType::multi;
        case json::kind::object:
            if (value.get_object().contains("amount")) return ValueType::money;
            return std::nullopt;
        case json::kind::null: return std::nullopt;
    }
    return std::nullopt;
}

ledger::Fields flattened(const json::object& fields) {
    ledger::Fields out;
    out.reserve(fields.size());
    flatten(fields, {}, out);
    return out;
}

void append_value(std::string& out, const Value& value) {
    std::visit(ValueText{out}, value);
}

void append_fields(std::string& out, const ledger::Fields& fields) {
    static constexpr std::string_view below = "properties.";
    const auto nested = [](const auto& field) { return field.first.starts_with(below); };
    ledger::ObjectText object(out);
    bool written = false;
    for (const auto& field : fields) {
        if (!nested(field)) {
            object.key(field.first);
            append_value(out, field.second);
            continue;
        }
        if (written) continue;
        written = true;
        object.key("properties");
        ledger::ObjectText properties(out);
        for (const auto& property : fields) {
            if (!nested(property)) continue;
            properties.key(std::string_view(property.first).substr(below.size()));
            append_value(out, property.second);
        }
        properties.close();
    }
    object.close();
}

}  // namespace baton::connect
