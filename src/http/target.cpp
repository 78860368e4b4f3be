#include "http/target.hpp"

#include <algorithm>
#include <cstddef>
#include <expected>
#include <optional>
#include <sodium/utils.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/text.hpp"
#include "http/ascii.hpp"

namespace baton::http {

namespace {

std::optional<unsigned> hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<unsigned>(digit - '0');
    }
    const char small = lower(digit);
    if (small >= 'a' && small <= 'f') {
        return static_cast<unsigned>(small - 'a' + 10);
    }
    return std::nullopt;
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
    });
}

Result<std::string> decoded_segment(std::string_view raw) {
    auto segment = TRY(percent_decoded(raw));
    if (segment == "." || segment == ".." || has_control(segment) || !text::valid_utf8(segment)) {
        return fail(Failure::invalid, "the path of this address is not acceptable");
    }
    return segment;
}

Result<std::vector<std::string>> parse_segments(std::string_view path) {
    std::vector<std::string> segments;
    Done done;
    each_part(path.substr(1), '/', [&](std::string_view raw) {
        auto segment = decoded_segment(raw);
        if (!segment) {
            done = std::unexpected(std::move(segment).error());
            return false;
        }
        segments.push_back(*std::move(segment));
        return true;
    });
    TRY(std::move(done));
    return segments;
}

Result<Field> parse_parameter(std::string_view raw) {
    const auto equals = raw.find('=');
    Field field{.name = TRY(percent_decoded(raw.substr(0, equals), true)), .value = {}};
    if (equals != std::string_view::npos) {
        field.value = TRY(percent_decoded(raw.substr(equals + 1), true));
    }
    if (!text::valid_utf8(field.name) || !text::valid_utf8(field.value) ||
        field.value.contains('\0')) {
        return fail(Failure::invalid, "the query of this address is not UTF-8 text");
    }
    return field;
}

Result<std::vector<Field>> parse_query(std::string_view query) {
    std::vector<Field> fields;
    Done done;
    each_part(query, '&', [&](std::string_view raw) {
        if (raw.empty()) {
            return true;
        }
        auto field = parse_parameter(raw);
        if (!field) {
            done = std::unexpected(std::move(field).error());
        } else if (fields.size() == query_parameters_max) {
            done = fail(Failure::invalid, "the query has too many parameters");
        } else {
            fields.push_back(*std::move(field));
        }
        return done.has_value();
    });
    TRY(std::move(done));
    return fields;
}

}  // namespace

Result<std::string> percent_decoded(std::string_view text, bool plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus) {
            decoded += ' ';
            continue;
        }
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        const auto high = at + 2 < text.size() ? hex_digit(text[at + 1]) : std::nullopt;
        const auto low = at + 2 < text.size() ? hex_digit(text[at + 2]) : std::nullopt;
        if (!high || !low) {
            return fail(Failure::invalid, "an escape like %20 in this address is not complete");
        }
        decoded += static_cast<char>(*high * 16 + *low);
        at += 2;
    }
    return decoded;
}

Result<Target> parse_target(std::string_view target) {
    if (target.empty() || target.front() != '/' || has_control(target)) {
        return fail(Failure::invalid, "the address must begin with a slash");
    }
    const auto mark = target.find('?');
    Target parsed;
    parsed.segments = TRY(parse_segments(target.substr(0, mark)));
    for (const std::string& segment : parsed.segments) {
        parsed.path += '/' + segment;
    }
    if (mark != std::string_view::npos) {
        parsed.query = TRY(parse_query(target.substr(mark + 1)));
    }
    return parsed;
}

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
    std::optional<std::string_view> found;
    each_part(header, ';', [&](std::string_view part) {
        const std::string_view cookie = without_blanks(part);
        const auto equals = cookie.find('=');
        if (equals != std::string_view::npos && cookie.substr(0, equals) == name) {
            found = cookie.substr(equals + 1);
        }
        return !found.has_value();
    });
    return found;
}

Result<BasicCredentials> parse_basic(std::string_view authorization) {
    constexpr std::string_view scheme = "basic ";
    if (authorization.size() > 1024 ||
        !same_letters(authorization.substr(0, scheme.size()), scheme)) {
        return fail(Failure::invalid, "the authorisation is not Basic");
    }
    const std::string_view coded = without_blanks(authorization.substr(scheme.size()));
    std::string plain(coded.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()),
                          plain.size(),
                          coded.data(),
                          coded.size(),
                          "=",
                          &size,
                          &end,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0 ||
        end != coded.data() + coded.size()) {
        return fail(Failure::invalid, "the Basic authorisation is not base64");
    }
    plain.resize(size);
    const auto colon = plain.find(':');
    return BasicCredentials{
        .user = plain.substr(0, colon),
        .password = colon == std::string::npos ? std::string() : plain.substr(colon + 1)};
}

std::optional<std::string_view> bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (!same_letters(authorization.substr(0, scheme.size()), scheme)) {
        return std::nullopt;
    }
    return without_blanks(authorization.substr(scheme.size()));
}

}  // namespace baton::http
