#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/crm_names.hpp"
#include "engine/desk.hpp"
#include "ledger/timeline.hpp"

// What one record is to another: the roles of a buying committee, which every workspace has for
// contacts in deals and in companies, and labels that a workspace defines, each a record
// `association_label`.
namespace baton::engine {

struct AssociationLabel {
    std::string key;      // how associations keep it: "decision_maker"
    std::string name;     // what `one` is to `other`
    std::string inverse;  // what `other` is to `one`; empty: the same word
    CrmType one = CrmType::contacts;
    CrmType other = CrmType::deals;
    std::int64_t number = 0;  // seen from `one`; one more from `other`: HubSpot's associationTypeId
    std::string record = {};  // the key of its record; empty for those that every workspace has
};

[[nodiscard]] std::int64_t number_from(const AssociationLabel& label, CrmType from);
[[nodiscard]] std::string_view name_from(const AssociationLabel& label, CrmType from);

// Between objects of the two types, whichever is named first; in the order in which people think
// of them, a workspace's own last. Archived ones left out.
[[nodiscard]] std::vector<AssociationLabel> labels_between(const ledger::Timeline& timeline,
                                                           CrmType one,
                                                           CrmType other,
                                                           Instant at);

[[nodiscard]] const AssociationLabel* find_label(const std::vector<AssociationLabel>& labels,
                                                 std::string_view key);
[[nodiscard]] const AssociationLabel* find_label(const std::vector<AssociationLabel>& labels,
                                                 CrmType from,
                                                 std::int64_t number);

struct LabelWish {
    CrmType from = CrmType::contacts;
    CrmType to = CrmType::deals;
    std::string name = {};
    std::string inverse = {};
};

// The receipt's id is the label's number seen from `from`. Conflict when there is one of that name.
[[nodiscard]] Result<Receipt> define_label(Desk& desk,
                                           const LabelWish& wish,
                                           const Because& because);

// Refused for those that every workspace has.
[[nodiscard]] Result<Receipt> rename_label(Desk& desk,
                                           const LabelWish& wish,
                                           std::int64_t number,
                                           const Because& because);

// Associations keep the role, which is not shown any more until this is undone.
[[nodiscard]] Result<Receipt> archive_label(
    Desk& desk, CrmType from, CrmType to, std::int64_t number, const Because& because);

}  // namespace baton::engine
