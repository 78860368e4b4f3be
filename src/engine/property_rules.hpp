#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// What values people and programs may write, in one place for the page, the API, HubSpot's API,
// imports and ingestion: of the type that the property has, and, where it was defined, an option, a
// colleague, never a formula's or an archived one's. Text becomes a number, date, option or money
// where the property is one; properties that nobody knows are made by their first value.
namespace baton::engine {

// Of "contact", "company" or "deal"; others are not looked at. Invalid with one problem for each
// wrong value, at "/properties/NAME".
[[nodiscard]] Result<ledger::Properties> checked(const ledger::Timeline& timeline,
                                                 std::string_view record,
                                                 const ledger::Properties& properties);

// The same for a file: what is wrong is left out and told, the rest stays.
struct KeptProperties {
    ledger::Properties properties = {};
    std::vector<Problem> left_out = {};
};

[[nodiscard]] KeptProperties checked_or_left_out(const ledger::Timeline& timeline,
                                                 std::string_view record,
                                                 const ledger::Properties& properties);

}  // namespace baton::engine
