#include "connect/import_mapping.hpp"

#include <algorithm>
#include <bitset>
#include <cctype>
#include <cstddef>
#include <fmt/core.h>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "connect/csv_detect.hpp"
#include "connect/csv_reader.hpp"
#include "connect/import_evidence.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_systems.hpp"

namespace baton::connect {
namespace {

std::vector<std::string> headers_of(const CsvRow& row, bool has_header) {
    std::vector<std::string> headers;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        headers.push_back(has_header ? std::string(text::trimmed(row.fields[i]))
                                     : fmt::format("column {}", i + 1));
    }
    return headers;
}

std::string property_name(std::string_view header, std::size_t column) {
    std::string name;
    for (const char c : text::folded(header)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = std::isalnum(byte) != 0 || byte >= 0x80;
        if (letter) {
            name.push_back(c);
        } else if (!name.empty() && name.back() != '_') {
            name.push_back('_');
        }
    }
    while (name.ends_with('_')) {
        name.pop_back();
    }
    return name.empty() ? fmt::format("column_{}", column + 1) : name;
}

std::string unique_name(std::string wanted, const std::vector<ColumnPlan>& columns) {
    const auto taken = [&](const std::string& name) {
        return std::ranges::any_of(columns, [&](const auto& c) { return c.property == name; });
    };
    if (!taken(wanted)) return wanted;
    for (int i = 2;; ++i) {
        auto name = fmt::format("{}_{}", wanted, i);
        if (!taken(name)) return name;
    }
}

// The first column of a field keeps it; a later one with the same meaning becomes a property.
std::vector<ColumnPlan> columns_of(ImportKind kind,
                                   SourceSystem system,
                                   const std::vector<std::string>& headers) {
    std::vector<ColumnPlan> columns;
    std::bitset<field_count> taken;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        ColumnPlan column{.header = headers[i], .to = field_of(kind, headers[i], system)};
        if (taken.test(static_cast<std::size_t>(column.to))) column.to = Field::custom;
        if (column.to == Field::custom) {
            column.property = unique_name(property_name(headers[i], i), columns);
        } else {
            taken.set(static_cast<std::size_t>(column.to));
            column.type = type_of(column.to);
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

Result<std::vector<ColumnPlan>> columns_of(const ImportMapping& mapping,
                                           const std::vector<std::string>& headers) {
    std::vector<ColumnPlan> columns;
    for (const auto& header : headers) {
        const auto found = std::ranges::find(mapping.columns, header, &ColumnPlan::header);
        columns.push_back(found == mapping.columns.end() ? ColumnPlan{.header = header} : *found);
    }
    std::vector<Problem> problems;
    for (const auto& column : mapping.columns) {
        if (std::ranges::find(headers, column.header) == headers.end()) {
            problems.push_back({.where = column.header, .message = "the file has no such column"});
        }
    }
    if (!problems.empty()) {
        return fail(Failure::invalid, "the mapping does not fit the file", std::move(problems));
    }
    return columns;
}

Result<ImportKind> kind_of(const ImportOptions& options, const std::vector<std::string>& headers) {
    if (options.mapping) return options.mapping->kind;
    const auto shown = std::span(headers).first(std::min<std::size_t>(headers.size(), 8));
    const auto recognised = recognise_kind(headers, options.system);
    const bool fits = options.kind ? has_needed(*options.kind, headers, options.system)
                                   : recognised && !likelier_system(headers, options.system);
    if (options.system != SourceSystem::any && !fits) {
        return fail(Failure::invalid,
                    fmt::format("these are not the columns of {} that {} exports ({}); leave "
                                "--as out, or map the columns",
                                options.kind ? name(*options.kind) : "anything",
                                name(options.system),
                                fmt::join(shown, ", ")));
    }
    if (options.kind) return *options.kind;
    if (recognised) return *recognised;
    return fail(
        Failure::invalid,
        fmt::format("the columns do not tell what this file holds ({}); name its kind, or map "
                    "its columns",
                    fmt::join(shown, ", ")));
}

const ledger::DeclaredTypes::Types& types_of(ImportKind kind, const ledger::DeclaredTypes& types) {
    static const ledger::DeclaredTypes::Types none;
    switch (kind) {
        case ImportKind::contacts: return types.contact;
        case ImportKind::companies: return types.company;
        case ImportKind::deals: return types.deal;
        case ImportKind::touches:
        case ImportKind::products:
        case ImportKind::users:
        case ImportKind::costs:
        case ImportKind::handoffs:
        case ImportKind::activities:
        case ImportKind::ledger: return none;
    }
    return none;
}

// The type that the workspace has for a column's property; nullopt when it has none yet.
std::optional<ValueType> held_type(const ColumnPlan& column,
                                   const ledger::DeclaredTypes::Types& types) {
    if (column.to != Field::custom) return std::nullopt;
    const auto found = types.find(column.property);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

// Which columns are read otherwise than they were planned, because their property has a type.
std::vector<bool> follow_types(std::vector<ColumnPlan>& columns,
                               const ledger::DeclaredTypes::Types& types,
                               bool is_planned) {
    std::vector<bool> followed;
    for (auto& column : columns) {
        const auto type = held_type(column, types);
        followed.push_back(type && (!is_planned || *type != column.type));
        if (followed.back()) column.type = *type;
    }
    return followed;
}

std::vector<ColumnEvidence> evidence_of(const std::vector<ColumnPlan>& columns,
                                        const std::vector<bool>& followed) {
    std::vector<ColumnEvidence> evidence;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        evidence.emplace_back(columns[i].to == Field::custom && !followed[i], columns[i].type);
    }
    return evidence;
}

void see_row(const CsvRow& row, std::vector<ColumnEvidence>& evidence) {
    for (std::size_t i = 0; i < std::min(row.fields.size(), evidence.size()); ++i) {
        evidence[i].see(row.fields[i]);
    }
}

// A mapping that was given is only changed where it has to follow the workspace.
void decide_columns(std::vector<ColumnPlan>& columns,
                    const std::vector<ColumnEvidence>& evidence,
                    const std::vector<bool>& followed,
                    const ImportOptions& options) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (options.mapping && !followed[i]) continue;
        evidence[i].decide(columns[i], options.ambiguous_days);
        if (!followed[i]) continue;
        columns[i].why = fmt::format("{} is {} here already{}{}",
                                     columns[i].property,
                                     name(columns[i].type),
                                     columns[i].why.empty() ? "" : ", ",
                                     columns[i].why);
    }
    if (!options.mapping) decide_revenue_scale(columns, evidence);
}

}  // namespace

