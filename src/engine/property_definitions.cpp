#include "engine/property_definitions.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>
#include <variant>

#include "agreement/schema.hpp"
#include "base/text.hpp"
#include "engine/deal_commands.hpp"
#include "engine/people.hpp"
#include "engine/property_view.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::engine {

namespace {

using Types = ledger::DeclaredTypes::Types;

constexpr Instant latest = Instant::latest();
constexpr std::string_view property_record = "property";
constexpr std::string_view group_record = "property_group";
constexpr std::size_t name_bytes_max = 100;
constexpr std::size_t options_max = 500;

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

bool is_archived(const ledger::Timeline& timeline, const ledger::Record& record) {
    return known(timeline.value(record.properties, "archived", latest));
}

void read_told(const ledger::Timeline& timeline,
               const ledger::Record& record,
               PropertyDefinition& property) {
    const auto text = [&](std::string_view name) {
        return text_of(timeline, record.properties, name, latest);
    };
    if (const std::string label = text("label"); !label.empty()) {
        property.label = label;
    }
    property.description = text("description");
    property.group = text("group");
    property.type = find_value_type(text("type")).value_or(property.type);
    const Value options = timeline.value(record.properties, "options", latest);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&options)) {
        property.options = *texts;
    }
    property.archived = is_archived(timeline, record);
    for (const ledger::PropertyTrack& track : record.properties.all()) {
        const auto* first = ledger::first_of(track.changes);
        const auto* last = ledger::last_at(track.changes, latest);
        if (first != nullptr && last != nullptr) {
            property.own = true;
            property.created_at = property.created_at == Instant{}
                                      ? first->at
                                      : std::min(property.created_at, first->at);
            property.updated_at = std::max(property.updated_at, last->at);
        }
    }
}

bool is_name(std::string_view name) {
    const auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_';
    };
    return !name.empty() && name.size() <= name_bytes_max && name.front() >= 'a' &&
           std::ranges::all_of(name, fits);
}

std::unexpected<Error> wrong(std::string place, std::string message) {
    return fail(
        Failure::invalid, "This property is not valid.", {{std::move(place), std::move(message)}});
}

std::unexpected<Error> not_there(const std::string& name) {
    return fail(Failure::not_found, fmt::format("There is no property {}.", name));
}

std::optional<PropertyDefinition> find_property(const ledger::Timeline& timeline,
                                                const std::string& record,
                                                const std::string& name) {
    const auto all = list_properties(timeline, record);
    const auto found = std::ranges::find(all, name, &PropertyDefinition::name);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Value text_value(const std::string& text) {
    return text.empty() ? Value(Unknown{}) : Value(text);
}

ledger::Properties properties_of(const PropertyWish& wish) {
    ledger::Properties properties;
    if (wish.label) properties.emplace_back("label", text_value(*wish.label));
    if (wish.description) properties.emplace_back("description", text_value(*wish.description));
    if (wish.group) properties.emplace_back("group", text_value(*wish.group));
    if (wish.type) properties.emplace_back("type", std::string(name(*wish.type)));
    if (wish.options) {
        properties.emplace_back("options",
                                wish.options->empty() ? Value(Unknown{}) : Value(*wish.options));
    }
    return properties;
}

Done check_parts(const ledger::Timeline& timeline, const PropertyWish& wish) {
    if (wish.options && wish.options->size() > options_max) {
        return wrong("options", fmt::format("at most {}", options_max));
    }
    const auto groups = list_property_groups(timeline, wish.record);
    const bool grouped =
        !wish.group || wish.group->empty() ||
        std::ranges::find(groups, *wish.group, &PropertyGroup::name) != groups.end();
    return grouped ? Done{} : wrong("groupName", "there is no such group");
}

Result<Receipt> write(Desk& desk,
                      const PropertyWish& wish,
                      ledger::Properties properties,
                      const Because& because) {
    return change_record(desk,
                         {.record = std::string(property_record),
                          .key = key_of(wish.record, wish.name),
                          .properties = std::move(properties)},
                         because);
}

}  // namespace

