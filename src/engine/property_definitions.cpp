#include "engine/property_definitions.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "agreement/schema.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "engine/deal_commands.hpp"
#include "engine/formula_properties.hpp"
#include "engine/people.hpp"
#include "engine/property_view.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::engine {

namespace {

using Types = ledger::DeclaredTypes::Types;

constexpr Instant latest = Instant::latest();
constexpr std::string_view property_record = "property";
constexpr std::string_view group_record = "property_group";

std::string key_of(std::string_view record, std::string_view name) {
    return fmt::format("{}/{}", record, name);
}

// Those that the language of the agreement knows in every workspace.
Types standard_types_of(std::string_view record) {
    const agreement::Schema schema = agreement::standard_schema();
    return record == "company" ? schema.company : record == "deal" ? schema.deal : schema.contact;
}

const Types& seen_types_of(const ledger::Timeline& timeline, std::string_view record) {
    const ledger::DeclaredTypes& types = timeline.types();
    return record == "company" ? types.company : record == "deal" ? types.deal : types.contact;
}

std::vector<std::string> texts_of(const ledger::Timeline& timeline,
                                  const ledger::Record& record,
                                  std::string_view name,
                                  Instant at) {
    const Value value = timeline.value(record.properties, name, at);
    const auto* texts = std::get_if<std::vector<std::string>>(&value);
    return texts == nullptr ? std::vector<std::string>() : *texts;
}

std::vector<PropertyOption> options_of(const ledger::Timeline& timeline,
                                       const ledger::Record& record,
                                       Instant at) {
    const auto values = texts_of(timeline, record, "options", at);
    const auto labels = texts_of(timeline, record, "option_labels", at);
    const auto archived = texts_of(timeline, record, "options_archived", at);
    std::vector<PropertyOption> options;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool labelled = labels.size() == values.size();
        options.push_back({.value = values[i],
                           .label = labelled ? labels[i] : values[i],
                           .archived = std::ranges::find(archived, values[i]) != archived.end()});
    }
    return options;
}

void read_told(const ledger::Timeline& timeline,
               const ledger::Record& record,
               Instant at,
               PropertyDefinition& property) {
    const auto text = [&](std::string_view name) {
        return text_of(timeline, record.properties, name, at);
    };
    if (const std::string label = text("label"); !label.empty()) {
        property.label = label;
    }
    property.description = text("description");
    property.group = text("group");
    property.type = find_value_type(text("type")).value_or(property.type);
    property.options = options_of(timeline, record, at);
    property.user = known(timeline.value(record.properties, "user", at));
    property.formula = text("formula");
    property.archived = known(timeline.value(record.properties, "archived", at));
    for (const ledger::PropertyTrack& track : record.properties.all()) {
        const auto* first = ledger::first_of(track.changes);
        const auto* last = ledger::last_at(track.changes, at);
        if (first != nullptr && last != nullptr) {
            property.own = true;
            property.created_at = property.created_at == Instant{}
                                      ? first->at
                                      : std::min(property.created_at, first->at);
            property.updated_at = std::max(property.updated_at, last->at);
        }
    }
}

}  // namespace

PropertyType type_of(const PropertyDefinition& property) {
    if (!property.formula.empty()) return PropertyType::formula;
    if (property.user) return PropertyType::user;
    switch (property.type) {
        case ValueType::text:
            return property.options.empty() ? PropertyType::text : PropertyType::choice;
        case ValueType::number: return PropertyType::number;
        case ValueType::boolean: return PropertyType::boolean;
        case ValueType::date: return PropertyType::date;
        case ValueType::instant: return PropertyType::instant;
        case ValueType::money: return PropertyType::money;
        case ValueType::multi: return PropertyType::multi_choice;
    }
    return PropertyType::text;
}

ValueType value_type_of(PropertyType type) {
    switch (type) {
        case PropertyType::text:
        case PropertyType::choice:
        case PropertyType::user:
        case PropertyType::formula: return ValueType::text;
        case PropertyType::number: return ValueType::number;
        case PropertyType::money: return ValueType::money;
        case PropertyType::date: return ValueType::date;
        case PropertyType::instant: return ValueType::instant;
        case PropertyType::boolean: return ValueType::boolean;
        case PropertyType::multi_choice: return ValueType::multi;
    }
    return ValueType::text;
}

std::vector<PropertyDefinition> list_properties(const ledger::Timeline& timeline,
                                                std::string_view record) {
    std::map<std::string, PropertyDefinition> all;
    const auto add = [&](const std::string& name, ValueType type) {
        return all.try_emplace(
            name, PropertyDefinition{.name = name, .label = label_of(name), .type = type});
    };
    for (const auto& [name, type] : standard_types_of(record)) {
        add(name, type).first->second.standard = true;
    }
    for (const auto& [name, type] : seen_types_of(timeline, record)) {
        add(name, type).first->second.has_values = true;
    }
    for (const ledger::Record* told : timeline.records_of(property_record)) {
        const std::string_view key = told->key;
        if (key.starts_with(record) && key.substr(record.size()).starts_with('/')) {
            const std::string name(key.substr(record.size() + 1));
            const auto seen = all.find(name);
            PropertyDefinition property =
                seen == all.end() ? PropertyDefinition{.name = name, .label = label_of(name)}
                                  : seen->second;
            read_told(timeline, *told, latest, property);
            if (property.own) {
                all.insert_or_assign(name, std::move(property));
            }
        }
    }
    std::vector<PropertyDefinition> properties;
    for (auto& [name, property] : all) {
        properties.push_back(std::move(property));
    }
    return properties;
}

std::optional<PropertyDefinition> find_definition(const ledger::Timeline& timeline,
                                                  std::string_view record,
                                                  std::string_view name,
                                                  Instant at) {
    const ledger::Record* told = timeline.find_record(property_record, key_of(record, name));
    if (told == nullptr) {
        return std::nullopt;
    }
    PropertyDefinition property{.name = std::string(name), .label = label_of(name)};
    read_told(timeline, *told, at, property);
    return property.own ? std::optional(std::move(property)) : std::nullopt;
}

ledger::DeclaredTypes known_types(const ledger::Timeline& timeline) {
    ledger::DeclaredTypes types = timeline.types();
    for (const std::string_view record : {"contact", "company", "deal"}) {
        for (const PropertyDefinition& property : list_properties(timeline, record)) {
            if (property.own && !property.archived && property.formula.empty()) {
                types.of(record).insert_or_assign(property.name, property.type);
            }
        }
    }
    return types;
}

std::vector<PropertyGroup> list_property_groups(const ledger::Timeline& timeline,
                                                std::string_view record) {
    std::vector<PropertyGroup> groups{{.name = fmt::format("{}information", record),
                                       .label = fmt::format("{} information", label_of(record))}};
    for (const ledger::Record* told : timeline.records_of(group_record)) {
        const std::string_view key = told->key;
        const std::string label = text_of(timeline, told->properties, "label", latest);
        if (!label.empty() && key.starts_with(record) &&
            key.substr(record.size()).starts_with('/')) {
            groups.push_back({.name = std::string(key.substr(record.size() + 1)), .label = label});
        }
    }
    return groups;
}

}  // namespace baton::engine
