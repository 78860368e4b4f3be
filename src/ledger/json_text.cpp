#include "ledger/json_text.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baton::ledger {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr unsigned char first_printable = 0x20;

void append_escape(std::string& out, char letter) {
    switch (letter) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto code = static_cast<unsigned char>(letter);
    out += "\\u00";
    out += hex_digits[code >> 4U];
    out += hex_digits[code & 0x0fU];
}

bool needs_escape(char letter) {
    return letter == '"' || letter == '\\' || static_cast<unsigned char>(letter) < first_printable;
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!needs_escape(text[at])) continue;
        out += text.substr(written, at - written);
        append_escape(out, text[at]);
        written = at + 1;
    }
    out += text.substr(written);
    out += '"';
}

void append_number(std::string& out, std::int64_t number) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void ObjectText::key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_quoted(out_, name);
    out_ += ':';
}

void ObjectText::text(std::string_view name, std::string_view value) {
    key(name);
    append_quoted(out_, value);
}

void ObjectText::number(std::string_view name, std::int64_t value) {
    key(name);
    append_number(out_, value);
}

void append_texts(std::string& out, const std::vector<std::string>& texts) {
    out += '[';
    for (const auto& text : texts) {
        if (&text != &texts.front()) out += ',';
        append_quoted(out, text);
    }
    out += ']';
}

}  // namespace baton::ledger