std::vector<PropertyDefinition> list_properties(const ledger::Timeline& timeline,
                                                std::string_view record) {
    std::map<std::string, PropertyDefinition> all;
    const auto add = [&](const std::string& name, ValueType type) {
        all.try_emplace(name,
                        PropertyDefinition{.name = name, .label = label_of(name), .type = type});
    };
    for (const auto& [name, type] : standard_types_of(record)) {
        add(name, type);
    }
    for (const auto& [name, type] : seen_types_of(timeline, record)) {
        add(name, type);
    }
    for (const ledger::Record* told : timeline.records_of(property_record)) {
        const std::string_view key = told->key;
        if (key.starts_with(record) && key.substr(record.size()).starts_with('/')) {
            PropertyDefinition property{.name = std::string(key.substr(record.size() + 1)),
                                        .label = {}};
            property.label = label_of(property.name);
            const auto seen = all.find(property.name);
            property.type = seen == all.end() ? property.type : seen->second.type;
            read_told(timeline, *told, property);
            if (property.own) {
                all.insert_or_assign(property.name, property);
            }
        }
    }
    std::vector<PropertyDefinition> properties;
    for (auto& [name, property] : all) {
        properties.push_back(std::move(property));
    }
    return properties;
}

Types defined_types(const ledger::Timeline& timeline, std::string_view record) {
    Types types;
    for (const PropertyDefinition& property : list_properties(timeline, record)) {
        if (property.own) {
            types[property.name] = property.type;
        }
    }
    return types;
}

Result<Receipt> define_property(Desk& desk, const PropertyWish& wish, const Because& because) {
    if (!is_name(wish.name)) {
        return wrong("name", "small letters, digits and _; a letter first");
    }
    if (text::trimmed(wish.label.value_or("")).empty()) {
        return wrong("label", "is required");
    }
    TRY(check_parts(desk.timeline(), wish));
    const auto there = find_property(desk.timeline(), wish.record, wish.name);
    if (there && !there->archived) {
        return fail(Failure::conflict, fmt::format("There is a property {} already.", wish.name));
    }
    if (there && wish.type && *wish.type != there->type) {
        return wrong("type", fmt::format("its values are {}", name(there->type)));
    }
    ledger::Properties properties = properties_of(wish);
    if (there) {
        properties.emplace_back("archived", Unknown{});
    }
    return write(desk, wish, std::move(properties), because);
}

Result<Receipt> change_property(Desk& desk, const PropertyWish& wish, const Because& because) {
    const auto there = find_property(desk.timeline(), wish.record, wish.name);
    if (!there || there->archived) {
        return not_there(wish.name);
    }
    TRY(check_parts(desk.timeline(), wish));
    const bool has_values = seen_types_of(desk.timeline(), wish.record).contains(wish.name);
    if (wish.type && *wish.type != there->type && has_values) {
        return fail(Failure::refused,
                    fmt::format("The values of {} are {}.", wish.name, name(there->type)),
                    {{"type", "stays as it is"}});
    }
    ledger::Properties properties = properties_of(wish);
    return properties.empty() ? Result<Receipt>(Receipt{})
                              : write(desk, wish, std::move(properties), because);
}

Result<Receipt> archive_property(Desk& desk,
                                 const std::string& record,
                                 const std::string& name,
                                 const Because& because) {
    const auto there = find_property(desk.timeline(), record, name);
    if (!there || there->archived) {
        return not_there(name);
    }
    if (standard_types_of(record).contains(name)) {
        return fail(Failure::refused, fmt::format("{} belongs to every workspace.", name));
    }
    return write(desk, {.record = record, .name = name}, {{"archived", true}}, because);
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

Result<Receipt> tell_property_group(Desk& desk,
                                    const std::string& record,
                                    const PropertyGroup& group,
                                    const Because& because) {
    if (!is_name(group.name)) {
        return wrong("name", "small letters, digits and _; a letter first");
    }
    if (group.name == list_property_groups(desk.timeline(), record).front().name) {
        return fail(Failure::refused, "This group belongs to every workspace.");
    }
    return change_record(desk,
                         {.record = std::string(group_record),
                          .key = key_of(record, group.name),
                          .properties = {{"label", text_value(group.label)}}},
                         because);
}

}  // namespace baton::engine
