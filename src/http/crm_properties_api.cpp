#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/property_definitions.hpp"
#include "http/crm_api.hpp"
#include "http/crm_json.hpp"
#include "http/crm_paths.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

using engine::CrmType;
using engine::PropertyDefinition;
using engine::PropertyOption;
using engine::PropertyType;

// HubSpot's words for a type, and for how it is entered; the first that fits.
struct TypeWord {
    std::string_view type;
    std::string_view field;
    PropertyType own;
};

constexpr std::array type_words{TypeWord{"string", "text", PropertyType::text},
                                TypeWord{"number", "number", PropertyType::number},
                                TypeWord{"number", "number", PropertyType::money},
                                TypeWord{"bool", "booleancheckbox", PropertyType::boolean},
                                TypeWord{"date", "date", PropertyType::date},
                                TypeWord{"datetime", "date", PropertyType::instant},
                                TypeWord{"enumeration", "checkbox", PropertyType::multi_choice},
                                TypeWord{"enumeration", "select", PropertyType::choice},
                                TypeWord{"string", "text", PropertyType::user}};

const TypeWord& word_of(PropertyType type) {
    return *std::ranges::find(type_words, type, &TypeWord::own);
}

// A formula goes by the type of what it comes to.
const TypeWord& word_of(const PropertyDefinition& property) {
    PropertyDefinition result = property;
    result.formula.clear();
    return word_of(type_of(result));
}

// Whose properties the path names.
struct Of {
    CrmType type = CrmType::contacts;
    std::string record = {};
};

Result<Of> owner_in(const Request& request, bool writes) {
    const CrmType type = TRY(type_in(request, "type"));
    TRY(check_scope(request, type, writes));
    const bool defined =
        type == CrmType::contacts || type == CrmType::companies || type == CrmType::deals;
    if (!defined) {
        return fail(Failure::not_found,
                    "Properties are defined for contacts, companies and deals.");
    }
    return Of{.type = type, .record = engine::record_of(type)};
}

json::array render_options(const std::vector<PropertyOption>& options) {
    json::array rendered;
    for (const PropertyOption& option : options) {
        rendered.push_back(json::object{{"label", option.label},
                                        {"value", option.value},
                                        {"displayOrder", rendered.size()},
                                        {"hidden", option.archived}});
    }
    return rendered;
}

json::object render_property(const PropertyDefinition& property, const Of& of) {
    const std::string name = engine::crm_name(of.type, property.name);
    const bool calculated = !property.formula.empty();
    const bool fixed = calculated || engine::is_read_only(of.type, name);
    const TypeWord& word = word_of(property);
    json::object rendered{
        {"name", name},
        {"label", property.label},
        {"description", property.description},
        {"type", word.type},
        {"fieldType", word.field},
        {"groupName",
         property.group.empty() ? fmt::format("{}information", of.record) : property.group},
        {"options", render_options(property.options)},
        {"displayOrder", -1},
        {"hidden", false},
        {"hubspotDefined", !property.own},
        {"calculated", calculated},
        {"externalOptions", false},
        {"hasUniqueValue", name == "email"},
        {"formField", false},
        {"archived", property.archived},
        {"showCurrencySymbol", property.type == ValueType::money},
        {"modificationMetadata",
         {{"archivable", property.own},
          {"readOnlyDefinition", false},
          {"readOnlyOptions", false},
          {"readOnlyValue", fixed}}}};
    if (property.own) {
        rendered["createdAt"] = crm_time(property.created_at);
        rendered["updatedAt"] = crm_time(property.updated_at);
    }
    if (calculated) {
        rendered["calculationFormula"] = property.formula;
    }
    return rendered;
}

std::vector<PropertyDefinition> properties_of(Application& application, const Of& of) {
    return application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::list_properties(view.timeline, of.record);
    });
}

Result<Response> list(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, false));
    const bool archived = flag_of(request, "archived");
    json::array results;
    for (const PropertyDefinition& each : properties_of(application, of)) {
        if (each.archived == archived) {
            results.push_back(render_property(each, of));
        }
    }
    return json_response(json::object{{"results", std::move(results)}});
}

Result<Response> show_named(
    Application& application, const Of& of, const std::string& name, bool archived, int status) {
    const std::string own = engine::own_name(of.type, name);
    for (const PropertyDefinition& each : properties_of(application, of)) {
        if (each.name == own && each.archived == archived) {
            return json_response(render_property(each, of), status);
        }
    }
    return fail(Failure::not_found, fmt::format("There is no property {}.", name.substr(0, 80)));
}

Result<Response> show(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, false));
    return show_named(
        application, of, request.parameter("name"), flag_of(request, "archived"), 200);
}

std::optional<std::string> given(const json::object& body, std::string_view name) {
    return body.contains(name) ? std::optional(crm_member(body, name)) : std::nullopt;
}

Result<std::optional<PropertyType>> read_type(const json::object& body) {
    const std::string type = crm_member(body, "type");
    if (type.empty()) {
        return std::nullopt;
    }
    if (type == "enumeration" && crm_member(body, "fieldType") != "checkbox") {
        return PropertyType::choice;
    }
    const auto* const word = std::ranges::find(type_words, type, &TypeWord::type);
    if (word == type_words.end()) {
        return fail(Failure::invalid,
                    fmt::format("{} is not a type.", type.substr(0, 40)),
                    {{"type", "must be string, number, bool, date, datetime or enumeration"}});
    }
    return word->own;
}

