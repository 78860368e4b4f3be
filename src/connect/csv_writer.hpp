#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/value.hpp"

namespace baton::connect {

// Rows as RFC 4180 (CRLF, quotes where needed), appended to a text the caller drains.
// Text that a spreadsheet would run as a formula (it begins with = + - @, tab or carriage return)
// gets an apostrophe in front, which spreadsheets do not show; numbers, negative ones too, stay as
// they are.
class CsvWriter {
public:
    // REQUIRES: `out` outlives the writer.
    explicit CsvWriter(std::string& out, char delimiter = ',') : out_(out), delimiter_(delimiter) {}

    void cell(std::string_view text);
    void cell(const Value& value);
    void end_row();

    void row(std::span<const std::string_view> cells);
    void row(std::initializer_list<std::string_view> cells);

private:
    void append(std::string_view text);

    std::string& out_;
    char delimiter_;
    bool row_begun_ = false;
};

// A value as one cell: instants with zone, money without its currency, lists joined by ";".
[[nodiscard]] std::string render_cell(const Value& value);

}  // namespace baton::connect
