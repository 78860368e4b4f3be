#include "http/crm_body.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

using engine::CrmType;

constexpr std::size_t groups_max = 5;
constexpr std::size_t filters_max = 18;

// Which type an association of HubSpot's own leads to.
struct Association {
    std::int64_t id;
    CrmType to;
};

constexpr std::array associations{Association{1, CrmType::companies},
                                  Association{279, CrmType::companies},
                                  Association{3, CrmType::contacts},
                                  Association{5, CrmType::companies},
                                  Association{341, CrmType::companies},
                                  Association{202, CrmType::contacts},
                                  Association{214, CrmType::deals},
                                  Association{204, CrmType::contacts},
                                  Association{216, CrmType::deals}};

Result<json::object> read_object(std::string_view body) {
    const auto value = TRY(parse_json(body));
    if (!value.is_object()) {
        return fail(Failure::invalid, "Invalid input JSON: an object is expected.");
    }
    return value.get_object();
}

// Scalars as HubSpot reads them: all are text.
std::optional<std::string> scalar(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null: return "";
        case json::kind::string: return std::string(std::string_view(value.get_string()));
        case json::kind::bool_: return value.get_bool() ? "true" : "false";
        case json::kind::int64:
        case json::kind::uint64:
        case json::kind::double_: return json::serialize(value);
        case json::kind::array:
        case json::kind::object: break;
    }
    return std::nullopt;
}

std::string member(const json::object& object, std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found == nullptr ? std::string() : scalar(*found).value_or("");
}

const json::array& list(const json::object& object, std::string_view name) {
    static const json::array none;
    const json::value* found = object.if_contains(name);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

std::optional<engine::CrmLink> read_link(const json::value& value) {
    const json::object* object = value.if_object();
    const json::value* to = object == nullptr ? nullptr : object->if_contains("to");
    if (to == nullptr || !to->is_object()) {
        return std::nullopt;
    }
    for (const json::value& type : list(*object, "types")) {
        const json::value* id =
            type.is_object() ? type.get_object().if_contains("associationTypeId") : nullptr;
        if (id == nullptr || !id->is_int64()) {
            continue;
        }
        const auto* const known =
            std::ranges::find(associations, id->get_int64(), &Association::id);
        if (known != associations.end()) {
            return engine::CrmLink{.to = known->to, .id = member(to->get_object(), "id")};
        }
    }
    return std::nullopt;
}

std::vector<std::string> texts(const json::array& array) {
    std::vector<std::string> read;
    for (const json::value& each : array) {
        read.push_back(scalar(each).value_or(""));
    }
    return read;
}

engine::CrmFilter read_filter(const json::object& object) {
    return {.property = member(object, "propertyName"),
            .operator_ = member(object, "operator"),
            .value = member(object, "value"),
            .high_value = member(object, "highValue"),
            .values = texts(list(object, "values"))};
}

Result<std::vector<engine::CrmFilter>> read_group(const json::value& value) {
    std::vector<engine::CrmFilter> filters;
    const json::array none;
    for (const json::value& each : value.is_object() ? list(value.get_object(), "filters") : none) {
        if (!each.is_object() || filters.size() == filters_max) {
            return fail(Failure::invalid, "A filter group holds up to 18 filters, each an object.");
        }
        filters.push_back(read_filter(each.get_object()));
    }
    return filters;
}

void read_sort(const json::object& object, engine::CrmSearch& search) {
    const json::array& sorts = list(object, "sorts");
    if (sorts.empty()) {
        return;
    }
    if (const json::object* sort = sorts.front().if_object()) {
        search.sort = member(*sort, "propertyName");
        search.descending = member(*sort, "direction") == "DESCENDING";
    } else {
        search.sort = scalar(sorts.front()).value_or("");
        search.descending = search.sort.starts_with('-');
        search.sort.erase(0, search.descending ? 1 : 0);
    }
}

json::object paging(const std::string& after) {
    return {{"next", {{"after", after}, {"link", "?after=" + after}}}};
}

std::string time_text(Instant at) {
    return engine::crm_text(at).value_or("");
}

}  // namespace

json::object render_crm_object(const engine::CrmObject& object) {
    json::object properties;
    for (const auto& [name, value] : object.properties) {
        properties[name] = value ? json::value(*value) : json::value(nullptr);
    }
    return {{"id", object.id},
            {"properties", std::move(properties)},
            {"createdAt", time_text(object.created_at)},
            {"updatedAt", time_text(object.updated_at)},
            {"archived", false}};
}

json::object render_crm_page(const engine::CrmPage& page, bool with_total) {
    json::object document;
    if (with_total) {
        document["total"] = page.total;
    }
    json::array results;
    for (const engine::CrmObject& object : page.objects) {
        results.push_back(render_crm_object(object));
    }
    document["results"] = std::move(results);
    if (page.next) {
        document["paging"] = paging(*page.next);
    }
    return document;
}

Result<engine::CrmWrite> read_crm_write(std::string_view body, CrmType type) {
    const json::object object = TRY(read_object(body));
    const json::value* properties = object.if_contains("properties");
    if (properties == nullptr || !properties->is_object()) {
        return fail(Failure::invalid,
                    "Invalid input JSON: properties is missing.",
                    {{"properties", "must be an object"}});
    }
    engine::CrmWrite write{.type = type};
    for (const auto& [name, value] : properties->get_object()) {
        const auto text = scalar(value);
        if (!text) {
            return fail(Failure::invalid,
                        "Property values were not valid.",
                        {{std::string(name), "must be text, a number, true, false or null"}});
        }
        write.properties[std::string(name)] = *text;
    }
    for (const json::value& each : list(object, "associations")) {
        const auto link = read_link(each);
        if (!link) {
            return fail(Failure::invalid,
                        "This association is not known.",
                        {{"associations", "use an associationTypeId of HubSpot's own"}});
        }
        write.links.push_back(*link);
    }
    return write;
}

Result<engine::CrmSearch> read_crm_search(std::string_view body, CrmType type) {
    const json::object object = TRY(read_object(body));
    engine::CrmSearch search{.ask = {.type = type,
                                     .properties = texts(list(object, "properties")),
                                     .after = TRY(offset_from(member(object, "after")))},
                             .query = member(object, "query")};
    if (const json::value* limit = object.if_contains("limit")) {
        const std::int64_t wanted = limit->is_int64() ? limit->get_int64() : 0;
        if (wanted < 1 || wanted > static_cast<std::int64_t>(page_rows_max)) {
            return fail(Failure::invalid,
                        "limit is out of range.",
                        {{"limit", fmt::format("must be 1 to {}", page_rows_max)}});
        }
        search.ask.limit = static_cast<std::size_t>(wanted);
    }
    if (list(object, "filterGroups").size() > groups_max) {
        return fail(Failure::invalid, "Up to 5 filter groups are allowed.");
    }
    for (const json::value& group : list(object, "filterGroups")) {
        search.groups.push_back(TRY(read_group(group)));
    }
    read_sort(object, search);
    return search;
}

Result<std::size_t> offset_from(std::string_view text) {
    std::size_t offset = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
    if (!text.empty() && (error != std::errc() || end != text.data() + text.size())) {
        return fail(Failure::invalid, "This page does not exist.", {{"after", "is not valid"}});
    }
    return offset;
}

}  // namespace baton::http
