#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/property_definitions.hpp"
#include "engine/refs.hpp"
#include "ledger/timeline.hpp"

// Properties as the settings page and the API list them.
namespace baton::engine {

struct PropertyRow {
    std::string record = {};  // contact, company, deal
    std::string name = {};
    std::string label = {};
    std::string description = {};
    PropertyType type = PropertyType::text;
    std::optional<std::string> result = {};  // of a formula: the type of what it comes to
    std::string formula = {};
    std::vector<PropertyOption> options = {};
    bool own = false;         // defined here: it can be changed and archived
    bool standard = false;    // of every workspace
    bool has_values = false;  // its type stays
    bool archived = false;
    std::optional<Instant> updated_at = {};
    std::optional<UserRef> by = {};  // whoever changed the definition last
};

BOOST_DESCRIBE_STRUCT(PropertyRow,
                      (),
                      (record,
                       name,
                       label,
                       description,
                       type,
                       result,
                       formula,
                       options,
                       own,
                       standard,
                       has_values,
                       archived,
                       updated_at,
                       by))

// In order of name; of all three sorts of records when `record` is empty.
[[nodiscard]] std::vector<PropertyRow> property_rows(const ledger::Timeline& timeline,
                                                     std::string_view record);

}  // namespace baton::engine
