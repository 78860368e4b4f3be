#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "engine/deal_commands.hpp"
#include "engine/formula_properties.hpp"
#include "engine/property_definitions.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view property_record = "property";
constexpr std::string_view group_record = "property_group";
constexpr std::size_t name_bytes_max = 100;

std::string key_of(std::string_view record, std::string_view name) {
    return fmt::format("{}/{}", record, name);
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

Value texts_value(std::vector<std::string> texts) {
    return texts.empty() ? Value(Unknown{}) : Value(std::move(texts));
}

void tell_options(const std::vector<PropertyOption>& options, ledger::Properties& properties) {
    std::vector<std::string> values;
    std::vector<std::string> labels;
    std::vector<std::string> archived;
    for (const PropertyOption& option : options) {
        values.push_back(option.value);
        labels.push_back(option.label);
        if (option.archived) {
            archived.push_back(option.value);
        }
    }
    properties.emplace_back("options", texts_value(std::move(values)));
    properties.emplace_back("option_labels", texts_value(std::move(labels)));
    properties.emplace_back("options_archived", texts_value(std::move(archived)));
}

ledger::Properties properties_of(const PropertyWish& wish) {
    ledger::Properties properties;
    if (wish.label) properties.emplace_back("label", text_value(*wish.label));
    if (wish.description) properties.emplace_back("description", text_value(*wish.description));
    if (wish.group) properties.emplace_back("group", text_value(*wish.group));
    if (wish.type) {
        const bool user = *wish.type == PropertyType::user;
        properties.emplace_back("type", std::string(name(value_type_of(*wish.type))));
        properties.emplace_back("user", user ? Value(true) : Value(Unknown{}));
    }
    if (wish.options) tell_options(*wish.options, properties);
    if (wish.formula) properties.emplace_back("formula", text_value(*wish.formula));
    return properties;
}

// Values and labels are trimmed; an option without a label shows its value.
Result<std::vector<PropertyOption>> tidied(const std::vector<PropertyOption>& options) {
    std::vector<PropertyOption> tidy;
    std::set<std::string> taken;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const auto at = [&](std::string_view member) {
            return fmt::format("options/{}/{}", i, member);
        };
        PropertyOption option = options[i];
        option.value = text::trimmed(option.value.empty() ? option.label : option.value);
        option.label = text::trimmed(option.label.empty() ? option.value : option.label);
        if (option.value.empty()) {
            return wrong(at("value"), "is required");
        }
        if (std::max(option.value.size(), option.label.size()) > property_option_bytes_max) {
            return wrong(at("label"), fmt::format("at most {} bytes", property_option_bytes_max));
        }
        const bool fresh = taken.insert(text::folded(option.value)).second;
        if (!fresh ||
            (option.label != option.value && !taken.insert(text::folded(option.label)).second)) {
            return wrong(at("label"), "another option is called that");
        }
        tidy.push_back(std::move(option));
    }
    return tidy;
}

// An option that was there stays, archived, so that what records hold keeps its name.
void keep_former(const std::vector<PropertyOption>& former, std::vector<PropertyOption>& options) {
    for (PropertyOption option : former) {
        if (std::ranges::find(options, option.value, &PropertyOption::value) == options.end()) {
            option.archived = true;
            options.push_back(std::move(option));
        }
    }
}

bool has_options(PropertyType type) {
    return type == PropertyType::choice || type == PropertyType::multi_choice;
}

Done check_options(const PropertyWish& wish, PropertyType type) {
    const bool some = wish.options && std::ranges::any_of(*wish.options, [](const auto& each) {
                          return !each.archived;
                      });
    if (has_options(type) && wish.options && !some) {
        return wrong("options", "name at least one to choose from");
    }
    if (!has_options(type) && wish.options && !wish.options->empty()) {
        return wrong("options", "belong to a choice");
    }
    if (wish.options && wish.options->size() > property_options_max) {
        return wrong("options", fmt::format("at most {}", property_options_max));
    }
    return {};
}

