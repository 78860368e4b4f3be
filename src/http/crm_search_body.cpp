#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <fmt/format.h>
#include <utility>

#include "base/limits.hpp"
#include "http/crm_body.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

constexpr std::size_t groups_max = 5;
constexpr std::size_t filters_max = 6;  // in one group
constexpr std::size_t sorts_max = 5;
constexpr std::size_t query_bytes_max = 3000;

engine::CrmFilter read_filter(const json::object& object) {
    return {.property = crm_member(object, "propertyName"),
            .operator_ = crm_member(object, "operator"),
            .value = crm_member(object, "value"),
            .high_value = crm_member(object, "highValue"),
            .values = crm_texts(crm_list(object, "values"))};
}

Result<std::vector<engine::CrmFilter>> read_group(const json::value& value) {
    std::vector<engine::CrmFilter> filters;
    const json::array none;
    for (const json::value& each :
         value.is_object() ? crm_list(value.get_object(), "filters") : none) {
        if (!each.is_object() || filters.size() == filters_max) {
            return fail(
                Failure::invalid,
                fmt::format("A filter group holds up to {} filters, each an object.", filters_max),
                {{"filterGroups", "holds too much"}});
        }
        filters.push_back(read_filter(each.get_object()));
    }
    return filters;
}

engine::CrmSort read_sort(const json::value& value) {
    if (const json::object* sort = value.if_object()) {
        return {.property = crm_member(*sort, "propertyName"),
                .descending = crm_member(*sort, "direction") == "DESCENDING"};
    }
    std::string property = crm_scalar(value).value_or("");
    const bool descending = property.starts_with('-');
    return {.property = property.substr(descending ? 1 : 0), .descending = descending};
}

Done read_limit(const json::object& object, engine::CrmAsk& ask) {
    const json::value* limit = object.if_contains("limit");
    if (limit == nullptr || limit->is_null()) {
        return {};
    }
    const std::int64_t wanted = limit->is_int64() ? limit->get_int64() : 0;
    if (wanted < 1 || wanted > static_cast<std::int64_t>(page_rows_max)) {
        return fail(Failure::invalid,
                    "limit is out of range.",
                    {{"limit", fmt::format("must be 1 to {}", page_rows_max)}});
    }
    ask.limit = static_cast<std::size_t>(wanted);
    return {};
}

}  // namespace

Result<engine::CrmSearch> read_crm_search(std::string_view body, engine::CrmType type) {
    const json::object object = TRY(read_crm_object_body(body));
    engine::CrmSearch search{
        .ask = {.type = type,
                .shown = {.properties = crm_texts(crm_list(object, "properties"))},
                .after = TRY(offset_from(crm_member(object, "after")))},
        .query = crm_member(object, "query")};
    TRY(read_limit(object, search.ask));
    const json::array& groups = crm_list(object, "filterGroups");
    const json::array& sorts = crm_list(object, "sorts");
    if (groups.size() > groups_max || sorts.size() > sorts_max ||
        search.query.size() > query_bytes_max) {
        return fail(Failure::invalid,
                    fmt::format("Up to {} filter groups, {} sorts and {} bytes of query.",
                                groups_max,
                                sorts_max,
                                query_bytes_max),
                    {{groups.size() > groups_max ? "filterGroups"
                      : sorts.size() > sorts_max ? "sorts"
                                                 : "query",
                      "is too much"}});
    }
    for (const json::value& group : groups) {
        search.groups.push_back(TRY(read_group(group)));
    }
    for (const json::value& sort : sorts) {
        search.sorts.push_back(read_sort(sort));
    }
    return search;
}

}  // namespace baton::http
