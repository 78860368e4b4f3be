#include "agreement/source.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"

namespace baton::agreement {
namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Walks a scalar's value and its source side by side.
class Alignment {
public:
    Alignment(std::string_view source, std::size_t begin) : source_(source), at_(begin) {
        style_ = at_ < source_.size() ? source_[at_] : ' ';
        if (style_ == '\'' || style_ == '"') ++at_;
        if (style_ == '|' || style_ == '>') skip_line();
    }

    std::vector<std::size_t> offsets_of(std::string_view value) {
        std::vector<std::size_t> offsets;
        offsets.reserve(value.size() + 1);
        std::size_t end = at_;
        for (const char i : value) {
            const bool inside = is_continuation(i) && !offsets.empty();
            if (inside && escaped_) {
                offsets.push_back(offsets.back());
                continue;
            }
            offsets.push_back(take(i));
            if (!is_blank(i)) end = at_;
        }
        offsets.push_back(end);
        return offsets;
    }

private:
    [[nodiscard]] bool blank_here() const { return at_ < source_.size() && is_blank(source_[at_]); }

    void skip_line() {
        while (at_ < source_.size() && source_[at_] != '\n')
            ++at_;
    }

    std::size_t take(char wanted) {
        escaped_ = false;
        if (is_blank(wanted)) {
            const auto here = at_;
            if (blank_here()) ++at_;
            return std::min(here, source_.size());
        }
        skip_blanks();
        const auto here = std::min(at_, source_.size());
        if (style_ == '"' && here < source_.size() && source_[here] == '\\') {
            take_escape();
        } else {
            at_ = std::min(here + (wanted == '\'' && style_ == '\'' ? 2 : 1), source_.size());
        }
        return here;
    }

    void skip_blanks() {
        while (blank_here() || ends_line_with_backslash())
            ++at_;
    }

    [[nodiscard]] bool ends_line_with_backslash() const {
        return style_ == '"' && at_ + 1 < source_.size() && source_[at_] == '\\' &&
               (source_[at_ + 1] == '\n' || source_[at_ + 1] == '\r');
    }

    void take_escape() {
        escaped_ = true;
        const char letter = at_ + 1 < source_.size() ? source_[at_ + 1] : ' ';
        std::size_t length = 2;
        if (letter == 'x') length = 4;
        if (letter == 'u') length = 6;
        if (letter == 'U') length = 10;
        at_ = std::min(at_ + length, source_.size());
    }

    std::string_view source_;
    std::size_t at_;
    char style_ = ' ';
    bool escaped_ = false;
};

}  // namespace

// Columns count characters.
std::size_t offset_of(std::string_view text, Place place) {
    std::size_t offset = 0;
    for (int line = 1; line < place.line; ++line) {
        offset = std::min(text.find('\n', offset), text.size() - 1) + 1;
    }
    for (int column = 1; column < place.column && offset < text.size(); ++column) {
        ++offset;
        while (offset < text.size() && is_continuation(text[offset]))
            ++offset;
    }
    return offset;
}

Source::Source(std::string_view text) : text_(text), line_starts_{0} {
    code_points_before_.reserve(text.size() + 1);
    std::uint32_t code_points = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        code_points_before_.push_back(code_points);
        if (!is_continuation(text[i])) ++code_points;
        if (text[i] == '\n') line_starts_.push_back(i + 1);
    }
    code_points_before_.push_back(code_points);
}

Place Source::place(std::size_t offset) const {
    const auto inside = std::min(offset, text_.size());
    const auto after = std::ranges::upper_bound(line_starts_, inside);
    const auto line = after - line_starts_.begin();
    const auto start = line_starts_[static_cast<std::size_t>(line - 1)];
    const auto column = code_points_before_[inside] - code_points_before_[start] + 1;
    return {.line = static_cast<int>(line), .column = static_cast<int>(column)};
}

ScalarText::ScalarText(const Source& source, std::size_t begin, std::string value)
    : source_(&source),
      value_(std::move(value)),
      offsets_(Alignment(source.text(), begin).offsets_of(value_)) {}

ScalarText::ScalarText(const Source& source) : source_(&source), value_(source.text()) {
    for (std::size_t i = 0; i <= value_.size(); ++i)
        offsets_.push_back(i);
}

Place ScalarText::place(std::size_t index) const {
    return source_->place(offsets_[std::min(index, offsets_.size() - 1)]);
}

}  // namespace baton::agreement
