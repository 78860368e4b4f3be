#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/detail/error_code.hpp>
#include <cstddef>
#include <expected>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"

namespace baton::connect {
namespace {

namespace json = boost::json;

std::string_view name(DayOrder order) {
    return order == DayOrder::day_first ? "day_first" : "month_first";
}

std::string_view name(EpochUnit unit) {
    switch (unit) {
        case EpochUnit::seconds: return "seconds";
        case EpochUnit::millis: return "milliseconds";
        case EpochUnit::micros: return "microseconds";
    }
    return {};
}

json::object object_of(const ColumnPlan& column) {
    json::object object;
    object["header"] = column.header;
    object["to"] = connect::name(column.to);
    if (column.to == Field::custom) object["property"] = column.property;
    object["type"] = baton::name(column.type);
    if (column.type == ValueType::instant || column.type == ValueType::date) {
        object["days"] = name(column.dates.order);
        object["epoch"] = name(column.dates.epoch);
    }
    if (column.type == ValueType::number || column.type == ValueType::money) {
        object["decimal_mark"] = std::string(1, column.decimal_mark);
        object["scale"] = column.scale;
    }
    if (!column.why.empty()) object["why"] = column.why;
    return object;
}

std::string text_at(const json::object& object, std::string_view key) {
    const auto* const found = object.if_contains(key);
    if (found == nullptr || !found->is_string()) return {};
    return std::string(found->get_string());
}

std::unexpected<Error> wrong(std::size_t column, std::string_view key, std::string message) {
    return fail(
        Failure::invalid,
        "the mapping cannot be read",
        {{.where = fmt::format("/columns/{}/{}", column, key), .message = std::move(message)}});
}

Done read_dates(const json::object& object, std::size_t at, DateReading& dates) {
    const auto days = text_at(object, "days");
    if (!days.empty() && days != "day_first" && days != "month_first") {
        return wrong(at, "days", "expected day_first or month_first");
    }
    const auto epoch = text_at(object, "epoch");
    if (!epoch.empty() && epoch != "seconds" && epoch != "milliseconds" &&
        epoch != "microseconds") {
        return wrong(at, "epoch", "expected seconds, milliseconds or microseconds");
    }
    if (days == "month_first") dates.order = DayOrder::month_first;
    if (epoch == "milliseconds") dates.epoch = EpochUnit::millis;
    if (epoch == "microseconds") dates.epoch = EpochUnit::micros;
    return {};
}

Done read_numbers(const json::object& object, std::size_t at, ColumnPlan& column) {
    const auto mark = text_at(object, "decimal_mark");
    if (!mark.empty() && mark != "." && mark != ",") {
        return wrong(at, "decimal_mark", "expected a point or a comma");
    }
    if (!mark.empty()) column.decimal_mark = mark.front();
    const auto* const scale = object.if_contains("scale");
    if (scale == nullptr) return {};
    if (!scale->is_int64() || scale->get_int64() < 1 || scale->get_int64() > 1'000'000'000) {
        return wrong(at, "scale", "expected a whole number from 1 to 1,000,000,000");
    }
    column.scale = scale->get_int64();
    return {};
}

Result<ColumnPlan> column_of(const json::value& value, std::size_t at) {
    const auto* const object = value.if_object();
    if (object == nullptr) return wrong(at, "", "expected an object");
    ColumnPlan column{.header = text_at(*object, "header")};
    const auto target = text_at(*object, "to");
    const auto field = target.empty() ? Field::ignored : find_field(target);
    if (!field) return wrong(at, "to", fmt::format("\"{}\" is no field", target));
    column.to = *field;
    column.type = type_of(*field);
    column.property = text_at(*object, "property");
    if (column.to == Field::custom && column.property.empty()) {
        return wrong(at, "property", "a custom column needs the name of its property");
    }
    const auto type = text_at(*object, "type");
    const auto found = type.empty() ? column.type : find_value_type(type);
    if (!found) return wrong(at, "type", fmt::format("\"{}\" is no type", type));
    column.type = *found;
    column.why = text_at(*object, "why");
    TRY(read_dates(*object, at, column.dates));
    TRY(read_numbers(*object, at, column));
    return column;
}

}  // namespace

std::string render_mapping(const ImportMapping& mapping) {
    json::array columns;
    for (const auto& column : mapping.columns) {
        columns.push_back(object_of(column));
    }
    json::object object;
    object["kind"] = connect::name(mapping.kind);
    object["columns"] = std::move(columns);
    return json::serialize(object);
}

Result<ImportMapping> parse_mapping(std::string_view text) {
    boost::system::error_code error;
    const auto value = json::parse(text, error);
    const auto* const object = value.if_object();
    if (error || object == nullptr) {
        return fail(Failure::invalid, "the mapping is not a JSON object");
    }
    const auto kind = find_import_kind(text_at(*object, "kind"));
    if (!kind) {
        return fail(Failure::invalid,
                    "the mapping cannot be read",
                    {{.where = "/kind", .message = "expected contacts, companies, deals, …"}});
    }
    ImportMapping mapping{.kind = *kind};
    const auto* const columns = object->if_contains("columns");
    if (columns == nullptr || !columns->is_array()) {
        return fail(Failure::invalid,
                    "the mapping cannot be read",
                    {{.where = "/columns", .message = "expected a list"}});
    }
    for (std::size_t i = 0; i < columns->get_array().size(); ++i) {
        mapping.columns.push_back(TRY(column_of(columns->get_array()[i], i)));
    }
    return mapping;
}

}  // namespace baton::connect
