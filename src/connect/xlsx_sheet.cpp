#include "connect/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_reader.hpp"
#include "connect/xlsx_formats.hpp"
#include "connect/xlsx_strings.hpp"
#include "connect/xml_events.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t ready_enough = std::size_t{256} * 1024;
constexpr std::size_t columns_max = 16'384;

// "BC12" → 54; columns_max when it is none.
std::size_t column_of(std::string_view place) {
    std::size_t column = 0;
    std::size_t letters = 0;
    for (const char c : place) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
        if (++letters > 3) return columns_max;
    }
    return letters == 0 ? columns_max : column - 1;
}

std::uint64_t number_in(std::string_view text) {
    std::uint64_t number = ~std::uint64_t{0};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

SheetText::SheetText(std::unique_ptr<ByteSource> xml, SheetContext context)
    : context_(std::move(context)),
      xml_(std::move(xml),
           {.opens = [this](std::string_view name,
                            const XmlAttributes& attributes) { open(name, attributes); },
            .closes = [this](std::string_view name) { close(name); },
            .says = [this](std::string_view part) { say(part); }}) {}

Result<std::size_t> SheetText::read(std::span<char> into) {
    while (taken_ == ready_.size()) {
        ready_.clear();
        taken_ = 0;
        const bool more = TRY(xml_.go_on());
        if (!more) return 0;
    }
    const auto count = ready_.copy(into.data(), into.size(), taken_);
    taken_ += count;
    return count;
}

void SheetText::refuse(Failure failure, std::string_view why) {
    xml_.refuse({.failure = failure, .message = std::string(why)});
}

void SheetText::open(std::string_view name, const XmlAttributes& attributes) {
    if (name == "c") begin_cell(attributes);
    if (name == "rPh") ++reading_aids_;
    speaks_ = name == "v" || (name == "t" && reading_aids_ == 0);
}

void SheetText::close(std::string_view name) {
    if (name == "v" || name == "t") speaks_ = false;
    if (name == "rPh") --reading_aids_;
    if (name == "c") end_cell();
    if (name == "row") end_row();
}

void SheetText::say(std::string_view part) {
    if (!speaks_) return;
    text_ += part;
    if (text_.size() > csv_row_bytes_max) refuse(Failure::too_large, "a cell is beyond the limit");
}

void SheetText::begin_cell(const XmlAttributes& attributes) {
    text_.clear();
    kind_ = attributes.of("t");
    const auto style = number_in(attributes.of("s"));
    style_ = style < context_.forms.size() ? static_cast<std::size_t>(style) : 0;
    const auto place = attributes.of("r");
    column_ = place.empty() ? written_ : column_of(place);
    if (column_ >= columns_max || column_ < written_) {
        refuse(Failure::invalid, "this workbook is damaged: a cell is not where it says");
    }
}

void SheetText::end_cell() {
    if (column_ >= columns_max || text_.empty()) return;
    for (; written_ < column_; ++written_) {
        if (written_ > 0) row_.push_back(',');
    }
    if (kind_ == "s") {
        const auto number = number_in(text_);
        text_.clear();
        const auto found = context_.strings ? context_.strings->append(number, text_) : Done{};
        if (!found) refuse(found.error().failure, found.error().message);
        put(text_, true);
    } else if (kind_ == "b") {
        put(text_ == "0" ? "false" : "true", false);
    } else if (kind_.empty() || kind_ == "n") {
        const auto form = context_.forms.empty() ? CellForm::plain : context_.forms[style_];
        put(number_text(text_, form, context_.since_1904), true);
    } else {
        put(without_escapes(std::exchange(text_, {})), true);
    }
    ++written_;
    if (row_.size() > csv_row_bytes_max) refuse(Failure::too_large, "a row is beyond the limit");
}

void SheetText::put(std::string_view text, bool quoted) {
    if (written_ > 0) row_.push_back(',');
    if (quoted) row_.push_back('"');
    for (const char c : text) {
        if (c == '"') row_.push_back('"');
        row_.push_back(c);
    }
    if (quoted) row_.push_back('"');
}

// Rows are as wide as the one before: a sheet leaves out what is empty. Empty rows are none.
void SheetText::end_row() {
    if (written_ > 0) {
        for (; written_ < width_; ++written_) {
            row_.push_back(',');
        }
        width_ = written_;
        ready_ += row_;
        ready_ += "\r\n";
    }
    row_.clear();
    written_ = 0;
    if (ready_.size() > ready_enough) xml_.rest();
}

}  // namespace baton::connect
