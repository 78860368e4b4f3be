#include <chrono>
#include <cstddef>
#include <fmt/core.h>
#include <string>

#include "base/value.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_detect.hpp"
#include "connect/csv_reader.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_rows.hpp"
#include "connect/import_stages.hpp"

// How fast CSV is read: megabytes and rows a second, as bare rows and as typed touches.
namespace baton::connect {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t rows_written = 1'000'000;
constexpr Currency euro{{'E', 'U', 'R', 0}};

std::string touches(bool quoted) {
    std::string text = "contact,at,kind,channel,campaign,asset,value,message_id\n";
    for (std::size_t i = 0; i < rows_written; ++i) {
        text += fmt::format(
            fmt::runtime(
                quoted ? "\"person{}@acme.test\",\"2024-01-{:02}T10:00:00Z\",\"page_view\","
                         "\"organic_search\",\"Launch, \"\"Q3\"\"\",\"/pricing\",\"{}\",\"m{}\"\n"
                       : "person{}@acme.test,2024-01-{:02}T10:00:00Z,page_view,"
                         "organic_search,Launch Q3,/pricing,{},m{}\n"),
            i % 50'000,
            i % 28 + 1,
            i % 100,
            i);
    }
    return text;
}

void report(const char* what, std::size_t rows, std::size_t bytes, SteadyClock::time_point start) {
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    constexpr double million = 1e6;
    fmt::print("{:<24} {:8.0f} MB/s {:10.0f} rows/s ({} rows)\n",
               what,
               static_cast<double>(bytes) / million / seconds,
               static_cast<double>(rows) / seconds,
               rows);
}

void read_rows(const char* what, const std::string& text) {
    const auto start = SteadyClock::now();
    auto file = open_csv(bytes_of(text));
    CsvReader reader(*file->text, file->format.dialect);
    std::size_t rows = 0;
    for (auto row = reader.next(); row && *row != nullptr; row = reader.next()) {
        ++rows;
    }
    report(what, rows, text.size(), start);
}

void import_rows(const char* what, const std::string& text) {
    const auto start = SteadyClock::now();
    const auto plan = plan_import(*open_csv(bytes_of(text)), {.currency = euro});
    References references;
    Findings findings;
    StageOrder stages;
    const RowContext context{.plan = *plan,
                             .currency = euro,
                             .digest = "bench",
                             .references = references,
                             .findings = findings,
                             .stages = stages};
    ImportRows rows(*open_csv(bytes_of(text)), context);
    std::size_t count = 0;
    for (auto row = rows.next(); row && *row; row = rows.next()) {
        ++count;
    }
    report(what, count, text.size(), start);
}

}  // namespace
}  // namespace baton::connect

int main() {
    using namespace baton::connect;  // NOLINT(google-build-using-namespace)
    const auto plain = touches(false);
    const auto quoted = touches(true);
    read_rows("rows, plain", plain);
    read_rows("rows, quoted", quoted);
    import_rows("typed touches, plain", plain);
    return 0;
}
