#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/value.hpp"

namespace baton::agreement {

// Which properties exist, and of what type. The standard ones are there from the start
// (ledger-format); undeclared ones take the type of their first value, which whoever reads the
// events adds here.
struct Schema {
    using Types = std::map<std::string, ValueType, std::less<>>;
    Types contact;
    Types company;
    Types deal;

    bool operator==(const Schema&) const = default;
};

// contact email, email_domain, first_name, … company employees number, annual_revenue money, …
// deal amount money, … as the ledger format lists them.
[[nodiscard]] Schema standard_schema();

}  // namespace baton::agreement
