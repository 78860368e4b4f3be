#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/timeline.hpp"

// The properties that contacts, companies and deals have: the standard ones, those that values
// showed, and those that people defined, each a record `property` with the key "contact/NAME".
// Groups of them are records `property_group` with the key "contact/NAME".
namespace baton::engine {

struct PropertyDefinition {
    std::string name;
    std::string label;
    std::string description = {};
    std::string group = {};  // empty: the first group of its sort of records
    ValueType type = ValueType::text;
    std::vector<std::string> options = {};  // of a text: the values to choose from
    bool own = false;                       // defined by people
    bool archived = false;
    Instant created_at = {};
    Instant updated_at = {};
};

// Of "contact", "company" or "deal", in order of name.
[[nodiscard]] std::vector<PropertyDefinition> list_properties(const ledger::Timeline& timeline,
                                                              std::string_view record);

// The types that were defined, for values that are written.
[[nodiscard]] ledger::DeclaredTypes::Types defined_types(const ledger::Timeline& timeline,
                                                         std::string_view record);

// What is not given stays as it is.
struct PropertyWish {
    std::string record = {};
    std::string name = {};
    std::optional<std::string> label = {};
    std::optional<std::string> description = {};
    std::optional<std::string> group = {};
    std::optional<ValueType> type = {};
    std::optional<std::vector<std::string>> options = {};
};

// Conflict when there is one of that name. One that was archived comes back with its values.
[[nodiscard]] Result<Receipt> define_property(Desk& desk,
                                              const PropertyWish& wish,
                                              const Because& because);

// refused for the type of a property that has values or is standard.
[[nodiscard]] Result<Receipt> change_property(Desk& desk,
                                              const PropertyWish& wish,
                                              const Because& because);

// Records keep their values, which are told again when it is defined again. refused for standard
// ones.
[[nodiscard]] Result<Receipt> archive_property(Desk& desk,
                                               const std::string& record,
                                               const std::string& name,
                                               const Because& because);

struct PropertyGroup {
    std::string name;
    std::string label;
};

// The first group is every workspace's; it holds what is in no other.
[[nodiscard]] std::vector<PropertyGroup> list_property_groups(const ledger::Timeline& timeline,
                                                              std::string_view record);

// An empty label archives the group.
[[nodiscard]] Result<Receipt> tell_property_group(Desk& desk,
                                                  const std::string& record,
                                                  const PropertyGroup& group,
                                                  const Because& because);

}  // namespace baton::engine
