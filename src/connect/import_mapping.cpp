#include "connect/import_mapping.hpp"

#include <algorithm>
#include <array>
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
#include "base/value.hpp"
#include "connect/csv_detect.hpp"
#include "connect/csv_reader.hpp"
#include "connect/import_evidence.hpp"
#include "connect/import_happenings.hpp"
#include "connect/import_headers.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_systems.hpp"
#include "ledger/declared_types.hpp"

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

// The column whose dates tell what happened; the columns that say what it was about stay as they
// are.
ColumnPlan happening_column(const std::string& header,
                            Happening happening,
                            const std::vector<std::string>& headers) {
    ColumnPlan column{.header = header, .to = happening.to, .property = std::move(happening.what)};
    column.type = type_of(column.to);
    const auto asset = std::ranges::find_if(headers, [&](const std::string& each) {
        return has_word(happening.asset, header_key(without_prefix(each)));
    });
    if (!happening.asset.empty() && asset != headers.end()) column.asset = *asset;
    return column;
}

bool is_key(Field field) {
    return field == Field::id || field == Field::email;
}

// Which column is a field, among all that could be: the one whose header says so best, the first of
// equals. Of equals that could both be the key nobody is guessed.
class Choices {
public:
    Choices(ImportKind kind, SourceSystem system, const std::vector<std::string>& headers)
        : headers_(headers) {
        for (const auto& header : headers) {
            meanings_.push_back(header_meaning(kind, header_key(without_prefix(header)), system));
            const auto& meaning = meanings_.back();
            auto& first = first_[static_cast<std::size_t>(meaning.field)];
            if (!first || meaning.rank < meanings_[*first].rank) first = meanings_.size() - 1;
        }
    }

    [[nodiscard]] Field of(std::size_t column) const {
        const auto field = meanings_[column].field;
        if (field == Field::custom || !is_first(column)) return Field::custom;
        return is_key(field) && !rivals(column).empty() ? Field::custom : field;
    }

    [[nodiscard]] std::vector<std::string> questions() const {
        std::vector<std::string> questions;
        for (std::size_t i = 0; i < headers_.size(); ++i) {
            const auto field = meanings_[i].field;
            if (!is_key(field) || !is_first(i)) continue;
            const auto others = rivals(i);
            if (others.empty()) continue;
            questions.push_back(
                fmt::format("which column is the {}: {} or {}? The file does not "
                            "tell; map one of them",
                            field == Field::id ? "id" : "e-mail",
                            headers_[i],
                            fmt::join(others, " or ")));
        }
        return questions;
    }

private:
    [[nodiscard]] bool is_first(std::size_t column) const {
        return first_[static_cast<std::size_t>(meanings_[column].field)] == column;
    }

    [[nodiscard]] std::vector<std::string> rivals(std::size_t column) const {
        std::vector<std::string> rivals;
        for (std::size_t i = 0; i < meanings_.size(); ++i) {
            const bool equal = meanings_[i].field == meanings_[column].field &&
                               meanings_[i].rank == meanings_[column].rank;
            // Nobody could say which of two columns with one header is meant.
            if (equal && headers_[i] != headers_[column]) rivals.push_back(headers_[i]);
        }
        return rivals;
    }

    const std::vector<std::string>& headers_;
    std::vector<HeaderMeaning> meanings_;
    std::array<std::optional<std::size_t>, field_count> first_;  // column of each field
};

// The best column of a field is it; others with the same meaning become properties.
std::vector<ColumnPlan> columns_of(ImportKind kind,
                                   const Choices& choices,
                                   const ImportOptions& options,
                                   const std::vector<std::string>& headers) {
    std::vector<ColumnPlan> columns;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (auto happening = happening_of(kind, headers[i], options.system, options.stages)) {
            columns.push_back(happening_column(headers[i], *std::move(happening), headers));
            continue;
        }
        ColumnPlan column{.header = headers[i], .to = choices.of(i)};
        if (column.to == Field::custom) {
            column.property = unique_name(property_name(headers[i], i), columns);
        } else {
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

// What becomes of a column of dates, beside how its dates are read.
std::string why_of(const ColumnPlan& column, ImportKind kind, const StageNames& stages) {
    const auto dates = column.why.empty() ? std::string() : "; " + column.why;
    if (column.to == Field::touched) {
        return fmt::format("each date is a touch \"{}\" of that date{}", column.property, dates);
    }
    const auto& names = stages.of_contacts;
    const bool unknown = kind == ImportKind::contacts && stages.has_agreement &&
                         std::ranges::find(names, column.property) == names.end();
    return fmt::format("each date is when \"{}\" was entered{}{}",
                       column.property,
                       unknown ? ", a stage that the agreement does not have" : "",
                       dates);
}

// A mapping that was given is only changed where it has to follow the workspace.
void decide_columns(ImportMapping& mapping,
                    const std::vector<ColumnEvidence>& evidence,
                    const std::vector<bool>& followed,
                    const ImportOptions& options) {
    auto& columns = mapping.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (options.mapping && !followed[i]) continue;
        evidence[i].decide(columns[i], options.ambiguous_days);
        if (is_happening(columns[i].to)) {
            columns[i].why = why_of(columns[i], mapping.kind, options.stages);
        }
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
    if (options.mapping) {
        plan.mapping.columns = TRY(columns_of(*options.mapping, headers));
    } else {
        const Choices choices(plan.mapping.kind, options.system, headers);
        plan.mapping.columns = columns_of(plan.mapping.kind, choices, options, headers);
        plan.questions = choices.questions();
    }
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
    decide_columns(plan.mapping, evidence, followed, options);
    return plan;
}

bool keeps_types(const ImportMapping& mapping, const ledger::DeclaredTypes& types) {
    const auto& known = types_of(mapping.kind, types);
    return std::ranges::all_of(mapping.columns, [&](const ColumnPlan& column) {
        return held_type(column, known).value_or(column.type) == column.type;
    });
}

}  // namespace baton::connect