// What is told of a formula: its text, and the type of what it comes to.
Done tell_formula(const ledger::Timeline& timeline,
                  const PropertyWish& wish,
                  ledger::Properties& properties) {
    const auto type = check_formula(timeline, wish.record, wish.name, *wish.formula);
    if (!type) {
        return std::unexpected(type.error());
    }
    std::erase_if(properties, [](const auto& each) { return each.first == "type"; });
    properties.emplace_back("type", std::string(name(*type)));
    return {};
}

Done check_parts(const ledger::Timeline& timeline, const PropertyWish& wish) {
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
    desk.batch().topics.insert("properties");
    return change_record(desk,
                         {.record = std::string(property_record),
                          .key = key_of(wish.record, wish.name),
                          .properties = std::move(properties)},
                         because);
}

}  // namespace

Result<Receipt> define_property(Desk& desk, const PropertyWish& given, const Because& because) {
    PropertyWish wish = given;
    if (!is_name(wish.name)) {
        return wrong("name", "small letters, digits and _; a letter first");
    }
    if (text::trimmed(wish.label.value_or("")).empty()) {
        return wrong("label", "is required");
    }
    const PropertyType type = wish.type.value_or(PropertyType::text);
    TRY(check_parts(desk.timeline(), wish));
    const auto there = find_property(desk.timeline(), wish.record, wish.name);
    if (there && (!there->archived || there->standard) && (there->own || there->standard)) {
        return fail(Failure::conflict, fmt::format("There is a property {} already.", wish.name));
    }
    if (there && there->has_values && wish.type &&
        (type == PropertyType::formula || value_type_of(type) != there->type)) {
        return wrong("type", fmt::format("its values are {}", name(there->type)));
    }
    if (!wish.options && has_options(type)) {
        wish.options.emplace();
    }
    if (wish.options) {
        wish.options = TRY(tidied(*wish.options));
    }
    TRY(check_options(wish, type));
    if ((type == PropertyType::formula) != wish.formula.has_value()) {
        return wrong("formula", wish.formula ? "belongs to a formula" : "is required");
    }
    ledger::Properties properties = properties_of(wish);
    if (wish.formula) {
        TRY(tell_formula(desk.timeline(), wish, properties));
    }
    if (there && there->archived) {
        properties.emplace_back("archived", Unknown{});
    }
    return write(desk, wish, std::move(properties), because);
}

Result<Receipt> change_property(Desk& desk, const PropertyWish& given, const Because& because) {
    const auto there = find_property(desk.timeline(), given.record, given.name);
    if (!there || there->archived) {
        return not_there(given.name);
    }
    PropertyWish wish = given;
    TRY(check_parts(desk.timeline(), wish));
    const PropertyType before = type_of(*there);
    const PropertyType type = wish.type.value_or(before);
    const bool other_values = value_type_of(type) != value_type_of(before) ||
                              (type == PropertyType::formula) != (before == PropertyType::formula);
    if (other_values && (there->has_values || there->standard || !there->formula.empty())) {
        return fail(Failure::refused,
                    fmt::format("The values of {} are {}.", wish.name, name(there->type)),
                    {{"type", "stays as it is"}});
    }
    if (wish.options) {
        wish.options = TRY(tidied(*wish.options));
        keep_former(there->options, *wish.options);
    }
    TRY(check_options(wish, type));
    if (wish.formula && type != PropertyType::formula) {
        return wrong("formula", "belongs to a formula");
    }
    if (type == PropertyType::formula && wish.type && !wish.formula) {
        wish.type.reset();
    }
    ledger::Properties properties = properties_of(wish);
    if (wish.formula) {
        TRY(tell_formula(desk.timeline(), wish, properties));
    }
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
    if (there->standard) {
        return fail(Failure::refused, fmt::format("{} belongs to every workspace.", name));
    }
    TRY(check_unused(desk.timeline(), record, name));
    return write(desk, {.record = record, .name = name}, {{"archived", true}}, because);
}

Result<Receipt> bring_back_property(Desk& desk,
                                    const std::string& record,
                                    const std::string& name,
                                    const Because& because) {
    const auto there = find_definition(desk.timeline(), record, name);
    if (!there || !there->archived) {
        return not_there(name);
    }
    return write(desk, {.record = record, .name = name}, {{"archived", Unknown{}}}, because);
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
