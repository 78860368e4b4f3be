#pragma once

#include <string_view>

namespace baton::store {

// One SQL statement with its name. All of them are constexpr objects in files named *_sql.hpp, so
// that they can be read in one place and checked against the subset that every engine understands.
// Parameters are ?1, ?2, …; no text of a user ever becomes part of one.
struct NamedSql {
    std::string_view name;
    std::string_view text;
};

}  // namespace baton::store
