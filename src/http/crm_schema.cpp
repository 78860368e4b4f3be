#include "http/crm_schema.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <string_view>
#include <utility>

namespace baton::http {

namespace json = boost::json;

namespace {

json::object of_type(std::string_view type) {
    return {{"type", type}};
}

json::object time() {
    return {{"type", "string"}, {"format", "date-time"}};
}

json::object texts_by_name() {
    return {{"type", "object"},
            {"additionalProperties", {{"anyOf", {of_type("string"), of_type("null")}}}}};
}

json::object list_of(json::object items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

// Enters a record and refers to it; what is not named in `required` may be left out.
json::object record(Components& components,
                    const char* name,
                    json::object properties,
                    json::array required) {
    components[name] = {{"type", "object"},
                        {"properties", std::move(properties)},
                        {"required", std::move(required)}};
    return {{"$ref", std::string("#/components/schemas/") + name}};
}

json::object paging() {
    return {{"type", "object"},
            {"properties",
             {{"next",
               {{"type", "object"},
                {"properties", {{"after", of_type("string")}, {"link", of_type("string")}}}}}}}};
}

}  // namespace

json::object crm_object_schema(Components& components) {
    return record(components,
                  "CrmObject",
                  {{"id", of_type("string")},
                   {"properties", texts_by_name()},
                   {"propertiesWithHistory", of_type("object")},
                   {"associations", of_type("object")},
                   {"createdAt", time()},
                   {"updatedAt", time()},
                   {"archived", of_type("boolean")},
                   {"archivedAt", time()}},
                  {"id", "properties", "createdAt", "updatedAt", "archived"});
}

json::object crm_page_schema(Components& components) {
    return record(components,
                  "CrmPage",
                  {{"total", of_type("integer")},
                   {"results", list_of(crm_object_schema(components))},
                   {"paging", paging()}},
                  {"results"});
}

json::object crm_write_schema(Components& components) {
    return record(components,
                  "CrmWrite",
                  {{"properties", texts_by_name()}, {"associations", list_of(of_type("object"))}},
                  {"properties"});
}

json::object crm_search_schema(Components& components) {
    return record(components,
                  "CrmSearch",
                  {{"filterGroups", list_of(of_type("object"))},
                   {"sorts", list_of(of_type("object"))},
                   {"query", of_type("string")},
                   {"properties", list_of(of_type("string"))},
                   {"limit", of_type("integer")},
                   {"after", of_type("string")}},
                  {});
}

json::object crm_batch_schema(Components& components) {
    return record(components,
                  "CrmBatch",
                  {{"status", of_type("string")},
                   {"results", list_of(of_type("object"))},
                   {"numErrors", of_type("integer")},
                   {"errors", list_of(of_type("object"))},
                   {"startedAt", time()},
                   {"completedAt", time()}},
                  {"status", "results", "startedAt", "completedAt"});
}

json::object crm_batch_input_schema(Components& components) {
    return record(components,
                  "CrmBatchInput",
                  {{"inputs", list_of(of_type("object"))},
                   {"properties", list_of(of_type("string"))},
                   {"idProperty", of_type("string")}},
                  {"inputs"});
}

json::object crm_results_schema(Components& components) {
    return record(components,
                  "CrmResults",
                  {{"results", list_of(of_type("object"))}, {"paging", paging()}},
                  {"results"});
}

json::object crm_any_schema(Components& /*components*/) {
    return of_type("object");
}

}  // namespace baton::http
