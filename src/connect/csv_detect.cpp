#include "connect/csv_detect.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "connect/bytes.hpp"
#include "connect/cell_shape.hpp"
#include "connect/csv_reader.hpp"

namespace baton::connect {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t sample_rows_max = 500;
constexpr std::size_t preamble_lines_max = 30;

struct Magic {
    std::string_view bytes;
    std::string_view reason;
};

constexpr std::array magics{
    Magic{.bytes = "PK\x03\x04",
          .reason = "this is a workbook or a ZIP archive within another file; unpack it first"},
    Magic{.bytes = "\xd0\xcf\x11\xe0",
          .reason = "this is an old Excel workbook (XLS); save the sheet as CSV"},
    Magic{.bytes = "BZh",
          .reason = "this is packed with bzip2; unpack it first, or pack it with gzip"},
    Magic{.bytes = "\xfd"
                   "7zXZ",
          .reason = "this is packed with xz; unpack it first, or pack it with gzip"},
    Magic{.bytes = "\x28\xb5\x2f\xfd",
          .reason = "this is packed with zstd; unpack it first, or pack it with gzip"},
    Magic{.bytes = "%PDF-", .reason = "this is a PDF document, not a table"},
    Magic{.bytes = "PAR1", .reason = "this is a Parquet file; export it as CSV"},
    Magic{.bytes = "SQLite format 3",
          .reason = "this is an SQLite database; export its tables as CSV"},
    Magic{.bytes = "<!DOCTYPE",
          .reason = "this is a web page, not a table; was the download refused?"},
    Magic{.bytes = "<html", .reason = "this is a web page, not a table; was the download refused?"},
};

constexpr std::array delimiters{',', ';', '\t', '|'};

// What remains when a character that the end of the sample cut in two is left out.
std::string_view without_cut_character(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if (byte >= 0xc0) return text.substr(0, text.size() - back);
        if (byte < 0x80) break;
    }
    return text;
}

Rows sample(std::string_view head, CsvDialect dialect, bool whole) {
    Rows rows;
    const auto source = bytes_of(head);
    CsvReader reader(*source, dialect);
    while (rows.size() < sample_rows_max) {
        const auto row = reader.next();
        if (!row || *row == nullptr) {
            if (!whole && rows.size() > 1) rows.pop_back();
            break;
        }
        rows.emplace_back((*row)->fields.begin(), (*row)->fields.end());
    }
    return rows;
}

struct Fit {
    std::size_t columns = 1;
    double evenness = 0;  // share of the rows that have that many columns
};

Fit fit_of(const Rows& rows) {
    std::map<std::size_t, std::size_t> rows_by_width;
    for (const auto& row : rows) {
        ++rows_by_width[row.size()];
    }
    const auto most = std::ranges::max_element(
        rows_by_width, {}, &std::map<std::size_t, std::size_t>::value_type::second);
    if (most == rows_by_width.end()) return {};
    return {.columns = most->first,
            .evenness = static_cast<double>(most->second) / static_cast<double>(rows.size())};
}

double score_of(const Fit& fit) {
    if (fit.columns < 2) return 0;
    const double width = std::min(static_cast<double>(fit.columns), 20.0);
    return fit.evenness * (1.0 + width / 100.0);
}

// Apostrophes are the quotes when fields open and close with them and none uses double quotes.
char quote_of(const Rows& rows) {
    std::size_t opened = 0;
    std::size_t closed = 0;
    std::size_t doubles = 0;
    for (const auto& row : rows) {
        for (const auto& field : row) {
            if (field.starts_with('\'')) ++opened;
            if (field.ends_with('\'')) ++closed;
            if (field.starts_with('"')) ++doubles;
        }
    }
    return opened > 1 && opened == closed && doubles == 0 ? '\'' : '"';
}

// Lines before the table: comments, a title, "sep=;". They are narrower than the table.
std::size_t preamble_of(const Rows& rows, const Fit& fit) {
    if (fit.columns < 2) return 0;
    std::size_t lines = 0;
    while (lines < std::min(rows.size(), preamble_lines_max)) {
        const auto& row = rows[lines];
        const bool comment = row.front().starts_with('#') && row.size() != fit.columns;
        const bool separator = row.front().starts_with("sep=");
        if (row.size() != 1 && !comment && !separator) break;
        ++lines;
    }
    return lines == std::min(rows.size(), preamble_lines_max) ? 0 : lines;
}

// Physical lines, blank ones included, up to the row after the preamble.
std::uint64_t preamble_lines(std::string_view head, CsvDialect dialect, std::size_t rows) {
    if (rows == 0) return 0;
    dialect.quote = '\0';
    const auto source = bytes_of(head);
    CsvReader reader(*source, dialect);
    for (std::size_t i = 0; i < rows; ++i) {
        if (!reader.next()) return 0;
    }
    const auto row = reader.next();
    return row && *row != nullptr ? (*row)->line - 1 : 0;
}

