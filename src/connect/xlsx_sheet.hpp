#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/xlsx_formats.hpp"
#include "connect/xlsx_strings.hpp"
#include "connect/xml_events.hpp"

namespace baton::connect {

// What the cells of a sheet refer to.
struct SheetContext {
    std::shared_ptr<SharedStrings> strings;  // null: the workbook has none
    std::vector<CellForm> forms;             // by style
    bool since_1904 = false;
};

// The rows of one sheet as CSV (commas, texts in quotes, numbers as they are written, dates as
// ISO 8601): so everything that reads CSV reads workbooks. Formulas are their last values.
class SheetText final : public ByteSource {
public:
    SheetText(std::unique_ptr<ByteSource> xml, SheetContext context);

    Result<std::size_t> read(std::span<char> into) override;

private:
    void open(std::string_view name, const XmlAttributes& attributes);
    void close(std::string_view name);
    void say(std::string_view part);
    void begin_cell(const XmlAttributes& attributes);
    void end_cell();
    void end_row();
    void put(std::string_view text, bool quoted);
    void refuse(Failure failure, std::string_view why);

    SheetContext context_;
    std::string ready_;  // CSV that nobody took yet
    std::size_t taken_ = 0;
    std::string row_;
    std::string text_;         // of the cell
    std::string kind_;         // what its text is: "s", "str", "b" …
    std::size_t style_ = 0;    // of the cell
    std::size_t column_ = 0;   // of the cell, from 0
    std::size_t written_ = 0;  // columns of the row
    std::size_t width_ = 0;    // of the row before
    bool speaks_ = false;
    int reading_aids_ = 0;
    XmlText xml_;  // last: it calls back
};

}  // namespace baton::connect
