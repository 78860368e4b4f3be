#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/association_labels.hpp"
#include "engine/associations.hpp"
#include "engine/crm_names.hpp"

// Associations under HubSpot's numbers: each type of association has one for each direction.
namespace baton::engine {

// "contacts", "contact" and "0-1" alike; nullopt for a type that is not known.
[[nodiscard]] std::optional<CrmType> find_crm_type(std::string_view name);
// "0-1"
[[nodiscard]] std::string_view crm_type_id(CrmType type);

struct AssociationType {
    bool own = false;  // USER_DEFINED: the numbers of the two categories are apart
    std::int64_t number = 0;
    std::optional<std::string> label = {};
};

// Of an association without a role, from one side.
[[nodiscard]] std::int64_t plain_number(CrmType from, CrmType to);

// All types of one association as `from` sees it: the own company, the plain one, the roles.
[[nodiscard]] std::vector<AssociationType> types_of(const Association& association,
                                                    CrmType from,
                                                    const std::vector<AssociationLabel>& labels);

// All that there can be between objects of two types.
[[nodiscard]] std::vector<AssociationType> types_between(
    CrmType from, CrmType to, const std::vector<AssociationLabel>& labels);

// What a type of association says: the own company, a role, or nothing but that the two belong
// together. nullopt when there is none of that number.
struct Meaning {
    bool primary = false;
    std::optional<std::string> role = {};
};

[[nodiscard]] std::optional<Meaning> meaning_of(bool own,
                                                std::int64_t number,
                                                CrmType from,
                                                CrmType to,
                                                const std::vector<AssociationLabel>& labels);

// The type that an association of HubSpot's own numbers leads to from objects of `from`.
[[nodiscard]] std::optional<CrmType> target_of(CrmType from, std::int64_t number);

}  // namespace baton::engine
