#include "engine/property_rules.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "engine/contact_commands.hpp"
#include "engine/people.hpp"
#include "engine/property_definitions.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();
constexpr std::size_t options_named_max = 8;

const ledger::DeclaredTypes::Types& types_of(const ledger::Timeline& timeline,
                                             std::string_view record) {
    static const ledger::DeclaredTypes::Types none;
    const ledger::DeclaredTypes& types = timeline.types();
    if (record == "contact") return types.contact;
    if (record == "company") return types.company;
    return record == "deal" ? types.deal : none;
}

std::unexpected<Error> wrong(const PropertyDefinition& property, std::string message) {
    return fail(Failure::invalid,
                fmt::format("{}: {}", property.label, message),
                {{"/properties/" + property.name, std::move(message)}});
}

std::string choices_of(const PropertyDefinition& property) {
    std::string names;
    std::size_t count = 0;
    for (const PropertyOption& option : property.options) {
        if (!option.archived && count++ < options_named_max) {
            names += (names.empty() ? "" : ", ") + option.label;
        }
    }
    return count > options_named_max
               ? fmt::format("{} and {} more", names, count - options_named_max)
               : names;
}

// By value, or by what people call it.
Result<std::string> option_of(const PropertyDefinition& property, std::string_view given) {
    const std::string folded = text::folded(text::trimmed(given));
    for (const PropertyOption& option : property.options) {
        if (text::folded(option.value) != folded && text::folded(option.label) != folded) {
            continue;
        }
        if (option.archived) {
            return wrong(property, fmt::format("\"{}\" is not chosen any more", option.label));
        }
        return option.value;
    }
    std::vector<std::string> labels;
    for (const PropertyOption& option : property.options) {
        if (!option.archived) labels.push_back(option.label);
    }
    const auto near = text::nearest(given, labels);
    return wrong(property,
                 fmt::format("\"{}\" is none of its options; {}",
                             given.substr(0, 80),
                             near ? fmt::format("did you mean \"{}\"?", *near)
                                  : fmt::format("choose {}", choices_of(property))));
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto end = std::min(text.find(';', from), text.size());
        if (const auto part = text::trimmed(std::string_view(text).substr(from, end - from));
            !part.empty()) {
            parts.emplace_back(part);
        }
        from = end + 1;
    }
    return parts;
}

// A list keeps the order of the options, each once.
Result<Value> options_in(const PropertyDefinition& property, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* texts = std::get_if<std::vector<std::string>>(&value);
    if (text == nullptr && texts == nullptr) {
        return wrong(property, "choose some of its options");
    }
    std::vector<std::string> chosen;
    for (const std::string& given : texts != nullptr ? *texts : split(*text)) {
        chosen.push_back(TRY(option_of(property, given)));
    }
    std::vector<std::string> ordered;
    for (const PropertyOption& option : property.options) {
        if (std::ranges::find(chosen, option.value) != chosen.end()) {
            ordered.push_back(option.value);
        }
    }
    return ordered.empty() ? Value() : Value(std::move(ordered));
}

Result<Value> colleague(const ledger::Timeline& timeline,
                        const PropertyDefinition& property,
                        const std::string& given) {
    const std::string folded = text::folded(given);
    std::optional<std::string> named;
    for (const User& user : list_users(timeline, latest)) {
        if (text::folded(user.email) == folded) {
            return Value(user.email);
        }
        if (text::folded(user.name) == folded) {
            named = named ? std::string() : user.email;
        }
    }
    if (!named) {
        return wrong(property, fmt::format("\"{}\" is nobody who works here", given.substr(0, 80)));
    }
    return named->empty()
               ? wrong(property, fmt::format("{} is the name of two; write an address", given))
               : Result<Value>(Value(*named));
}

// "1,200.50" with the currency before or behind it, or with the workspace's.
Result<Value> amount(const ledger::Timeline& timeline,
                     const PropertyDefinition& property,
                     std::string_view given) {
    const auto space = given.find(' ');
    std::string_view number = given;
    std::string code;
    if (space != std::string_view::npos) {
        const bool before = parse_currency(given.substr(0, space)).has_value();
        code = before ? given.substr(0, space) : text::trimmed(given.substr(space));
        number = before ? text::trimmed(given.substr(space)) : given.substr(0, space);
    } else if (const ledger::Record* told = timeline.find_record("workspace", "settings")) {
        code = text_of(timeline, told->properties, "currency", latest);
    }
    const auto currency = parse_currency(code.empty() ? "EUR" : code);
    const auto money =
        currency ? parse_money(number, *currency) : Result<Money>(std::unexpected(Error{}));
    return money ? Result<Value>(*money)
                 : wrong(property,
                         fmt::format("\"{}\" is no amount: write it like EUR 1200.50",
                                     given.substr(0, 80)));
}

Result<Value> checked_value(const ledger::Timeline& timeline,
                            const PropertyDefinition& property,
                            const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    switch (type_of(property)) {
        case PropertyType::formula: return wrong(property, "is worked out by a formula");
        case PropertyType::choice:
            if (text == nullptr) return wrong(property, "choose one of its options");
            return Value(TRY(option_of(property, *text)));
        case PropertyType::multi_choice:
            if (!property.options.empty()) return options_in(property, value);
            break;
        case PropertyType::user:
            return text == nullptr ? wrong(property, "write an e-mail address")
                                   : colleague(timeline, property, *text);
        case PropertyType::money:
            if (text != nullptr) return amount(timeline, property, *text);
            if (const auto* number = std::get_if<Decimal>(&value)) {
                return amount(timeline, property, render(*number));
            }
            break;
        case PropertyType::text:
        case PropertyType::number:
        case PropertyType::date:
        case PropertyType::instant:
        case PropertyType::boolean: break;
    }
    const auto result = typed({{property.name, property.type}}, {{property.name, value}});
    return result ? Result<Value>(result->front().second) : std::unexpected(result.error());
}

bool says_nothing(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return !known(value) || (text != nullptr && text::trimmed(*text).empty());
}

Result<ledger::Properties> checked_one(const ledger::Timeline& timeline,
                                       std::string_view record,
                                       const ledger::Properties::value_type& given) {
    const auto property = find_definition(timeline, record, given.first);
    if (!property) {
        return typed(types_of(timeline, record), {given});
    }
    if (property->archived) {
        return wrong(*property, "is archived; bring it back in Settings to write it");
    }
    if (says_nothing(given.second) && property->formula.empty()) {
        return ledger::Properties{{given.first, Unknown{}}};
    }
    Value value = TRY(checked_value(timeline, *property, given.second));
    return ledger::Properties{{given.first, std::move(value)}};
}

}  // namespace

KeptProperties checked_or_left_out(const ledger::Timeline& timeline,
                                   std::string_view record,
                                   const ledger::Properties& properties) {
    KeptProperties kept;
    for (const auto& given : properties) {
        auto one = checked_one(timeline, record, given);
        if (one) {
            kept.properties.push_back(std::move(one->front()));
        } else {
            std::ranges::move(one.error().problems, std::back_inserter(kept.left_out));
        }
    }
    return kept;
}

Result<ledger::Properties> checked(const ledger::Timeline& timeline,
                                   std::string_view record,
                                   const ledger::Properties& properties) {
    KeptProperties kept = checked_or_left_out(timeline, record, properties);
    if (!kept.left_out.empty()) {
        return fail(
            Failure::invalid, "some properties are not of their type", std::move(kept.left_out));
    }
    return std::move(kept.properties);
}

}  // namespace baton::engine