Result<engine::PropertyWish> read_property(const json::object& body, const Of& of) {
    engine::PropertyWish wish{.record = of.record,
                              .label = given(body, "label"),
                              .description = given(body, "description"),
                              .group = given(body, "groupName"),
                              .type = TRY(read_type(body))};
    if (body.contains("calculationFormula")) {
        wish.type = PropertyType::formula;
        wish.formula = crm_member(body, "calculationFormula");
    }
    if (wish.group == fmt::format("{}information", of.record)) {
        wish.group = "";
    }
    if (body.contains("options")) {
        wish.options.emplace();
        for (const json::value& option : crm_list(body, "options")) {
            if (option.is_object()) {
                const json::object& given = option.get_object();
                const json::value* hidden = given.if_contains("hidden");
                wish.options->push_back(
                    {.value = crm_member(given, "value"),
                     .label = crm_member(given, "label"),
                     .archived = hidden != nullptr && hidden->is_bool() && hidden->get_bool()});
            }
        }
    }
    return wish;
}

Result<Response> create(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, true));
    const json::object body = TRY(read_crm_object_body(request.body));
    engine::PropertyWish wish = TRY(read_property(body, of));
    const std::string name = crm_member(body, "name");
    wish.name = engine::own_name(of.type, name);
    if (!wish.type) {
        return fail(Failure::invalid, "A property needs a type.", {{"type", "is required"}});
    }
    TRY(application.workspace().run([&](engine::Desk& desk) {
        return engine::define_property(desk, wish, because_of(request));
    }));
    return show_named(application, of, name, false, 201);
}

Result<Response> change(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, true));
    const json::object body = TRY(read_crm_object_body(request.body));
    engine::PropertyWish wish = TRY(read_property(body, of));
    const std::string name = request.parameter("name");
    wish.name = engine::own_name(of.type, name);
    TRY(application.workspace().run([&](engine::Desk& desk) {
        return engine::change_property(desk, wish, because_of(request));
    }));
    return show_named(application, of, name, false, 200);
}

Result<Response> archive(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, true));
    const std::string name = engine::own_name(of.type, request.parameter("name"));
    return carried_out(
        application, request, [of, name, because = because_of(request)](engine::Desk& desk) {
            return engine::archive_property(desk, of.record, name, because);
        });
}

json::object render_group(const engine::PropertyGroup& group) {
    return {
        {"name", group.name}, {"label", group.label}, {"displayOrder", -1}, {"archived", false}};
}

Result<Response> list_groups(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, false));
    const auto groups = application.workspace().read([&](const engine::Workspace::View& view) {
        return engine::list_property_groups(view.timeline, of.record);
    });
    json::array results;
    for (const engine::PropertyGroup& each : groups) {
        results.push_back(render_group(each));
    }
    return json_response(json::object{{"results", std::move(results)}});
}

Result<Response> create_group(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, true));
    const json::object body = TRY(read_crm_object_body(request.body));
    const engine::PropertyGroup group{.name = crm_member(body, "name"),
                                      .label = crm_member(body, "label")};
    if (group.label.empty()) {
        return fail(Failure::invalid, "A group needs a label.", {{"label", "is required"}});
    }
    TRY(application.workspace().run([&](engine::Desk& desk) {
        return engine::tell_property_group(desk, of.record, group, because_of(request));
    }));
    return json_response(render_group(group), 201);
}

Result<Response> archive_group(Application& application, const Request& request) {
    const Of of = TRY(owner_in(request, true));
    const engine::PropertyGroup group{.name = request.parameter("name"), .label = {}};
    return carried_out(
        application, request, [of, group, because = because_of(request)](engine::Desk& desk) {
            return engine::tell_property_group(desk, of.record, group, because);
        });
}

struct Place {
    Method method;
    std::string_view pattern;
    std::string_view summary;
    Result<Response> (*handler)(Application&, const Request&);
    int success;
    SchemaOf response;
};

constexpr std::string_view all_of = "/crm/v3/properties/{type}";
constexpr std::string_view one_of = "/crm/v3/properties/{type}/{name}";
constexpr std::string_view groups_of = "/crm/v3/properties/{type}/groups";
constexpr std::string_view group_of = "/crm/v3/properties/{type}/groups/{name}";

constexpr std::array places{
    Place{Method::get, all_of, "Properties", list, 200, crm_results_schema},
    Place{Method::post, all_of, "Define a property", create, 201, crm_any_schema},
    Place{Method::get, one_of, "One property", show, 200, crm_any_schema},
    Place{Method::patch, one_of, "Change a property", change, 200, crm_any_schema},
    Place{Method::remove, one_of, "Archive a property", archive, 204, nullptr},
    Place{Method::get, groups_of, "Groups of properties", list_groups, 200, crm_results_schema},
    Place{Method::post, groups_of, "Define a group", create_group, 201, crm_any_schema},
    Place{Method::remove, group_of, "Archive a group", archive_group, 204, nullptr}};

}  // namespace

std::vector<Route> crm_properties_api(Application& application) {
    std::vector<Route> all;
    for (const Place& place : places) {
        all.push_back(crm_route(place.method,
                                place.pattern,
                                place.method == Method::get ? "contacts:read" : "contacts:write",
                                place.summary,
                                [&application, handler = place.handler](const Request& request) {
                                    return handler(application, request);
                                }));
        all.back().success = place.success;
        all.back().response = place.response;
        if (place.method == Method::get) {
            all.back().query = {"archived"};
        }
    }
    return all;
}

}  // namespace baton::http