bool is_header(const std::vector<std::string>& first) {
    std::size_t named = 0;
    std::size_t numbers = 0;
    for (const auto& cell : first) {
        const auto shape = shape_of(cell);
        if (shape == CellShape::day || shape == CellShape::email) return false;
        if (shape == CellShape::number) ++numbers;
        if (shape != CellShape::blank) ++named;
    }
    return named > 0 && numbers * 2 < named;
}

std::string_view delimiter_name(char delimiter) {
    switch (delimiter) {
        case ',': return "commas";
        case ';': return "semicolons";
        case '\t': return "tabs";
        default: return "vertical bars";
    }
}

std::string describe(const DetectedCsv& detected, const Fit& fit) {
    std::string text = fit.columns < 2 ? std::string("one column")
                                       : fmt::format("{} columns between {}",
                                                     fit.columns,
                                                     delimiter_name(detected.dialect.delimiter));
    if (detected.dialect.quote == '\'') text += ", apostrophes as quotes";
    if (detected.dialect.preamble_lines > 0) {
        text += fmt::format(", {} lines before the header", detected.dialect.preamble_lines);
    }
    if (!detected.has_header) text += ", no header line: the first row already holds values";
    return text;
}

}  // namespace

DetectedEncoding detect_encoding(std::string_view head) {
    if (head.starts_with("\xef\xbb\xbf")) return {.encoding = Encoding::utf8, .mark_bytes = 3};
    if (head.starts_with("\xff\xfe")) return {.encoding = Encoding::utf16_little, .mark_bytes = 2};
    if (head.starts_with("\xfe\xff")) return {.encoding = Encoding::utf16_big, .mark_bytes = 2};
    std::array<std::size_t, 2> nul_bytes{};
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\0') ++nul_bytes[i % 2];
    }
    const auto many = head.size() / 5;
    if (head.size() > 3 && nul_bytes[1] > many && nul_bytes[0] < nul_bytes[1] / 4) {
        return {.encoding = Encoding::utf16_little};
    }
    if (head.size() > 3 && nul_bytes[0] > many && nul_bytes[1] < nul_bytes[0] / 4) {
        return {.encoding = Encoding::utf16_big};
    }
    const bool utf8 = text::valid_utf8(head) || text::valid_utf8(without_cut_character(head));
    return {.encoding = utf8 ? Encoding::utf8 : Encoding::windows_1252};
}

std::string binary_reason(std::string_view head) {
    for (const auto& magic : magics) {
        if (head.starts_with(magic.bytes)) return std::string(magic.reason);
    }
    const auto encoding = detect_encoding(head).encoding;
    if (encoding == Encoding::utf16_little || encoding == Encoding::utf16_big) return {};
    const auto control = std::ranges::count_if(head, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
    if (control > 8 && static_cast<std::size_t>(control) > head.size() / 10) {
        return "this is not text: a tenth of its bytes are control characters";
    }
    return {};
}

bool looks_like_json_lines(std::string_view head) {
    const auto first = head.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && head[first] == '{';
}

DetectedCsv detect_csv(std::string_view head, bool whole) {
    DetectedCsv best;
    Fit best_fit;
    double best_score = 0;
    for (const char delimiter : delimiters) {
        const auto fit = fit_of(sample(head, {.delimiter = delimiter}, whole));
        if (score_of(fit) <= best_score + 1e-9) continue;
        best_score = score_of(fit);
        best_fit = fit;
        best.dialect.delimiter = delimiter;
    }
    best.dialect.quote = quote_of(sample(head, best.dialect, whole));
    auto rows = sample(head, best.dialect, whole);
    best_fit = fit_of(rows);
    const auto preamble = preamble_of(rows, best_fit);
    best.dialect.preamble_lines = preamble_lines(head, best.dialect, preamble);
    best.has_header = preamble < rows.size() && is_header(rows[preamble]);
    best.why = describe(best, best_fit);
    return best;
}

Result<CsvFile> open_csv(std::unique_ptr<ByteSource> source) {
    CsvFile file;
    auto raw = TRY(peek(std::move(source), csv_sniff_bytes));
    file.gzip = raw.head.starts_with("\x1f\x8b");
    if (file.gzip) {
        auto unpacked = TRY(gunzipped(std::move(raw.source)));
        raw = TRY(peek(std::move(unpacked), csv_sniff_bytes));
    }
    auto reason = binary_reason(raw.head);
    if (!reason.empty()) return fail(Failure::invalid, std::move(reason));
    const auto found = detect_encoding(raw.head);
    file.encoding = found.encoding;
    auto plain = TRY(decoded(std::move(raw.source), found.encoding, found.mark_bytes));
    auto text = TRY(peek(std::move(plain), csv_sniff_bytes));
    file.empty = text.head.find_first_not_of("\r\n") == std::string::npos;
    file.json_lines = looks_like_json_lines(text.head);
    file.format = detect_csv(text.head, text.head.size() < csv_sniff_bytes);
    file.text = std::move(text.source);
    return file;
}

}  // namespace baton::connect
