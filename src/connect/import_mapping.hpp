#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/csv_detect.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_happenings.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_numbers.hpp"
#include "ledger/declared_types.hpp"

namespace baton::connect {

// What becomes of one column. People may edit all of it (import --map FILE).
struct ColumnPlan {
    std::string header;
    Field to = Field::ignored;
    std::string property = {};  // of a custom column; the stage or kind of touch of a happening
    std::string asset = {};     // the header of the column that says what a touch was about
    ValueType type = ValueType::text;
    DateReading dates = {};
    char decimal_mark = '.';
    std::int64_t scale = 1;  // numbers are multiplied with it: 1,000,000 for a column in millions
    std::string why = {};    // what was decided from the values, in a sentence for people

    bool operator==(const ColumnPlan&) const = default;
};

struct ImportMapping {
    ImportKind kind = ImportKind::contacts;
    std::vector<ColumnPlan> columns = {};

    bool operator==(const ImportMapping&) const = default;
};

// {"kind":"deals","columns":[{"header":"close_value","to":"amount","type":"money",…}]}
[[nodiscard]] std::string render_mapping(const ImportMapping& mapping);
// Errors name the place: the line where it is no JSON, else a pointer to the member.
[[nodiscard]] Result<ImportMapping> parse_mapping(std::string_view json);

// Mappings by name of file; the one of "" is for every file.
using ImportMappings = std::map<std::string, ImportMapping, std::less<>>;

// One mapping, or what a dry run printed: {"files":[{"file":"deals.csv","mapping":{…}}]}.
[[nodiscard]] Result<ImportMappings> parse_mappings(std::string_view json);

struct ImportOptions {
    SourceSystem system = SourceSystem::any;    // only headers that it writes are known
    std::string sheet = {};                     // of workbooks; empty: the first
    std::optional<ImportKind> kind = {};        // forced, instead of recognised
    std::optional<ImportMapping> mapping = {};  // edited: columns are found by header
    DayOrder ambiguous_days = DayOrder::day_first;
    Currency currency = {{'E', 'U', 'R', 0}};  // of amounts without one
    TimeZone zone = TimeZone::utc();           // of dates without one
    StageNames stages = {};                    // that dates of stages are matched with
    // A property keeps the type it has in the workspace, whatever a file's values look like.
    ledger::DeclaredTypes types = {};
};

struct ImportPlan {
    ImportMapping mapping = {};
    DetectedCsv format = {};
    std::uint64_t rows_seen = 0;
    // What only people can decide, in sentences: two columns that may both be the key. Rows are not
    // read before a mapping answers them.
    std::vector<std::string> questions = {};
};

// How many rows are looked at to decide types, date orders and decimal marks.
inline constexpr std::uint64_t planning_rows_max = 50'000;

// Reads the beginning of the file (it has to be opened again to read its rows) and decides what
// each column is. Fails with the reason when nothing tells what the file holds. A file without any
// row is a plan without rows.
[[nodiscard]] Result<ImportPlan> plan_import(CsvFile file, const ImportOptions& options);

// Whether every column is read with the type that its property has.
[[nodiscard]] bool keeps_types(const ImportMapping& mapping, const ledger::DeclaredTypes& types);

}  // namespace baton::connect