Result<ImportPlan> plan_import(CsvFile file, const ImportOptions& options) {
    ImportPlan plan{.format = file.format};
    CsvReader reader(*file.text, file.format.dialect);
    const auto* row = TRY(reader.next());
    if (row == nullptr)
        return fail(Failure::invalid, "the file is empty: it has not even a header");
    const auto headers = headers_of(*row, file.format.has_header);
    plan.mapping.kind = TRY(kind_of(options, headers));
    plan.mapping.columns = columns_of(plan.mapping.kind, options.system, headers);
    if (options.mapping) plan.mapping.columns = TRY(columns_of(*options.mapping, headers));
    const auto followed = follow_types(plan.mapping.columns,
                                       types_of(plan.mapping.kind, options.types),
                                       options.mapping.has_value());
    auto evidence = evidence_of(plan.mapping.columns, followed);
    if (file.format.has_header) row = TRY(reader.next());
    while (row != nullptr && plan.rows_seen < planning_rows_max) {
        see_row(*row, evidence);
        ++plan.rows_seen;
        row = TRY(reader.next());
    }
    decide_columns(plan.mapping.columns, evidence, followed, options);
    return plan;
}

bool keeps_types(const ImportMapping& mapping, const ledger::DeclaredTypes& types) {
    const auto& known = types_of(mapping.kind, types);
    return std::ranges::all_of(mapping.columns, [&](const ColumnPlan& column) {
        return held_type(column, known).value_or(column.type) == column.type;
    });
}

}  // namespace baton::connect
