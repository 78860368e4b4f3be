#include "connect/csv_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_writer.hpp"

namespace baton::connect {
namespace {

// Gives its text a few bytes at a time, so that every border falls inside something.
class Dripping final : public ByteSource {
public:
    Dripping(std::string text, std::size_t drop) : text_(std::move(text)), drop_(drop) {}

    Result<std::size_t> read(std::span<char> into) override {
        const auto count = std::min({drop_, into.size(), text_.size() - at_});
        text_.copy(into.data(), count, at_);
        at_ += count;
        return count;
    }

private:
    std::string text_;
    std::size_t drop_;
    std::size_t at_ = 0;
};

// Every row as "line: [cell][cell]", then what was wrong with it.
std::string rendered(ByteSource& source, CsvDialect dialect = {}) {
    CsvReader reader(source, dialect);
    std::string all;
    for (;;) {
        const auto row = reader.next();
        if (!row) return all + "failed: " + row.error().message + "\n";
        if (*row == nullptr) break;
        all += fmt::format("{}: ", (*row)->line);
        for (const auto field : (*row)->fields) {
            all += fmt::format("[{}]", field);
        }
        const auto& flaws = (*row)->flaws;
        if (flaws.stray_quote) all += " stray quote";
        if (flaws.unterminated_quote) all += fmt::format(" open since {}", (*row)->quote_line);
        if (flaws.nul_byte) all += " nul";
        if (flaws.bad_encoding) all += " encoding";
        all += "\n";
    }
    if (reader.blank_lines() > 0) all += fmt::format("blank {}\n", reader.blank_lines());
    return all;
}

std::string rendered(const std::string& text, CsvDialect dialect = {}) {
    return rendered(*bytes_of(text), dialect);
}

TEST(CsvReader, reads_what_rfc_4180_says) {
    EXPECT_EQ(rendered("a,b\r\n\"1,5\",\"say \"\"hi\"\"\"\r\n,\r\n"),
              "1: [a][b]\n2: [1,5][say \"hi\"]\n3: [][]\n");
}

TEST(CsvReader, reads_every_line_ending_even_mixed) {
    EXPECT_EQ(rendered("a\nb\rc\r\nd"), "1: [a]\n2: [b]\n3: [c]\n4: [d]\n");
}

TEST(CsvReader, counts_lines_inside_quotes) {
    EXPECT_EQ(rendered("a,\"x\ny\r\nz\"\nb,c\n"), "1: [a][x\ny\r\nz]\n4: [b][c]\n");
}

TEST(CsvReader, keeps_ragged_rows_and_a_last_delimiter) {
    EXPECT_EQ(rendered("a,b\n1\n1,2,3\n1,"), "1: [a][b]\n2: [1]\n3: [1][2][3]\n4: [1][]\n");
}

TEST(CsvReader, counts_blank_lines_instead_of_reading_rows) {
    EXPECT_EQ(rendered("\n\na\n\n\"\"\n\n"), "3: [a]\n5: []\nblank 4\n");
}

TEST(CsvReader, reads_an_empty_file_and_a_header_alone) {
    EXPECT_EQ(rendered(""), "");
    EXPECT_EQ(rendered("a,b"), "1: [a][b]\n");
}

TEST(CsvReader, keeps_text_behind_a_closing_quote) {
    EXPECT_EQ(rendered("\"a\"b,c\n\"x\"\"y\"z,\"q\"\n"),
              "1: [ab][c] stray quote\n2: [x\"yz][q] stray quote\n");
}

TEST(CsvReader, keeps_quotes_inside_unquoted_text) {
    EXPECT_EQ(rendered("6\" pipe,b\n"), "1: [6\" pipe][b]\n");
}

TEST(CsvReader, loses_no_row_to_a_quote_that_never_closes) {
    EXPECT_EQ(rendered("a,b\n1,\"open\n2,x\n3,y\n"),
              "1: [a][b]\n2: [1][\"open] open since 2\n3: [2][x]\n4: [3][y]\n");
}

TEST(CsvReader, names_the_line_where_an_open_quote_stands) {
    EXPECT_EQ(rendered("\"m\nn\",\"open\nlast\n"), "1: [m\nn][\"open] open since 2\n3: [last]\n");
}

TEST(CsvReader, takes_nul_bytes_out) {
    EXPECT_EQ(rendered(std::string("a\0b,\0c\nd,e\n", 11)), "1: [ab][c] nul\n2: [d][e]\n");
}

TEST(CsvReader, reads_stray_latin_1_as_windows_1252) {
    EXPECT_EQ(rendered("Z\xfcrich,caf\xc3\xa9,\x80\n"), "1: [Zürich][café][€] encoding\n");
}

TEST(CsvReader, takes_other_delimiters_and_quotes) {
    EXPECT_EQ(rendered("'a;b';c\n", {.delimiter = ';', .quote = '\''}), "1: [a;b][c]\n");
}

TEST(CsvReader, passes_over_the_lines_before_the_header) {
    EXPECT_EQ(rendered("# it's \"fine\n\na,b\n1,2\n", {.preamble_lines = 2}),
              "3: [a][b]\n4: [1][2]\n");
}

TEST(CsvReader, refuses_a_row_beyond_every_limit_instead_of_eating_memory) {
    const std::string endless(csv_row_bytes_max + 1024, 'x');
    EXPECT_EQ(
        rendered(endless),
        fmt::format("failed: the row at line 1 is longer than {} bytes\n", csv_row_bytes_max));
    EXPECT_EQ(rendered(std::string(csv_fields_max + 1, ',')),
              fmt::format("failed: line 1 has more than {} fields\n", csv_fields_max));
}

TEST(CsvReader, gives_up_an_open_quote_at_the_row_limit_and_reads_on) {
    std::string text = "a,\"open\n";
    while (text.size() < csv_row_bytes_max + 4096) {
        text += "some row of plain text,and its second cell\n";
    }
    const auto rows = static_cast<std::size_t>(std::ranges::count(text, '\n'));
    const auto source = bytes_of(text);
    CsvReader reader(*source, {});
    std::size_t read = 0;
    for (auto row = reader.next(); row && *row != nullptr; row = reader.next()) {
        EXPECT_EQ((*row)->fields.size(), 2U);
        EXPECT_EQ((*row)->flaws.unterminated_quote, read == 0);
        ++read;
    }
    EXPECT_EQ(read, rows);
}

RC_GTEST_PROP(CsvReader, reads_the_same_whatever_the_pieces, ()) {
    const auto letters = rc::gen::elementOf(std::string("ab\"\",;\n\r\0 \xc3\xa9", 12));
    const auto text = *rc::gen::container<std::string>(letters);
    const auto drop = *rc::gen::inRange<std::size_t>(1, 7);
    Dripping dripping(text, drop);
    RC_ASSERT(rendered(dripping) == rendered(text));
}

RC_GTEST_PROP(CsvReader, reads_back_what_the_writer_wrote, ()) {
    const auto letters = rc::gen::elementOf(std::string("ab\",;\n\r xyz"));
    const auto cells = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(letters)));
    std::string text;
    CsvWriter writer(text);
    writer.cell(std::string_view("first"));
    for (const auto& cell : cells) {
        writer.cell(std::string_view("x" + cell));
    }
    writer.end_row();
    const auto source = bytes_of(text);
    CsvReader reader(*source, {});
    const auto row = reader.next();
    RC_ASSERT(row.has_value() && *row != nullptr);
    RC_ASSERT((*row)->fields.size() == cells.size() + 1);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        RC_ASSERT((*row)->fields[i + 1] == "x" + cells[i]);
    }
    RC_ASSERT((*row)->flaws == CsvFlaws{});
}

TEST(CsvWriter, disarms_formulas_and_keeps_numbers) {
    std::string text;
    CsvWriter writer(text);
    writer.row({"=1+1", "+49 30", "-5.5", "@here", "\tx", "plain", "a,b", "say \"hi\""});
    EXPECT_EQ(text, "'=1+1,'+49 30,-5.5,'@here,'\tx,plain,\"a,b\",\"say \"\"hi\"\"\"\r\n");
    EXPECT_EQ(text.find("\n="), std::string::npos);
}

}  // namespace
}  // namespace baton::connect
