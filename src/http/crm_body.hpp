#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/crm_associations.hpp"
#include "engine/crm_objects.hpp"
#include "http/application.hpp"
#include "http/crm_json.hpp"

// The bodies of HubSpot's CRM objects, version 3: ours read and write the same ones.
namespace baton::http {

// {id, properties, propertiesWithHistory, associations, createdAt, updatedAt, archived, archivedAt}
[[nodiscard]] boost::json::object render_crm_object(const engine::CrmObject& object,
                                                    engine::CrmType type);
// With the total for a search.
[[nodiscard]] boost::json::object render_crm_page(const engine::CrmPage& page,
                                                  engine::CrmType type,
                                                  bool with_total);

// What bodies are read with: the labels of associations, and the currency of plain amounts.
struct CrmWords {
    std::vector<engine::AssociationLabel> labels = {};  // from objects of the type to any other
    Currency currency = {};
};

[[nodiscard]] CrmWords crm_words(Application& application, engine::CrmType type, Instant now);

// {"properties": {…}, "associations": [{"to": {"id"}, "types": [{"associationTypeId"}]}]}
[[nodiscard]] Result<engine::CrmWrite> read_crm_write(const boost::json::object& object,
                                                      engine::CrmType type,
                                                      const CrmWords& words);

// {"filterGroups", "sorts", "query", "properties", "limit", "after"}
[[nodiscard]] Result<engine::CrmSearch> read_crm_search(std::string_view body,
                                                        engine::CrmType type);

// One of the numbers of HubSpot's types of association, and whose it is.
struct AssociationSpec {
    bool own = false;
    std::int64_t number = 0;
};

// nullopt for what is none: {"associationCategory", "associationTypeId"}.
[[nodiscard]] std::optional<AssociationSpec> read_association_spec(const boost::json::value& value);

}  // namespace baton::http
