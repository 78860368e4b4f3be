#pragma once

#include <boost/describe/class.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/property_definitions.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/timeline.hpp"

// Properties as a page shows and edits them.
namespace baton::engine {

struct PropertyView {
    std::string name = {};
    std::string label = {};
    std::string type = {};
    boost::json::value value = {};
    std::string text = {};  // for people
    std::optional<Instant> changed_at = {};
    std::optional<std::string> by = {};
    bool personal = false;
    bool read_only = false;
    std::string description = {};
    std::vector<PropertyOption> options = {};  // of a choice
    std::optional<std::string> trouble = {};   // why a formula comes to nothing
};

BOOST_DESCRIBE_STRUCT(PropertyView,
                      (),
                      (name,
                       label,
                       type,
                       value,
                       text,
                       changed_at,
                       by,
                       personal,
                       read_only,
                       description,
                       options,
                       trouble))

struct PropertiesAsk {
    std::string_view record;  // contact, company or deal
    Instant at;
    TimeZone zone;
    Currency currency = {"EUR"};
    const ledger::Tracks* company = nullptr;  // whose values formulas may name; null: none
};

// Every known value, the empty ones of the standard properties and of those that people defined,
// and what formulas come to: standard ones first.
[[nodiscard]] std::vector<PropertyView> property_views(const ledger::Timeline& timeline,
                                                       const ledger::Tracks& tracks,
                                                       const PropertiesAsk& ask);

// A value as the definition of its property reads, or, with null, as it is: options by their
// labels, colleagues by their names.
[[nodiscard]] std::string property_text(const ledger::Timeline& timeline,
                                        const PropertyDefinition* property,
                                        const Value& value,
                                        const PropertiesAsk& ask);

// "job_title" is "Job title".
[[nodiscard]] std::string label_of(std::string_view name);

// "€84,000.00", "CHF 1,200.00".
[[nodiscard]] std::string money_text(Money money);
// "16 Mar 2026".
[[nodiscard]] std::string date_text(Date date);
// Any value for people; times on the zone's clocks. Empty when unknown.
[[nodiscard]] std::string value_text(const Value& value, const TimeZone& zone);

// Money is {minor, currency}, dates and instants are text, unknown is null.
[[nodiscard]] boost::json::value value_json(const Value& value);
// The other way round, for properties without a declared type: numbers, text, booleans, lists of
// text, money; nullopt for anything else.
[[nodiscard]] std::optional<Value> value_from_json(const boost::json::value& json);

}  // namespace baton::engine
