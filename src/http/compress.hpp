#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace baton::http {

inline constexpr std::size_t compress_bytes_min = 1024;

// The plain body of a request: inflates gzip and deflate by `encoding`, and gzip that is not
// labelled. too_large beyond `bytes_max` plain bytes; invalid when it is damaged or ends early, or
// the encoding is another.
[[nodiscard]] Result<std::string> plain_body(std::string body,
                                             std::string_view encoding,
                                             std::size_t bytes_max);

[[nodiscard]] std::string gzip(std::string_view plain);

// Whether an Accept-Encoding header allows `encoding` (with a q above 0).
[[nodiscard]] bool accepts(std::string_view header, std::string_view encoding);

}  // namespace baton::http
