#include "connect/import_cells.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/cell_shape.hpp"
#include "connect/csv_reader.hpp"
#include "connect/formula_mark.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_happenings.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_numbers.hpp"
#include "connect/import_rows.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

std::string_view content_of(std::string_view cell) {
    return text::trimmed(without_mark(text::trimmed(cell)));
}

std::optional<bool> boolean_of(std::string_view cell) {
    if (cell == "1") return true;
    if (cell == "0") return false;
    return read_boolean(cell);
}

std::vector<std::string> parts_of_list(std::string_view cell) {
    std::vector<std::string> parts;
    while (!cell.empty()) {
        const auto end = std::min(cell.find_first_of(";|"), cell.size());
        const auto part = text::trimmed(cell.substr(0, end));
        if (!part.empty()) parts.emplace_back(part);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return parts;
}

std::optional<Decimal> decimal_of_cell(std::string_view cell, const ColumnPlan& column) {
    const auto plain = plain_number(cell, column.decimal_mark);
    if (!plain) return std::nullopt;
    auto number = parse_decimal(*plain);
    if (!number) return std::nullopt;
    if (__builtin_mul_overflow(number->millionths, column.scale, &number->millionths)) {
        return std::nullopt;
    }
    return *number;
}

std::string_view finding_of(ValueType type) {
    switch (type) {
        case ValueType::number:
        case ValueType::money: return "bad_number";
        case ValueType::date:
        case ValueType::instant: return "bad_date";
        case ValueType::boolean: return "bad_boolean";
        case ValueType::text:
        case ValueType::multi: return "bad_value";
    }
    return {};
}

std::string_view is_no(ValueType type) {
    switch (type) {
        case ValueType::number:
        case ValueType::money: return "is no number";
        case ValueType::date:
        case ValueType::instant: return "is no date that exists";
        case ValueType::boolean: return "is neither yes nor no";
        case ValueType::text:
        case ValueType::multi: return "cannot be read";
    }
    return {};
}

}  // namespace

Cells::Cells(const CsvRow& row, std::uint64_t row_number, const RowContext& context)
    : row_(row), row_number_(row_number), context_(context) {
    const auto& columns = context.plan.mapping.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        column_by_field_[static_cast<std::size_t>(columns[i].to)] =
            static_cast<std::int32_t>(i + 1);
    }
    blank_ = std::ranges::all_of(row.fields,
                                 [](std::string_view cell) { return text::trimmed(cell).empty(); });
}

const ColumnPlan* Cells::column(Field field) const {
    const auto at = column_by_field_[static_cast<std::size_t>(field)];
    return at == 0 ? nullptr : &context_.plan.mapping.columns[static_cast<std::size_t>(at - 1)];
}

std::string_view Cells::view(Field field) const {
    const auto at = static_cast<std::size_t>(column_by_field_[static_cast<std::size_t>(field)]);
    if (at == 0 || at > row_.fields.size()) return {};
    return content_of(row_.fields[at - 1]);
}

std::string Cells::text(Field field) const {
    return std::string(view(field));
}

std::string Cells::header(Field field) const {
    const auto* const plan = column(field);
    return plan == nullptr ? std::string(name(field)) : plan->header;
}

Currency Cells::currency_for(std::string_view cell) const {
    if (const auto beside = currency_in(cell)) return *beside;
    const auto given = view(Field::currency);
    if (given.empty()) return context_.currency;
    const auto currency = parse_currency(given);
    if (currency) return *currency;
    context_.findings.note("bad_currency", given);
    return context_.currency;
}

std::optional<Money> Cells::read_money(std::string_view cell, const ColumnPlan& column) const {
    const auto currency = currency_for(cell);
    const auto plain = plain_number(cell, column.decimal_mark);
    if (!plain) return std::nullopt;
    if (column.scale == 1) {
        const auto money = parse_money(*plain, currency);
        return money ? std::optional(*money) : std::nullopt;
    }
    const auto scaled = decimal_of_cell(cell, column);
    if (!scaled) return std::nullopt;
    const auto money = parse_money(render(*scaled), currency);
    return money ? std::optional(*money) : std::nullopt;
}

Value Cells::read(std::string_view cell, const ColumnPlan& column) const {
    switch (column.type) {
        case ValueType::text: return std::string(cell);
        case ValueType::multi: return parts_of_list(cell);
        case ValueType::boolean:
            if (const auto found = boolean_of(cell)) return *found;
            break;
        case ValueType::number:
            if (const auto found = decimal_of_cell(cell, column)) return *found;
            break;
        case ValueType::money:
            if (const auto found = read_money(cell, column)) return *found;
            break;
        case ValueType::date:
            if (const auto found = read_moment(cell, column.dates)) return found->day;
            break;
        case ValueType::instant:
            if (const auto found = read_moment(cell, column.dates)) {
                return instant_of(*found, context_.zone);
            }
            break;
    }
    return Unknown{};
}

