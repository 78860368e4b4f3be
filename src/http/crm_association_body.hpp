#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/association_commands.hpp"
#include "engine/association_labels.hpp"
#include "engine/crm_associations.hpp"
#include "http/application.hpp"
#include "http/crm_request.hpp"
#include "http/router.hpp"

// The bodies of HubSpot's associations, version 4.
namespace baton::http {

inline constexpr std::size_t page_associations_max = 500;

// The objects between which a path's associations are.
struct AssociationEnds {
    engine::CrmType from = engine::CrmType::contacts;
    engine::CrmType to = engine::CrmType::deals;
};

// {from_type} and {to_type} of the path; forbidden unless the asker's key may use both.
[[nodiscard]] Result<AssociationEnds> ends_in(const Request& request, bool writes);

[[nodiscard]] std::vector<engine::AssociationLabel> labels_of(Application& application,
                                                              const AssociationEnds& ends);

// {category, typeId, label}
[[nodiscard]] boost::json::object render_type(const engine::AssociationType& type);

// {MEMBER: [{toObjectId, associationTypes}], paging}: what `found` holds from `after` on.
struct AssociationPage {
    std::string_view member;
    std::size_t after = 0;
    std::size_t limit = page_associations_max;
};

[[nodiscard]] boost::json::object render_association_page(
    const std::vector<engine::Association>& found,
    engine::CrmType from,
    const std::vector<engine::AssociationLabel>& labels,
    const AssociationPage& page);

// [{"associationCategory", "associationTypeId"}] as a wish without its two objects.
[[nodiscard]] Result<engine::AssociationWish> read_association_types(
    const boost::json::array& specs,
    const AssociationEnds& ends,
    const std::vector<engine::AssociationLabel>& labels);

// {fromObjectTypeId, fromObjectId, toObjectTypeId, toObjectId, labels}: all labels by now.
[[nodiscard]] boost::json::object render_labelled(
    const engine::Associations& all,
    const engine::AssociationWish& wish,
    const std::vector<engine::AssociationLabel>& labels);

// The two directions of an association without a label.
[[nodiscard]] boost::json::array render_plain(const engine::AssociationWish& wish);

}  // namespace baton::http
