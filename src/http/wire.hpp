#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

// HTTP/1.1 text that needs no socket.
namespace baton::http {

struct FramingFlaw {
    int status = 400;
    std::string_view message;
};

// Why two programs could disagree about where this request ends or whom it is for; such a request
// is refused and its connection closed: no Host or two, Content-Length beside Transfer-Encoding, a
// transfer encoding that is not chunked, an expectation that is not 100-continue.
[[nodiscard]] std::optional<FramingFlaw> find_framing_flaw(int version,
                                                           const std::vector<Field>& headers);

// Status line and headers. Line breaks cannot get into a header: they become spaces.
[[nodiscard]] std::string render_head(const Response& response, int version, bool keep_alive);

[[nodiscard]] bool has_body(int status);

}  // namespace baton::http
