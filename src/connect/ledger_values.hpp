#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"

// JSON values as property values and touch fields, and back. Errors are a sentence without a place.
namespace baton::connect {

using ValueOr = std::expected<Value, std::string>;

// A value of a declared type. null and blank are unknown; a bare number for money stays a Decimal
// (an amount in the agreement's currency); numbers are rounded to millionths, half away from zero.
[[nodiscard]] ValueOr typed_value(ValueType type, const boost::json::value& value);

// The type that a JSON value has by itself; nothing for null and for objects that are not money.
[[nodiscard]] std::optional<ValueType> natural_type(const boost::json::value& value);

// The members of `fields`, nested objects flattened with dots. Only text, numbers and booleans are
// kept.
[[nodiscard]] ledger::Fields flattened(const boost::json::object& fields);

[[nodiscard]] std::expected<Instant, std::string> instant_value(const boost::json::value& value);

// Appends a value as the text form writes it.
void append_value(std::string& out, const Value& value);

// Appends fields as one object, those below `properties.` as an object of their own.
void append_fields(std::string& out, const ledger::Fields& fields);

}  // namespace baton::connect
