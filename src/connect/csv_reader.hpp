#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "connect/bytes.hpp"

namespace baton::connect {

inline constexpr std::size_t csv_row_bytes_max = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t csv_fields_max = 65'536;

// How a CSV file is written. `preamble_lines` stand before the header and are passed over.
struct CsvDialect {
    char delimiter = ',';
    char quote = '"';
    std::uint64_t preamble_lines = 0;

    bool operator==(const CsvDialect&) const = default;
};

// What was wrong with a row that was read nevertheless.
struct CsvFlaws {
    bool stray_quote = false;         // text after a closing quote: kept as part of the field
    bool unterminated_quote = false;  // a quote that never closes: kept as a character of its field
    bool nul_byte = false;            // NUL bytes: taken out
    bool bad_encoding = false;        // bytes that are no UTF-8: read as Windows-1252

    bool operator==(const CsvFlaws&) const = default;
};

// One row. The views are readable until the next row is asked for.
struct CsvRow {
    std::uint64_t line = 0;  // where the row begins, counted from 1
    std::span<const std::string_view> fields;
    CsvFlaws flaws;
    std::uint64_t quote_line = 0;  // where the unterminated quote stands
};

// Rows out of CSV as people write it: RFC 4180, any line ending, quotes closed or not, any size.
// Memory is one buffer that holds the longest row (at most csv_row_bytes_max). Lines without any
// character are no rows; they are counted. A row is never dropped for what is wrong with it.
class CsvReader {
public:
    // REQUIRES: `source` outlives the reader and gives UTF-8.
    CsvReader(ByteSource& source, CsvDialect dialect);

    // The next row, or null at the end. Fails when the source does, or when a row is beyond the
    // limits.
    [[nodiscard]] Result<const CsvRow*> next();

    [[nodiscard]] std::uint64_t blank_lines() const { return blank_lines_; }

private:
    enum class Step : std::uint8_t { row, blank, more, end, too_wide };

    // A field that has to be rewritten once its row is complete.
    struct Repair {
        std::size_t field = 0;
        const char* tail_begin = nullptr;  // after the closing quote
        const char* tail_end = nullptr;
        bool escaped = false;
    };

    Step parse_row();
    Step finish_row(const char* at);
    const char* parse_field(const char* at);
    const char* parse_quoted(const char* open);
    [[nodiscard]] bool is_literal(std::size_t offset) const;
    [[nodiscard]] const char* field_end(const char* at) const;

    [[nodiscard]] const char* limit() const { return buffer_.data() + filled_; }

    void keep_open_quote();
    void repair_fields();
    void repair_field(const Repair& repair);
    void remove_nul_bytes();
    void repair_encoding();
    Done refill();
    Done skip_preamble();

    ByteSource& source_;
    CsvDialect dialect_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;   // of the row being read
    std::size_t filled_ = 0;  // end of what was read from the source
    bool finished_ = false;
    std::vector<std::size_t> literal_quotes_;  // from the row's beginning: these open nothing
    const char* open_quote_ = nullptr;         // the quote that has not closed so far
    std::uint64_t line_ = 1;
    std::uint64_t lines_inside_ = 0;  // line ends within quotes of the row being read
    std::uint64_t blank_lines_ = 0;
    bool preamble_skipped_ = false;
    std::vector<std::string_view> fields_;
    std::vector<Repair> repairs_;
    std::vector<std::string> rewritten_;
    CsvRow row_;
};

}  // namespace baton::connect
