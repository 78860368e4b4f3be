#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
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
// Groups of them are records `property_group` with the key "contact/NAME". What a definition asks
// of values is enforced in property_rules.hpp.
namespace baton::engine {

// What a property is to people. A choice is a text, or a list of texts, out of options; a user is
// somebody's e-mail address; a formula has values that are worked out when they are read.
enum class PropertyType : std::uint8_t {
    text,
    number,
    money,
    date,
    instant,
    boolean,
    choice,
    multi_choice,
    user,
    formula
};

BOOST_DESCRIBE_ENUM(
    PropertyType, text, number, money, date, instant, boolean, choice, multi_choice, user, formula)

// Records keep the value, people see the label. An archived one stays where it is and is not chosen
// any more.
struct PropertyOption {
    std::string value = {};
    std::string label = {};
    bool archived = false;
    bool operator==(const PropertyOption&) const = default;
};

BOOST_DESCRIBE_STRUCT(PropertyOption, (), (value, label, archived))

struct PropertyDefinition {
    std::string name;
    std::string label;
    std::string description = {};
    std::string group = {};  // empty: the first group of its sort of records
    ValueType type = ValueType::text;
    std::vector<PropertyOption> options = {};  // of a text or a list: the values to choose from
    bool user = false;
    std::string formula = {};
    bool own = false;       // defined by people
    bool standard = false;  // of every workspace
    bool has_values = false;
    bool archived = false;
    Instant created_at = {};
    Instant updated_at = {};
};

[[nodiscard]] PropertyType type_of(const PropertyDefinition& property);
// The values of a property of this type; of a formula those of its result, told otherwise.
[[nodiscard]] ValueType value_type_of(PropertyType type);

// Of "contact", "company" or "deal", in order of name; archived ones among them.
[[nodiscard]] std::vector<PropertyDefinition> list_properties(const ledger::Timeline& timeline,
                                                              std::string_view record);

// One that people defined, as it was told by `at`; its value type is the one that its definition
// names. Looks at one record only.
[[nodiscard]] std::optional<PropertyDefinition> find_definition(const ledger::Timeline& timeline,
                                                                std::string_view record,
                                                                std::string_view name,
                                                                Instant at = Instant::latest());

// All that values may refer to: what is standard, what values showed and what was defined.
// Formulas and what is archived left out.
[[nodiscard]] ledger::DeclaredTypes known_types(const ledger::Timeline& timeline);

// What is not given stays as it is.
struct PropertyWish {
    std::string record = {};
    std::string name = {};
    std::optional<std::string> label = {};
    std::optional<std::string> description = {};
    std::optional<std::string> group = {};
    std::optional<PropertyType> type = {};
    std::optional<std::vector<PropertyOption>> options = {};
    std::optional<std::string> formula = {};
};

// Conflict when there is one of that name. One that was archived comes back with its values.
[[nodiscard]] Result<Receipt> define_property(Desk& desk,
                                              const PropertyWish& wish,
                                              const Because& because);

// refused for the type of a property that has values or is standard. Options may be renamed, added
// and archived; one that was there is never taken away.
[[nodiscard]] Result<Receipt> change_property(Desk& desk,
                                              const PropertyWish& wish,
                                              const Because& because);

// Records keep their values, which are told again when it is defined again. refused for standard
// ones.
[[nodiscard]] Result<Receipt> archive_property(Desk& desk,
                                               const std::string& record,
                                               const std::string& name,
                                               const Because& because);

// With the values that records kept.
[[nodiscard]] Result<Receipt> bring_back_property(Desk& desk,
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
