#include <cstddef>
#include <fmt/core.h>
#include <fstream>
#include <ios>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/csv_writer.hpp"
#include "engine/export.hpp"
#include "engine/row_rendering.hpp"
#include "engine/workspace.hpp"
#include "ledger/json_text.hpp"

namespace baton::app {

namespace {

void write_csv(const engine::ExportTable& table, std::ostream& out) {
    std::string text;
    connect::CsvWriter writer(text);
    for (const std::string& name : table.header) {
        writer.cell(std::string_view(name));
    }
    writer.end_row();
    for (const std::vector<Value>& row : table.rows) {
        for (const Value& value : row) {
            writer.cell(value);
        }
        writer.end_row();
        if (text.size() > 1'000'000) {
            out << text;
            text.clear();
        }
    }
    out << text;
}

void write_lines(const engine::ExportTable& table, std::ostream& out) {
    for (const std::vector<Value>& row : table.rows) {
        std::string text;
        ledger::ObjectText object(text);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (known(row[i])) {
                object.key(table.header[i]);
                engine::append_value(text, row[i]);
            }
        }
        object.close();
        out << text << '\n';
    }
}

Done write_to(const ExportOptions& options, engine::Workspace& workspace, std::ostream& out) {
    if (options.kind == "ledger") {
        return engine::export_ledger(workspace, [&](std::string_view text) { out << text; });
    }
    const engine::ExportTable table = TRY(engine::export_table(workspace, options.kind));
    options.format == "csv" ? write_csv(table, out) : write_lines(table, out);
    return {};
}

Done write_out(const ExportOptions& options, Streams& streams) {
    const auto workspace = TRY(open_to_read(options.common));
    if (options.out.empty()) {
        return write_to(options, *workspace, streams.out);
    }
    std::ofstream out(options.out, std::ios::binary);
    if (!out) {
        return fail(Failure::invalid, fmt::format("{} cannot be written", options.out.string()));
    }
    TRY(write_to(options, *workspace, out));
    out.flush();
    return out ? Done{}
               : fail(Failure::broken,
                      fmt::format("{} could not be written whole", options.out.string()));
}

}  // namespace

int export_records(const ExportOptions& options, Streams& streams) {
    if (options.kind == "ledger" && options.format != "jsonl") {
        streams.err << "baton: the ledger is written as --format jsonl\n";
        return 2;
    }
    const Done done = write_out(options, streams);
    return done ? 0 : report(done.error(), streams);
}

}  // namespace baton::app
