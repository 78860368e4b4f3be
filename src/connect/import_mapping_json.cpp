#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>
#include <boost/system/detail/error_code.hpp>
#include <cstddef>
#include <expected>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_happenings.hpp"
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
    if (column.to == Field::custom || is_happening(column.to)) {
        object["property"] = column.property;
    }
    if (!column.asset.empty()) object["asset"] = column.asset;
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

std::unexpected<Error> wrong(const std::string& where, std::string message) {
    auto sentence = fmt::format("{}: {}", where, message);
    return fail(
        Failure::invalid, std::move(sentence), {{.where = where, .message = std::move(message)}});
}

// The members of an object, and where it stands.
class Members {
public:
    Members(const json::object& object, std::string where)
        : object_(object), where_(std::move(where)) {}

    // Empty when it is not there.
    [[nodiscard]] Result<std::string> text(std::string_view key) const {
        const auto* const found = object_.if_contains(key);
        if (found == nullptr) return std::string();
        if (!found->is_string()) return wrong(key, "expected text");
        return std::string(found->get_string());
    }

    [[nodiscard]] const json::value* find(std::string_view key) const {
        return object_.if_contains(key);
    }

    template <std::size_t Count>
    [[nodiscard]] Done only(const std::array<std::string_view, Count>& known) const {
        for (const auto& member : object_) {
            if (std::ranges::find(known, std::string_view(member.key())) == known.end()) {
                return wrong(member.key(),
                             fmt::format("is not known; {} are", fmt::join(known, ", ")));
            }
        }
        return {};
    }

    [[nodiscard]] std::unexpected<Error> wrong(std::string_view key, std::string message) const {
        return connect::wrong(fmt::format("{}/{}", where_, key), std::move(message));
    }

private:
    const json::object& object_;
    std::string where_;
};

Done read_dates(const Members& members, DateReading& dates) {
    const auto days = TRY(members.text("days"));
    if (!days.empty() && days != "day_first" && days != "month_first") {
        return members.wrong("days", "expected day_first or month_first");
    }
    const auto epoch = TRY(members.text("epoch"));
    if (!epoch.empty() && epoch != "seconds" && epoch != "milliseconds" &&
        epoch != "microseconds") {
        return members.wrong("epoch", "expected seconds, milliseconds or microseconds");
    }
    if (days == "month_first") dates.order = DayOrder::month_first;
    if (epoch == "milliseconds") dates.epoch = EpochUnit::millis;
    if (epoch == "microseconds") dates.epoch = EpochUnit::micros;
    return {};
}

Done read_numbers(const Members& members, ColumnPlan& column) {
    const auto mark = TRY(members.text("decimal_mark"));
    if (!mark.empty() && mark != "." && mark != ",") {
        return members.wrong("decimal_mark", "expected a point or a comma");
    }
    if (!mark.empty()) column.decimal_mark = mark.front();
    const auto* const scale = members.find("scale");
    if (scale == nullptr) return {};
    if (!scale->is_int64() || scale->get_int64() < 1 || scale->get_int64() > 1'000'000'000) {
        return members.wrong("scale", "expected a whole number from 1 to 1,000,000,000");
    }
    column.scale = scale->get_int64();
    return {};
}

Result<ColumnPlan> column_of(const json::value& value, const std::string& where) {
    constexpr std::array<std::string_view, 10> known{"header",
                                                     "to",
                                                     "property",
                                                     "asset",
                                                     "type",
                                                     "days",
                                                     "epoch",
                                                     "decimal_mark",
                                                     "scale",
                                                     "why"};
    const auto* const object = value.if_object();
    if (object == nullptr) return wrong(where, "expected an object");
    const Members members(*object, where);
    TRY(members.only(known));
    ColumnPlan column{.header = TRY(members.text("header"))};
    if (members.find("header") == nullptr) return members.wrong("header", "is missing");
    const auto target = TRY(members.text("to"));
    const auto field = target.empty() ? Field::ignored : find_field(target);
    if (!field) return members.wrong("to", fmt::format("\"{}\" is no field", target));
    column.to = *field;
    column.type = type_of(*field);
    column.property = TRY(members.text("property"));
    if (column.to == Field::custom && column.property.empty()) {
        return members.wrong("property", "a custom column needs the name of its property");
    }
    if (is_happening(column.to) && column.property.empty()) {
        return members.wrong("property", "say which stage was entered, or what kind of touch");
    }
    column.asset = TRY(members.text("asset"));
    const auto type = TRY(members.text("type"));
    const auto found = type.empty() ? column.type : find_value_type(type);
    if (!found) return members.wrong("type", fmt::format("\"{}\" is no type", type));
    column.type = *found;
    column.why = TRY(members.text("why"));
    TRY(read_dates(members, column.dates));
    TRY(read_numbers(members, column));
    return column;
}

Result<json::value> parse(std::string_view text) {
    json::stream_parser parser;
    boost::system::error_code error;
    const std::size_t read = parser.write_some(text, error);
    const bool more = !error && read < text.size();
    if (!error && !more) parser.finish(error);
    if (error || more) {
        const auto line = 1 + std::ranges::count(text.substr(0, read), '\n');
        return fail(
            Failure::invalid,
            fmt::format(
                "line {}: {}", line, more ? "something follows the mapping" : error.message()));
    }
    return parser.release();
}

Result<ImportMapping> mapping_of(const json::value& value, const std::string& where) {
    constexpr std::array<std::string_view, 2> known{"kind", "columns"};
    const auto* const object = value.if_object();
    if (object == nullptr) return wrong(where, "expected an object with kind and columns");
    const Members members(*object, where);
    TRY(members.only(known));
    const auto kind = find_import_kind(TRY(members.text("kind")));
    if (!kind || *kind == ImportKind::ledger) {
        return members.wrong("kind",
                             "expected contacts, companies, deals, touches, activities, products, "
                             "users, costs or handoffs");
    }
    ImportMapping mapping{.kind = *kind};
    const auto* const columns = members.find("columns");
    if (columns == nullptr || !columns->is_array()) {
        return members.wrong("columns", "expected a list");
    }
    for (std::size_t i = 0; i < columns->get_array().size(); ++i) {
        mapping.columns.push_back(
            TRY(column_of(columns->get_array()[i], fmt::format("{}/columns/{}", where, i))));
    }
    return mapping;
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
    const auto value = TRY(parse(text));
    return mapping_of(value, "");
}

Result<ImportMappings> parse_mappings(std::string_view text) {
    const auto value = TRY(parse(text));
    const auto* const object = value.if_object();
    const auto* const files = object == nullptr ? nullptr : object->if_contains("files");
    ImportMappings mappings;
    if (files == nullptr) {
        mappings.emplace("", TRY(mapping_of(value, "")));
        return mappings;
    }
    if (!files->is_array()) return wrong("/files", "expected a list");
    for (std::size_t i = 0; i < files->get_array().size(); ++i) {
        const auto where = fmt::format("/files/{}", i);
        const auto* const file = files->get_array()[i].if_object();
        if (file == nullptr) return wrong(where, "expected an object");
        const Members members(*file, where);
        auto name = TRY(members.text("file"));
        if (name.empty()) return members.wrong("file", "is missing");
        if (const auto* const mapping = members.find("mapping")) {
            mappings.emplace(std::move(name), TRY(mapping_of(*mapping, where + "/mapping")));
        }
    }
    return mappings;
}

}  // namespace baton::connect
