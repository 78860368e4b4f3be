#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/value.hpp"

namespace baton::ledger {

// Which type each property has. The standard ones are given; a schema line names others; an
// undeclared one takes the type of its first JSON value, which whoever reads the values enters
// here. Other records (task, note, user …) may be declared too; what is not declared there stays as
// JSON says.
struct DeclaredTypes {
    using Types = std::map<std::string, ValueType, std::less<>>;
    Types contact;
    Types company;
    Types deal;
    std::map<std::string, Types, std::less<>> others = {};

    bool operator==(const DeclaredTypes&) const = default;

    [[nodiscard]] Types& of(std::string_view record) {
        if (record == "contact") return contact;
        if (record == "company") return company;
        if (record == "deal") return deal;
        return others[std::string(record)];
    }
};

}  // namespace baton::ledger
