#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/contact_commands.hpp"

namespace baton::engine {

namespace {

Result<Value> wrong(const std::string& name, const std::string& text, ValueType type) {
    return fail(Failure::invalid,
                fmt::format("{} is a {}, \"{}\" is not", name, baton::name(type), text),
                {{"/properties/" + name, fmt::format("write a {}", baton::name(type))}});
}

Result<Value> boolean_of(const std::string& name, const std::string& text) {
    if (text == "true" || text == "false") {
        return Value(text == "true");
    }
    return wrong(name, text, ValueType::boolean);
}

template <typename Read>
Result<Value> read_as(const std::string& name, const std::string& text, ValueType type, Read read) {
    auto value = read(text);
    return value ? Result<Value>(*value) : wrong(name, text, type);
}

Result<Value> from_text(const std::string& name, const std::string& text, ValueType type) {
    switch (type) {
        case ValueType::text: return Value(text);
        case ValueType::multi: return Value(std::vector<std::string>{text});
        case ValueType::boolean: return boolean_of(name, text);
        case ValueType::number:
        case ValueType::money:
            return read_as(name, text, type, [](const auto& t) { return parse_decimal(t); });
        case ValueType::date:
            return read_as(name, text, type, [](const auto& t) { return parse_date(t); });
        case ValueType::instant:
            return read_as(name, text, type, [](const auto& t) { return parse_instant(t); });
    }
    return Value(text);
}

bool has_type(const Value& value, ValueType type) {
    switch (type) {
        case ValueType::text: return std::holds_alternative<std::string>(value);
        case ValueType::number: return std::holds_alternative<Decimal>(value);
        case ValueType::boolean: return std::holds_alternative<bool>(value);
        case ValueType::date: return std::holds_alternative<Date>(value);
        case ValueType::instant: return std::holds_alternative<Instant>(value);
        case ValueType::money:
            return std::holds_alternative<Money>(value) || std::holds_alternative<Decimal>(value);
        case ValueType::multi: return std::holds_alternative<std::vector<std::string>>(value);
    }
    return false;
}

Result<Value> typed_value(const std::string& name, const Value& value, ValueType type) {
    if (!known(value) || has_type(value, type)) {
        return value;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return from_text(name, *text, type);
    }
    return wrong(name, "a value of another type", type);
}

Value trimmed_value(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return value;
    }
    const std::string_view trimmed = text::trimmed(*text);
    return trimmed.empty() ? Value(Unknown{}) : Value(std::string(trimmed));
}

}  // namespace

Result<ledger::Properties> typed(const ledger::DeclaredTypes::Types& types,
                                 const ledger::Properties& properties) {
    ledger::Properties result;
    std::vector<Problem> problems;
    for (const auto& [name, given] : properties) {
        const Value value = trimmed_value(given);
        const auto declared = types.find(name);
        auto checked = declared == types.end() ? Result<Value>(value)
                                               : typed_value(name, value, declared->second);
        if (checked) {
            result.emplace_back(name, *std::move(checked));
        } else {
            problems.insert(
                problems.end(), checked.error().problems.begin(), checked.error().problems.end());
        }
    }
    if (!problems.empty()) {
        return fail(Failure::invalid, "some properties are not of their type", std::move(problems));
    }
    return result;
}

}  // namespace baton::engine
