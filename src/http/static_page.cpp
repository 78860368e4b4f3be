#include "http/static_page.hpp"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/compress.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace baton::http {

namespace {

constexpr std::string_view unknown_type = "application/octet-stream";

std::string_view content_type(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".wasm", "application/wasm"},
    }};
    for (const auto& [ending, type] : types) {
        if (path.ends_with(ending)) {
            return type;
        }
    }
    return unknown_type;
}

std::string content_security_policy(std::string_view nonce) {
    return fmt::format(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'",
        nonce);
}

// Versions that are compared have points in their address, so only what ends as a file is one.
bool is_page_address(std::string_view path) {
    static constexpr std::array<std::string_view, 3> others{"/api", "/crm", "/v1"};
    const auto below = [&](std::string_view root) {
        return path == root || (path.starts_with(root) && path[root.size()] == '/');
    };
    return std::ranges::none_of(others, below) && content_type(path) == unknown_type &&
           !path.contains("/.");
}

bool known_already(const Request& request, std::string_view tag) {
    const auto held = request.header("if-none-match");
    return held && (held->contains(tag) || *held == "*");
}

Response serve(const Request& request, const PageFile& file) {
    const std::string tag = fmt::format("\"{}\"", file.hash);
    const bool forever = file.path.starts_with("/assets/");
    Response response{.content_type = std::string(content_type(file.path)),
                      .headers = {{"ETag", tag},
                                  {"Vary", "Accept-Encoding"},
                                  {"Cache-Control",
                                   forever ? "public, max-age=31536000, immutable" : "no-cache"}},
                      .body = file.plain};
    if (known_already(request, tag)) {
        response.status = 304;
        response.body = std::string_view();
    } else if (!file.brotli.empty() &&
               accepts(request.header("accept-encoding").value_or(""), "br")) {
        response.headers.push_back({"Content-Encoding", "br"});
        response.body = file.brotli;
    }
    return response;
}

}  // namespace

std::optional<Response> StaticPage::find(const Request& request) const {
    if (writes(request.method)) {
        return std::nullopt;
    }
    const PageFile* found = file(request.path);
    if (found != nullptr && found->path != "/index.html") {
        return serve(request, *found);
    }
    const PageFile* start = file("/index.html");
    if (start != nullptr && (found != nullptr || is_page_address(request.path))) {
        return index(request, *start);
    }
    return std::nullopt;
}

const PageFile* StaticPage::file(std::string_view path) const {
    const auto found = std::ranges::find(files_, path, &PageFile::path);
    return found == files_.end() ? nullptr : &*found;
}

Response StaticPage::index(const Request& request, const PageFile& file) const {
    static constexpr std::string_view slot = R"(name="csp-nonce" content=")";
    std::string html(file.plain);
    if (const auto at = html.find(slot); at != std::string::npos) {
        const auto begin = at + slot.size();
        html.replace(begin, html.find('"', begin) - begin, request.nonce);
    }
    return {.content_type = "text/html; charset=utf-8",
            .headers = {{"Content-Security-Policy", content_security_policy(request.nonce)},
                        {"Cache-Control", "no-store"}},
            .body = std::move(html)};
}

}  // namespace baton::http
