#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/value.hpp"
#include "connect/segment.hpp"
#include "ledger/event.hpp"

namespace baton::connect {

// Looking into JSON that anybody may have sent: nothing is there until it is seen.
[[nodiscard]] const boost::json::object* object_at(const boost::json::object& in,
                                                   std::string_view key);
[[nodiscard]] std::string_view text_at(const boost::json::object& in, std::string_view key);

// Text, or a number as its text; empty for everything else.
[[nodiscard]] std::string scalar_text_at(const boost::json::object& in, std::string_view key);

// bool, Decimal or text; a number that does not fit exactly becomes text, a list of scalars "a;b",
// any other list its JSON. REQUIRES: no object.
[[nodiscard]] Value field_value(const boost::json::value& value);

// Every scalar below `object` as prefix.name.name; URLs lose their query strings.
void flatten(const boost::json::object& object, std::string_view prefix, ledger::Fields& into);

// How many bytes the value takes as compact JSON, up to escapes.
[[nodiscard]] std::size_t json_bytes(const boost::json::value& value);

// Appends the value so that equal values give equal bytes: members sorted, 1.0 as 1.
void append_canonical(const boost::json::value& value, std::string& into);

[[nodiscard]] BodyKey key_of(std::string_view canonical);

// "https://host/path" of "https://host/path?query#fragment".
[[nodiscard]] std::string_view without_query(std::string_view url);

}  // namespace baton::connect