Value Cells::value(std::string_view cell, const ColumnPlan& column) const {
    if (cell.empty()) return Unknown{};
    auto found = read(cell, column);
    if (known(found)) return found;
    context_.findings.note(finding_of(column.type), cell);
    if (!misfit_) {
        misfit_ =
            Misfit{.column = column.header,
                   .reason = fmt::format(
                       "\"{}\" {}: it was left out, the rest was kept", cell, is_no(column.type))};
    }
    return found;
}

std::optional<Instant> Cells::instant(Field field) const {
    if (!given(field)) return std::nullopt;
    const auto found = value(view(field), *column(field));
    const auto* const at = std::get_if<Instant>(&found);
    return at == nullptr ? std::nullopt : std::optional(*at);
}

std::optional<Date> Cells::day(Field field) const {
    if (!given(field)) return std::nullopt;
    const auto found = value(view(field), *column(field));
    const auto* const on = std::get_if<Date>(&found);
    return on == nullptr ? std::nullopt : std::optional(*on);
}

bool Cells::flag(Field field) const {
    if (!given(field)) return false;
    const auto found = value(view(field), *column(field));
    const auto* const says = std::get_if<bool>(&found);
    return says != nullptr && *says;
}

std::optional<Money> Cells::money(Field field) const {
    if (!given(field)) return std::nullopt;
    const auto found = value(view(field), *column(field));
    const auto* const amount = std::get_if<Money>(&found);
    return amount == nullptr ? std::nullopt : std::optional(*amount);
}

Result<Instant> Cells::needed_instant(Field field) const {
    if (!given(field)) {
        return fail(Failure::invalid,
                    fmt::format("{} is missing", header(field)),
                    {{.where = header(field), .message = "missing"}});
    }
    if (const auto at = instant(field)) return *at;
    return fail(Failure::invalid,
                fmt::format("\"{}\" is no date that exists", view(field)),
                {{.where = header(field), .message = "no date that exists"}});
}

void Cells::put(Field field, ledger::Properties& into) const {
    if (!given(field)) return;
    auto found = value(view(field), *column(field));
    if (known(found)) into.emplace_back(name(field), std::move(found));
}

void Cells::put_custom(ledger::Properties& into) const {
    const auto& columns = context_.plan.mapping.columns;
    for (std::size_t i = 0; i < std::min(columns.size(), row_.fields.size()); ++i) {
        if (columns[i].to != Field::custom) continue;
        auto found = value(content_of(row_.fields[i]), columns[i]);
        if (known(found)) into.emplace_back(columns[i].property, std::move(found));
    }
    put_overflow(into);
}

std::vector<ImportedHappening> Cells::happenings() const {
    std::vector<ImportedHappening> happenings;
    const auto& columns = context_.plan.mapping.columns;
    for (std::size_t i = 0; i < std::min(columns.size(), row_.fields.size()); ++i) {
        if (!is_happening(columns[i].to)) continue;
        const auto found = value(content_of(row_.fields[i]), columns[i]);
        const auto* const at = std::get_if<Instant>(&found);
        if (at == nullptr) continue;
        happenings.push_back({.sort = columns[i].to,
                              .what = columns[i].property,
                              .at = *at,
                              .asset = std::string(under(columns[i].asset)),
                              .header = columns[i].header});
    }
    std::ranges::stable_sort(happenings, {}, &ImportedHappening::at);
    return happenings;
}

std::string_view Cells::under(std::string_view header) const {
    const auto& columns = context_.plan.mapping.columns;
    if (header.empty()) return {};
    const auto found = std::ranges::find(columns, header, &ColumnPlan::header);
    const auto place = static_cast<std::size_t>(found - columns.begin());
    return place < row_.fields.size() ? content_of(row_.fields[place]) : std::string_view();
}

// Cells beyond the header's width are kept too, under the number of their column.
void Cells::put_overflow(ledger::Properties& into) const {
    for (auto i = context_.plan.mapping.columns.size(); i < row_.fields.size(); ++i) {
        const auto cell = content_of(row_.fields[i]);
        if (!cell.empty()) into.emplace_back(fmt::format("column_{}", i + 1), std::string(cell));
    }
}

std::string Cells::row_key() const {
    return fmt::format("{}:{}", context_.digest, row_number_);
}

}  // namespace baton::connect
