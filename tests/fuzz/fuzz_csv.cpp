#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"
#include "connect/csv_reader.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_rows.hpp"
#include "connect/import_stages.hpp"

namespace baton::connect {

namespace {

std::size_t rows_in(std::string_view bytes) {
    const auto file = open_csv(bytes_of(bytes));
    if (!file) return 0;
    CsvReader reader(*file->text, file->format.dialect);
    std::size_t rows = 0;
    for (auto row = reader.next(); row && *row != nullptr; row = reader.next()) {
        for (const auto field : (*row)->fields) {
            if (!text::valid_utf8(field)) std::abort();
        }
        ++rows;
    }
    return rows;
}

}  // namespace

// Whatever the bytes: every field is UTF-8, and every row of the file gets exactly one verdict.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::size_t kinds = 9;
    const std::string_view text(reinterpret_cast<const char*>(bytes + 1), size - 1);
    const Currency euro{{'E', 'U', 'R', 0}};
    auto file = open_csv(bytes_of(text));
    if (!file) return 0;
    const auto plan = plan_import(
        *std::move(file), {.kind = static_cast<ImportKind>(bytes[0] % kinds), .currency = euro});
    if (!plan) return 0;
    if (parse_mapping(render_mapping(plan->mapping)) != plan->mapping) std::abort();
    References references;
    Findings findings;
    StageOrder stages;
    const RowContext context{.plan = *plan,
                             .currency = euro,
                             .digest = "d",
                             .references = references,
                             .findings = findings,
                             .stages = stages};
    ImportRows rows(*open_csv(bytes_of(text)), context);
    std::size_t verdicts = 0;
    for (auto row = rows.next(); row && *row; row = rows.next()) {
        ++verdicts;
    }
    const std::size_t header = plan->format.has_header ? 1 : 0;
    if (verdicts + header != rows_in(text)) std::abort();
    return 0;
}

}  // namespace baton::connect
