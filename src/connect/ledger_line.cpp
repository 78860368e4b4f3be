#include "connect/ledger_line.hpp"

#include <boost/json/value.hpp>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/ledger_values.hpp"

namespace baton::connect {

namespace json = boost::json;

const json::value* LedgerLine::find(std::string_view field) const {
    const auto* value = object_.if_contains(field);
    return value == nullptr || value->is_null() ? nullptr : value;
}

Result<std::string> LedgerLine::text(std::string_view field) const {
    const auto* value = find(field);
    if (value == nullptr) return std::string();
    if (value->is_int64()) return std::to_string(value->get_int64());
    if (!value->is_string()) return wrong(field, "expected text");
    return std::string(value->get_string().data(), value->get_string().size());
}

Result<std::string> LedgerLine::required(std::string_view field) const {
    auto written = TRY(text(field));
    if (written.empty()) return wrong(field, "is missing");
    return written;
}

Result<std::optional<Instant>> LedgerLine::instant(std::string_view field) const {
    const auto* value = find(field);
    if (value == nullptr) return std::nullopt;
    const auto at = instant_value(*value);
    if (!at) return wrong(field, at.error());
    return *at;
}

Result<ContactId> LedgerLine::contact(std::string_view field) const {
    return names_.contact(TRY(required(field)));
}

Result<Value> LedgerLine::property(std::string_view record,
                                   std::string_view property,
                                   const json::value& value) const {
    auto& types = types_.of(record);
    const auto declared = types.find(property);
    const auto natural = natural_type(value);
    if (declared == types.end() && !natural && !value.is_null()) {
        return wrong(property, "an object can only be money: amount and currency");
    }
    const auto type = declared == types.end() ? natural : std::optional(declared->second);
    if (!type) return Unknown{};
    auto typed = typed_value(*type, value);
    if (!typed) return wrong(property, std::string(name(*type)) + " property: " + typed.error());
    const bool journeys_read = record == "contact" || record == "company" || record == "deal";
    if (!journeys_read && *type == ValueType::text && known(*typed)) {
        return Value(std::string(value.get_string().data(), value.get_string().size()));
    }
    if (declared == types.end() && journeys_read) types.emplace(property, *type);
    return *std::move(typed);
}

std::unexpected<Error> LedgerLine::wrong(std::string_view field, std::string message) {
    auto sentence = std::string(field) + ": " + message;
    return fail(Failure::invalid,
                std::move(sentence),
                {Problem{.where = std::string(field), .message = std::move(message)}});
}

}  // namespace baton::connect
