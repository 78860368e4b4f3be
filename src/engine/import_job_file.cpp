#include "engine/import_job_file.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <fmt/format.h>
#include <utility>

#include "connect/csv_reader.hpp"
#include "connect/workbook.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t samples_max = 5;
constexpr std::array<std::string_view, 7> states{
    "ready", "checking", "running", "done", "failed", "cancelled", "undone"};
constexpr std::array<std::string_view, 4> verdicts{"create", "update", "skip", "reject"};

boost::json::array findings_json(const ImportJob& job) {
    boost::json::array list;
    for (const connect::Finding& each : job.findings) {
        boost::json::array rows;
        for (const connect::FoundRow& found : each.rows) {
            rows.push_back(found.row);
        }
        list.push_back(boost::json::object{{"code", each.code},
                                           {"count", each.count},
                                           {"example", each.example},
                                           {"rows", std::move(rows)}});
    }
    return list;
}

boost::json::array sheets_json(const ImportJob& job) {
    return boost::json::array(job.sheets.begin(), job.sheets.end());
}

std::vector<std::string> texts_in(const boost::json::object& object, std::string_view key) {
    std::vector<std::string> texts;
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_array()) {
        return texts;
    }
    for (const boost::json::value& each : value->get_array()) {
        if (each.is_string()) {
            texts.emplace_back(each.get_string());
        }
    }
    return texts;
}

std::string text_in(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

std::uint64_t number_in(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    boost::system::error_code error;
    return value == nullptr ? 0 : value->to_number<std::uint64_t>(error);
}

std::string one_line(std::string text) {
    std::ranges::replace_if(
        text, [](char each) { return each == '\t' || each == '\n' || each == '\r'; }, ' ');
    return text;
}

template <std::size_t Size>
std::size_t index_of(const std::array<std::string_view, Size>& names, std::string_view name) {
    const auto* const found = std::ranges::find(names, name);
    return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string> cut(const std::string& line) {
    std::vector<std::string> parts(1);
    for (const char each : line) {
        if (each == '\t' && parts.size() < 4) {
            parts.emplace_back();
        } else {
            parts.back() += each;
        }
    }
    parts.resize(4);
    return parts;
}

boost::json::object ways_json(const ImportWays& ways) {
    return {{"writes", name(ways.writes)},
            {"contact_key", name(ways.contact_key)},
            {"automations", ways.automations}};
}

ImportWays ways_in(const boost::json::object& object) {
    ImportWays ways;
    const auto* value = object.if_contains("ways");
    if (value == nullptr || !value->is_object()) {
        return ways;
    }
    const boost::json::object& held = value->get_object();
    ways.writes = find_import_writes(text_in(held, "writes")).value_or(ways.writes);
    ways.contact_key = find_contact_key(text_in(held, "contact_key")).value_or(ways.contact_key);
    const auto* automations = held.if_contains("automations");
    ways.automations = automations == nullptr || !automations->is_bool() || automations->get_bool();
    return ways;
}

}  // namespace

std::string_view name(ImportState state) {
    return states.at(static_cast<std::size_t>(state));
}

std::string render_job(const ImportJob& job) {
    connect::ImportMapping mapping{.kind = job.kind, .columns = {}};
    for (const ImportColumn& column : job.columns) {
        mapping.columns.push_back(column.plan);
    }
    return boost::json::serialize(boost::json::object{{"id", job.id},
                                                      {"file", job.file},
                                                      {"by", job.by},
                                                      {"state", name(job.state)},
                                                      {"encoding", job.encoding},
                                                      {"ways", ways_json(job.ways)},
                                                      {"sheet", job.sheet},
                                                      {"sheets", sheets_json(job)},
                                                      {"mapping", connect::render_mapping(mapping)},
                                                      {"rows", job.report.rows},
                                                      {"created", job.report.created},
                                                      {"updated", job.report.updated},
                                                      {"skipped", job.report.skipped},
                                                      {"rejected", job.report.rejected},
                                                      {"findings", findings_json(job)},
                                                      {"error", job.error}});
}

Result<ImportJob> parse_job(std::string_view text) {
    boost::system::error_code error;
    const boost::json::value json = boost::json::parse(text, error);
    if (error || !json.is_object()) {
        return fail(Failure::broken, "an import's file is damaged");
    }
    const boost::json::object& object = json.get_object();
    const connect::ImportMapping mapping = TRY(connect::parse_mapping(text_in(object, "mapping")));
    ImportJob job{.id = text_in(object, "id"),
                  .file = text_in(object, "file"),
                  .by = text_in(object, "by"),
                  .kind = mapping.kind,
                  .state = static_cast<ImportState>(index_of(states, text_in(object, "state")))};
    job.encoding = text_in(object, "encoding");
    job.sheet = text_in(object, "sheet");
    job.ways = ways_in(object);
    job.sheets = texts_in(object, "sheets");
    job.report = {.file = job.file,
                  .kind = std::string(name(job.kind)),
                  .rows = number_in(object, "rows"),
                  .created = number_in(object, "created"),
                  .updated = number_in(object, "updated"),
                  .skipped = number_in(object, "skipped"),
                  .rejected = number_in(object, "rejected")};
    job.rows_done = job.report.rows;
    job.error = text_in(object, "error");
    for (const connect::ColumnPlan& plan : mapping.columns) {
        job.columns.push_back({.plan = plan});
    }
    return job;
}

std::string render_verdict(const RowReport& row) {
    return fmt::format("{}\t{}\t{}\t{}\n",
                       row.row,
                       verdicts.at(static_cast<std::size_t>(row.verdict)),
                       one_line(row.column),
                       one_line(row.reason));
}

std::vector<VerdictLine> read_verdicts(const std::filesystem::path& file,
                                       bool rejected_only,
                                       std::uint64_t after,
                                       std::size_t limit) {
    std::vector<VerdictLine> lines;
    std::ifstream in(file);
    for (std::string line; lines.size() < limit && std::getline(in, line);) {
        const std::vector<std::string> parts = cut(line);
        VerdictLine verdict{.row = 0,
                            .verdict = static_cast<connect::Verdict>(index_of(verdicts, parts[1])),
                            .reason = parts[3],
                            .column = parts[2]};
        std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), verdict.row);
        const bool wanted = !rejected_only || verdict.verdict == connect::Verdict::reject;
        if (verdict.row > after && wanted) {
            lines.push_back(std::move(verdict));
        }
    }
    return lines;
}

std::vector<std::vector<std::string>> sample_columns(const std::filesystem::path& file,
                                                     const std::string& sheet) {
    std::vector<std::vector<std::string>> samples;
    auto opened = connect::open_table(file.string(), sheet);
    if (!opened) {
        return samples;
    }
    const bool has_header = opened->format.has_header;
    connect::CsvReader reader(*opened->text, opened->format.dialect);
    for (std::size_t row = 0; row < samples_max + (has_header ? 1 : 0); ++row) {
        const auto read = reader.next();
        if (!read || *read == nullptr) {
            break;
        }
        const connect::CsvRow& cells = **read;
        samples.resize(std::max(samples.size(), cells.fields.size()));
        for (std::size_t i = 0; i < cells.fields.size() && (row > 0 || !has_header); ++i) {
            samples[i].emplace_back(cells.fields[i]);
        }
    }
    return samples;
}

}  // namespace baton::engine
