#include "http/openapi.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "http/ascii.hpp"
#include "http/closed_sets.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/router.hpp"
#include "http/schema.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

json::object text_schema() {
    return {{"type", "string"}};
}

json::object content(std::string_view type, json::value schema) {
    return {{type, json::object{{"schema", std::move(schema)}}}};
}

json::object parameter(std::string_view name, std::string_view place) {
    return {
        {"name", name}, {"in", place}, {"required", place == "path"}, {"schema", text_schema()}};
}

json::array parameters_of(const Route& route) {
    json::array parameters;
    each_part(route.pattern, '/', [&](std::string_view segment) {
        if (segment.starts_with('{')) {
            parameters.push_back(parameter(segment.substr(1, segment.size() - 2), "path"));
        }
        return true;
    });
    for (const std::string_view name : route.query) {
        parameters.push_back(parameter(name, "query"));
    }
    if (route.access.kind == Access::Kind::people && writes(route.method)) {
        parameters.push_back(parameter("Idempotency-Key", "header"));
    }
    return parameters;
}

json::array security_of(const Access& access) {
    switch (access.kind) {
        case Access::Kind::anyone: return {};
        case Access::Kind::write_key: return {json::object{{"write_key", json::array{}}}};
        case Access::Kind::people: break;
    }
    json::array security{json::object{{"session", json::array{}}}};
    if (!access.scope.empty()) {
        security.push_back(json::object{{"api_key", json::array{json::string(access.scope)}}});
    }
    return security;
}

json::object responses_of(const Route& route, Components& components) {
    json::object success{{"description", reason_phrase(route.success)}};
    if (route.response != nullptr) {
        success["content"] = content("application/json", route.response(components));
    }
    const bool hubspot = route.errors == ErrorShape::hubspot;
    const std::string_view type = hubspot ? "application/json" : "application/problem+json";
    json::object problem{
        {"$ref", hubspot ? "#/components/schemas/HubspotError" : "#/components/schemas/Problem"}};
    return {{std::to_string(route.success), std::move(success)},
            {"default",
             json::object{{"description", "What went wrong"},
                          {"content", content(type, std::move(problem))}}}};
}

// "get_api_v1_contacts_id": stable, unique for a table without duplicates.
std::string operation_id(const Route& route) {
    std::string id;
    for (const char letter : name(route.method)) {
        id += lower(letter);
    }
    for (const char letter : route.pattern) {
        if (letter == '/' || letter == '-') {
            id += '_';
        } else if (letter != '{' && letter != '}') {
            id += letter;
        }
    }
    return id;
}

// "contacts" of /api/v1/contacts/{id}; the first part of every other path.
std::string_view tag_of(std::string_view pattern) {
    for (const std::string_view prefix : {"/api/v1/", "/crm/v3/", "/"}) {
        if (pattern.starts_with(prefix)) {
            pattern.remove_prefix(prefix.size());
            break;
        }
    }
    return pattern.substr(0, pattern.find('/'));
}

json::object operation_of(const Route& route, Components& components) {
    json::object operation{{"operationId", operation_id(route)},
                           {"summary", route.summary},
                           {"tags", json::array{json::string(tag_of(route.pattern))}},
                           {"security", security_of(route.access)},
                           {"parameters", parameters_of(route)},
                           {"responses", responses_of(route, components)}};
    if (route.body == BodyKind::upload) {
        operation["requestBody"] =
            json::object{{"content",
                          content("application/octet-stream",
                                  json::object{{"type", "string"}, {"format", "binary"}})}};
    } else if (route.request != nullptr) {
        operation["requestBody"] =
            json::object{{"required", true},
                         {"content", content("application/json", route.request(components))}};
    }
    return operation;
}

json::object record(json::object properties) {
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

void add_common(Components& components) {
    const json::object number{{"type", "integer"}};
    const json::object problem = record(
        {{"pointer", text_schema()}, {"parameter", text_schema()}, {"message", text_schema()}});
    components["Money"] = record({{"minor", number}, {"currency", text_schema()}});
    components["Money"]["required"] = json::array{"minor", "currency"};
    components["Problem"] =
        record({{"type", text_schema()},
                {"title", text_schema()},
                {"status", number},
                {"detail", text_schema()},
                {"problems", json::object{{"type", "array"}, {"items", problem}}}});
    components["HubspotError"] = record({{"status", text_schema()},
                                         {"message", text_schema()},
                                         {"correlationId", text_schema()},
                                         {"category", text_schema()}});
}

// What a schema says besides that null is allowed too.
json::object& without_null(json::object& schema) {
    json::value* either = schema.if_contains("anyOf");
    return either == nullptr ? schema : either->get_array().front().get_object();
}

void name_words(Components& components) {
    for (const ClosedSet& set : closed_sets()) {
        const auto component = components.find(std::string(set.record));
        if (component != components.end()) {
            json::object& properties = component->second.at("properties").get_object();
            without_null(properties.at(set.member).get_object())["enum"] =
                json::value_from(set.words);
        }
    }
}

json::object security_schemes() {
    return {
        {"session", json::object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-baton"}}},
        {"api_key", json::object{{"type", "http"}, {"scheme", "bearer"}}},
        {"write_key", json::object{{"type", "http"}, {"scheme", "basic"}}}};
}

}  // namespace

std::string openapi_json(const Router& router) {
    Components components;
    add_common(components);
    json::object paths;
    for (const Route& route : router.table()) {
        std::string method;
        for (const char letter : name(route.method)) {
            method += lower(letter);
        }
        json::value& path = paths[route.pattern];
        if (path.is_null()) {
            path.emplace_object();
        }
        path.get_object()[method] = operation_of(route, components);
    }
    name_words(components);
    json::object schemas;
    for (const auto& [name, schema] : components) {
        schemas[name] = schema;
    }
    return json::serialize(json::object{
        {"openapi", "3.1.0"},
        {"info", json::object{{"title", "Baton"}, {"version", "1"}}},
        {"paths", std::move(paths)},
        {"components",
         json::object{{"schemas", std::move(schemas)}, {"securitySchemes", security_schemes()}}}});
}

}  // namespace baton::http
