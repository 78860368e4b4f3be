#include "connect/xlsx_strings.hpp"

#include <array>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <unistd.h>
#include <utility>

#include "base/result.hpp"
#include "connect/bytes.hpp"
#include "connect/csv_reader.hpp"
#include "connect/xml_events.hpp"

namespace baton::connect {
namespace {

constexpr std::uint64_t stride = 16;
constexpr std::uint64_t strings_max = std::uint64_t{1} << 30U;

std::unexpected<Error> disk_full() {
    return fail(Failure::broken, "there is no room for the texts of this workbook");
}

void append_utf8(std::uint32_t code, std::string& text) {
    if (code < 0x80) {
        text.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        text.push_back(static_cast<char>(0xc0U | (code >> 6U)));
        text.push_back(static_cast<char>(0x80U | (code & 0x3fU)));
    } else {
        text.push_back(static_cast<char>(0xe0U | (code >> 12U)));
        text.push_back(static_cast<char>(0x80U | ((code >> 6U) & 0x3fU)));
        text.push_back(static_cast<char>(0x80U | (code & 0x3fU)));
    }
}

// "_x000D_" at `place`: its code.
bool escape_at(std::string_view text, std::size_t place, std::uint32_t& code) {
    if (place + 7 > text.size() || text[place + 1] != 'x' || text[place + 6] != '_') return false;
    const auto* const digits = text.data() + place + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, code, 16);
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    return error == std::errc{} && end == digits + 4 && !surrogate && code != 0;
}

}  // namespace

std::string without_escapes(std::string text) {
    if (text.find("_x") == std::string::npos) return text;
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        std::uint32_t code = 0;
        if (text[i] == '_' && escape_at(text, i, code)) {
            append_utf8(code, plain);
            i += 7;
        } else {
            plain.push_back(text[i++]);
        }
    }
    return plain;
}

Done SharedStrings::add(std::string_view text) {
    if (count_ % stride == 0) places_.push_back(bytes_);
    const auto length = static_cast<std::uint32_t>(text.size());
    const bool wrote = std::fwrite(&length, sizeof length, 1, file_.get()) == 1 &&
                       std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size();
    if (!wrote) return disk_full();
    bytes_ += sizeof length + text.size();
    ++count_;
    if (count_ > strings_max) return fail(Failure::too_large, "this workbook has too many texts");
    return {};
}

Result<std::unique_ptr<SharedStrings>> SharedStrings::read(std::unique_ptr<ByteSource> xml) {
    std::unique_ptr<SharedStrings> strings(new SharedStrings());
    strings->file_.reset(std::tmpfile());
    if (!strings->file_) return disk_full();
    std::string text;
    bool speaks = false;
    int reading_aids = 0;  // how Japanese and Chinese words are said
    XmlText* self = nullptr;
    XmlReader reader;
    reader.opens = [&](std::string_view name, const XmlAttributes&) {
        if (name == "si") text.clear();
        if (name == "rPh") ++reading_aids;
        speaks = name == "t" && reading_aids == 0;
    };
    reader.says = [&](std::string_view part) {
        if (speaks) text += part;
        if (text.size() > csv_row_bytes_max) {
            self->refuse({.failure = Failure::too_large, .message = "a cell is beyond the limit"});
        }
    };
    reader.closes = [&](std::string_view name) {
        if (name == "t") speaks = false;
        if (name == "rPh") --reading_aids;
        if (name != "si") return;
        const auto added = strings->add(without_escapes(std::exchange(text, {})));
        if (!added) self->refuse(added.error());
    };
    XmlText all(std::move(xml), std::move(reader));
    self = &all;
    while (TRY(all.go_on())) {
    }
    if (std::fflush(strings->file_.get()) != 0) return disk_full();
    return strings;
}

Done SharedStrings::append(std::uint64_t number, std::string& text) {
    if (number >= count_) return {};
    const int file = fileno(file_.get());
    std::array<char, 4096> buffer{};
    std::uint64_t begin = 0;  // of what is in the buffer
    std::uint64_t end = 0;
    auto place = places_[number / stride];
    for (auto skip = number % stride;; --skip) {
        std::uint32_t length = 0;
        if (place < begin || place + sizeof length > end) {
            const auto count = pread(file, buffer.data(), buffer.size(), static_cast<off_t>(place));
            if (count < static_cast<ssize_t>(sizeof length)) return disk_full();
            begin = place;
            end = place + static_cast<std::uint64_t>(count);
        }
        std::memcpy(&length, buffer.data() + (place - begin), sizeof length);
        place += sizeof length;
        if (skip > 0) {
            place += length;
            continue;
        }
        if (place + length <= end) {
            text.append(buffer.data() + (place - begin), length);
            return {};
        }
        const auto old = text.size();
        text.resize(old + length);
        const auto count = pread(file, text.data() + old, length, static_cast<off_t>(place));
        return count == static_cast<ssize_t>(length) ? Done{} : disk_full();
    }
}

}  // namespace baton::connect
