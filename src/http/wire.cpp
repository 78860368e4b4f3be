#include "http/wire.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/ascii.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace baton::http {

namespace {

std::ptrdiff_t count(const std::vector<Field>& headers, std::string_view name) {
    return std::ranges::count_if(
        headers, [&](const Field& header) { return same_letters(header.name, name); });
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char letter) {
        return (static_cast<unsigned char>(letter) < 0x20 && letter != '\t') || letter == 0x7F;
    });
}

std::size_t body_size(const Body& body) {
    if (const auto* text = std::get_if<std::string>(&body)) {
        return text->size();
    }
    const auto* bytes = std::get_if<std::string_view>(&body);
    return bytes == nullptr ? 0 : bytes->size();
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    const auto begin = out.size();
    fmt::format_to(std::back_inserter(out), "{}: {}", name, value);
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(begin),
        out.end(),
        [](char letter) { return letter == '\r' || letter == '\n' || letter == '\0'; },
        ' ');
    out += "\r\n";
}

}  // namespace

std::optional<FramingFlaw> find_framing_flaw(int version, const std::vector<Field>& headers) {
    const auto hosts = count(headers, "host");
    if (hosts > 1 || (version >= 11 && hosts == 0)) {
        return FramingFlaw{.message = "A request names exactly one Host."};
    }
    if (version != 10 && version != 11) {
        return FramingFlaw{.message = "Only HTTP/1.0 and HTTP/1.1 are spoken here."};
    }
    const auto coding = find_header(headers, "transfer-encoding");
    if (coding && (version == 10 || count(headers, "content-length") != 0)) {
        return FramingFlaw{.message = "The length of this request is ambiguous."};
    }
    if (coding && (count(headers, "transfer-encoding") > 1 || !same_letters(*coding, "chunked"))) {
        return FramingFlaw{.status = 501,
                           .message = "Only the chunked transfer encoding is known."};
    }
    const auto expect = find_header(headers, "expect");
    if (expect && !same_letters(*expect, "100-continue")) {
        return FramingFlaw{.status = 417, .message = "Only 100-continue can be expected."};
    }
    if (std::ranges::any_of(headers, has_control, &Field::value)) {
        return FramingFlaw{.message = "A header has control characters."};
    }
    return std::nullopt;
}

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::string render_head(const Response& response, int version, bool keep_alive) {
    std::string out =
        fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    const bool stream = std::holds_alternative<EventStream>(response.body);
    if (stream) {
        append_header(out, "Content-Type", "text/event-stream");
        append_header(out, "X-Accel-Buffering", "no");
    } else if (!response.content_type.empty()) {
        append_header(out, "Content-Type", response.content_type);
    }
    for (const Field& header : response.headers) {
        append_header(out, header.name, header.value);
    }
    if (!stream && has_body(response.status)) {
        append_header(out, "Content-Length", std::to_string(body_size(response.body)));
    }
    if (stream || !keep_alive) {
        append_header(out, "Connection", "close");
    } else if (version == 10) {
        append_header(out, "Connection", "keep-alive");
    }
    return out + "\r\n";
}

}  // namespace baton::http
