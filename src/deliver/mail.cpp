#include "deliver/mail.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <string>
#include <string_view>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton::deliver {

namespace {

constexpr std::size_t address_bytes_max = 254;
constexpr std::size_t base64_line = 76;
// 39 bytes are 52 letters; with =?UTF-8?B?, ?= and the header's name a line stays below 76.
constexpr std::size_t word_bytes = 39;
constexpr std::size_t plain_header_max = 60;
constexpr std::string_view boundary = "=_baton";  // no base64 holds an underscore

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t next) -> unsigned {
            return at + next < bytes.size() ? static_cast<unsigned char>(bytes[at + next]) : 0U;
        };
        const unsigned three = byte(0) << 16U | byte(1) << 8U | byte(2);
        text += letters[three >> 18U & 63U];
        text += letters[three >> 12U & 63U];
        text += at + 1 < bytes.size() ? letters[three >> 6U & 63U] : '=';
        text += at + 2 < bytes.size() ? letters[three & 63U] : '=';
    }
    return text;
}

std::string in_lines(std::string_view text) {
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += base64_line) {
        lines += text.substr(at, base64_line);
        lines += "\r\n";
    }
    return lines;
}

bool is_control(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7F;
}

bool is_plain(std::string_view text) {
    return text.size() <= plain_header_max && !text.contains("=?") &&
           std::ranges::all_of(
               text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

bool continues_letter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// One line, however the text was; no letter is cut in two.
std::string encoded(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(line, is_control, ' ');
    if (is_plain(line)) {
        return line;
    }
    std::string words;
    std::string_view rest = line;
    while (!rest.empty()) {
        std::size_t size = std::min(word_bytes, rest.size());
        while (size < rest.size() && size > 1 && continues_letter(rest[size])) {
            --size;
        }
        words += fmt::format(
            "{}=?UTF-8?B?{}?=", words.empty() ? "" : "\r\n ", base64(rest.substr(0, size)));
        rest.remove_prefix(size);
    }
    return words;
}

// A display name stands quoted unless it is encoded.
std::string mailbox(std::string_view name, std::string_view address) {
    if (name.empty()) {
        return fmt::format("<{}>", address);
    }
    std::string shown = encoded(name);
    if (!shown.starts_with("=?")) {
        std::ranges::replace_if(
            shown, [](char letter) { return letter == '"' || letter == '\\'; }, '\'');
        shown = fmt::format("\"{}\"", shown);
    }
    return fmt::format("{}\r\n <{}>", shown, address);
}

std::string date_header(Instant at) {
    constexpr std::array<std::string_view, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Date day = TimeZone::utc().day_of(at);
    const YearMonthDay parts = parts_of(day);
    const int minute = TimeZone::utc().minute_of(at);
    const std::int64_t second = at.micros / second_micros % 60;
    return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} +0000",
                       days.at(static_cast<std::size_t>(weekday_of(day))),
                       parts.day,
                       months.at(static_cast<std::size_t>(parts.month - 1)),
                       parts.year,
                       minute / 60,
                       minute % 60,
                       second);
}

std::string part(std::string_view type, std::string_view body) {
    return fmt::format(
        "--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: "
        "base64\r\n\r\n{}",
        boundary,
        type,
        in_lines(base64(body)));
}

bool is_atom(char letter) {
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= 'a' && letter <= 'z') || others.contains(letter);
}

bool is_domain_letter(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= 'a' && letter <= 'z') || letter == '-' || letter == '.';
}

}  // namespace

Result<std::string> check_mailbox(std::string_view address) {
    const auto at = address.find('@');
    const std::string_view local = address.substr(0, at);
    const std::string_view domain =
        at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
    const bool fits = address.size() <= address_bytes_max && !local.empty() && !domain.empty() &&
                      local.front() != '-' && std::ranges::all_of(local, is_atom) &&
                      std::ranges::all_of(domain, is_domain_letter);
    if (!fits) {
        return fail(Failure::invalid, "expected an address such as crm@example.com");
    }
    return std::string(address);
}

std::string html_text(std::string_view text) {
    std::string html;
    for (const char letter : text) {
        switch (letter) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += letter;
        }
    }
    return html;
}

Result<std::string> compose(const Letter& letter) {
    const std::string from = TRY(check_mailbox(letter.from));
    const std::string to = TRY(check_mailbox(letter.to));
    const std::string id = TRY(check_mailbox(letter.message_id));
    std::string text;
    text += fmt::format("From: {}\r\n", mailbox(letter.from_name, from));
    text += fmt::format("To: {}\r\n", mailbox(letter.to_name, to));
    text += fmt::format("Subject: {}\r\n", encoded(letter.subject));
    text += fmt::format("Date: {}\r\n", date_header(letter.at));
    text += fmt::format("Message-ID: <{}>\r\n", id);
    text += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    text += fmt::format("Content-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n", boundary);
    text += part("text/plain", letter.text);
    text += part("text/html", letter.html);
    text += fmt::format("--{}--\r\n", boundary);
    return text;
}

}  // namespace baton::deliver
