#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/request.hpp"

namespace baton::http {

inline constexpr std::size_t target_bytes_max = std::size_t{8} * 1024;
inline constexpr std::size_t query_parameters_max = 100;

// What stands between the method and the version, decoded. Nothing in it is a control character,
// "." or "..", and all of it is UTF-8; an encoded slash stays inside its segment.
struct Target {
    std::string path;                   // decoded, for the log and the page
    std::vector<std::string> segments;  // between slashes; "/" has one empty segment
    std::vector<Field> query;
};

[[nodiscard]] Result<Target> parse_target(std::string_view target);

// %XX decoded; with `plus`, + is a space. Invalid: an incomplete escape.
[[nodiscard]] Result<std::string> percent_decoded(std::string_view text, bool plus = false);

// The value of one cookie in a Cookie header.
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view header,
                                                          std::string_view name);

// The user name and password of "Basic …"; invalid when it is not that.
struct BasicCredentials {
    std::string user;
    std::string password;
};

[[nodiscard]] Result<BasicCredentials> parse_basic(std::string_view authorization);

// The token of "Bearer …".
[[nodiscard]] std::optional<std::string_view> bearer_token(std::string_view authorization);

}  // namespace baton::http
