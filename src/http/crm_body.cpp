#include "http/crm_body.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "engine/settings.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

using engine::CrmType;

constexpr std::size_t links_max = 100;

// Who changed it, in HubSpot's words.
std::string_view source_of(std::string_view by) {
    if (by.starts_with("key:")) return "INTEGRATION";
    if (by.starts_with("import")) return "IMPORT";
    return by.contains('@') ? "CRM_UI" : "AUTOMATION_PLATFORM";
}

json::array render_history(const std::vector<engine::CrmVersion>& versions) {
    json::array rendered;
    for (const engine::CrmVersion& version : versions) {
        rendered.push_back(json::object{{"value", version.value},
                                        {"timestamp", crm_time(version.at)},
                                        {"sourceType", source_of(version.by)},
                                        {"sourceId", version.by}});
    }
    return rendered;
}

json::object render_associations(const engine::CrmObject& object, CrmType type) {
    json::object rendered;
    for (const auto& [to, found] : object.associations) {
        json::array results;
        for (const engine::Association& each : found) {
            results.push_back(json::object{
                {"id", each.to.id},
                {"type", fmt::format("{}_to_{}", engine::record_of(type), engine::record_of(to))}});
        }
        if (!results.empty()) {
            rendered[engine::name(to)] = json::object{{"results", std::move(results)}};
        }
    }
    return rendered;
}

std::optional<engine::CrmLink> read_link(const json::value& value,
                                         CrmType type,
                                         const CrmWords& words) {
    const json::object* object = value.if_object();
    const json::array none;
    const json::array& types = object == nullptr ? none : crm_list(*object, "types");
    std::optional<CrmType> to;
    engine::CrmLink link;
    for (const json::value& each : types) {
        const auto spec = read_association_spec(each);
        if (!spec) {
            return std::nullopt;
        }
        const engine::AssociationLabel* label =
            spec->own ? engine::find_label(words.labels, type, spec->number) : nullptr;
        const auto target = label == nullptr     ? engine::target_of(type, spec->number)
                            : label->one == type ? std::optional(label->other)
                                                 : std::optional(label->one);
        if (!target || (spec->own && label == nullptr) || (to && *to != *target)) {
            return std::nullopt;
        }
        to = target;
        if (label != nullptr) {
            link.roles.push_back(label->key);
        } else {
            link.primary |= spec->number != engine::plain_number(type, *target);
        }
    }
    if (!to) {
        return std::nullopt;
    }
    link.to = {.type = *to, .id = crm_member(crm_object(*object, "to"), "id")};
    return link;
}

Done read_links(const json::object& object, const CrmWords& words, engine::CrmWrite& write) {
    for (const json::value& each : crm_list(object, "associations")) {
        const auto link = read_link(each, write.type, words);
        if (!link || write.links.size() == links_max) {
            return fail(
                Failure::invalid,
                "This association is not known.",
                {{"associations",
                  "use the associationTypeId of one of the types between the two objects"}});
        }
        write.links.push_back(*link);
    }
    return {};
}

}  // namespace

std::optional<AssociationSpec> read_association_spec(const json::value& value) {
    const json::object* object = value.if_object();
    const json::value* id = object == nullptr ? nullptr : object->if_contains("associationTypeId");
    if (id == nullptr || !id->is_int64()) {
        return std::nullopt;
    }
    return AssociationSpec{.own = crm_member(*object, "associationCategory") == "USER_DEFINED",
                           .number = id->get_int64()};
}

json::object render_crm_object(const engine::CrmObject& object, CrmType type) {
    json::object properties;
    for (const auto& [name, value] : object.properties) {
        properties[name] = value ? json::value(*value) : json::value(nullptr);
    }
    json::object rendered{{"id", object.id},
                          {"properties", std::move(properties)},
                          {"createdAt", crm_time(object.created_at)},
                          {"updatedAt", crm_time(object.updated_at)},
                          {"archived", object.archived_at.has_value()}};
    if (object.archived_at) {
        rendered["archivedAt"] = crm_time(*object.archived_at);
    }
    if (!object.history.empty()) {
        json::object histories;
        for (const auto& [name, versions] : object.history) {
            histories[name] = render_history(versions);
        }
        rendered["propertiesWithHistory"] = std::move(histories);
    }
    if (json::object associations = render_associations(object, type); !associations.empty()) {
        rendered["associations"] = std::move(associations);
    }
    return rendered;
}

json::object render_crm_page(const engine::CrmPage& page, CrmType type, bool with_total) {
    json::object document;
    if (with_total) {
        document["total"] = page.total;
    }
    json::array results;
    for (const engine::CrmObject& object : page.objects) {
        results.push_back(render_crm_object(object, type));
    }
    document["results"] = std::move(results);
    if (page.next) {
        document["paging"] = crm_paging(*page.next);
    }
    return document;
}

CrmWords crm_words(Application& application, CrmType type, Instant now) {
    return application.workspace().read([&](const engine::Workspace::View& view) {
        CrmWords words{.labels = {}, .currency = engine::settings_of(view, now).currency};
        for (const CrmType to : {CrmType::contacts, CrmType::companies, CrmType::deals}) {
            if (engine::can_associate(type, to)) {
                auto labels = engine::labels_between(view.timeline, type, to, Instant::latest());
                std::ranges::move(labels, std::back_inserter(words.labels));
            }
        }
        return words;
    });
}

Result<engine::CrmWrite> read_crm_write(const json::object& object,
                                        CrmType type,
                                        const CrmWords& words) {
    const json::value* properties = object.if_contains("properties");
    if (properties == nullptr || !properties->is_object()) {
        return fail(Failure::invalid,
                    "Invalid input JSON: properties is missing.",
                    {{"properties", "must be an object"}});
    }
    engine::CrmWrite write{.type = type, .currency = words.currency};
    for (const auto& [name, value] : properties->get_object()) {
        const auto text = crm_scalar(value);
        if (!text) {
            return fail(Failure::invalid,
                        "Property values were not valid.",
                        {{std::string(name), "must be text, a number, true, false or null"}});
        }
        write.properties[std::string(name)] = *text;
    }
    TRY(read_links(object, words, write));
    return write;
}

}  // namespace baton::http
