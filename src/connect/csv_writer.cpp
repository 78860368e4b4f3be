#include "connect/csv_writer.hpp"

#include <fmt/core.h>
#include <fmt/format.h>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "connect/formula_mark.hpp"

namespace baton::connect {
namespace {

struct CellText {
    std::string operator()(const Unknown& /*unknown*/) const { return {}; }

    std::string operator()(bool value) const { return value ? "true" : "false"; }

    std::string operator()(Decimal value) const { return render(value); }

    std::string operator()(const std::string& value) const { return value; }

    std::string operator()(Date value) const { return render(value); }

    std::string operator()(Instant value) const { return render(value); }

    std::string operator()(Money value) const { return render_amount(value); }

    std::string operator()(const std::vector<std::string>& value) const {
        return fmt::format("{}", fmt::join(value, ";"));
    }
};

}  // namespace

std::string render_cell(const Value& value) {
    return std::visit(CellText{}, value);
}

void CsvWriter::append(std::string_view text) {
    const std::string_view special("\"\r\n\0", 4);
    const bool edged = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    const bool quoted =
        edged || text.contains(delimiter_) || text.find_first_of(special) != std::string_view::npos;
    if (!quoted) {
        out_.append(text);
        return;
    }
    out_.push_back('"');
    for (const char c : text) {
        if (c == '"') out_.push_back('"');
        out_.push_back(c);
    }
    out_.push_back('"');
}

void CsvWriter::cell(std::string_view text) {
    if (std::exchange(row_begun_, true)) out_.push_back(delimiter_);
    if (needs_mark(text)) {
        append("'" + std::string(text));
    } else {
        append(text);
    }
}

void CsvWriter::cell(const Value& value) {
    cell(std::string_view(render_cell(value)));
}

void CsvWriter::end_row() {
    out_.append("\r\n");
    row_begun_ = false;
}

void CsvWriter::row(std::span<const std::string_view> cells) {
    for (const auto text : cells) {
        cell(text);
    }
    end_row();
}

void CsvWriter::row(std::initializer_list<std::string_view> cells) {
    row(std::span(cells.begin(), cells.size()));
}

}  // namespace baton::connect
