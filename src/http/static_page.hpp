#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace baton::http {

// One file of the built page, in the program for as long as it runs.
struct PageFile {
    std::string_view path;  // "/assets/index-4f2a.js"
    std::string_view plain;
    std::string_view brotli;  // empty when it would not be smaller
    std::string_view hash;    // of the plain bytes
};

// The files cmake/embed_page.cmake put into the program; empty without a built page.
[[nodiscard]] std::span<const PageFile> embedded_page();

// Serves the built page: files under their path; index.html for every other path that a person can
// see in the address bar (so not below /api, /crm, /v1 and not a name with a dot). Files below
// /assets/ carry a hash in their name and are cached for ever, the rest is asked for again.
// index.html gets the request's nonce in <meta name="csp-nonce" content=""> and a content security
// policy that allows no inline script.
class StaticPage {
public:
    explicit StaticPage(std::span<const PageFile> files) : files_(files) {}

    // Nothing when the page has no such path.
    [[nodiscard]] std::optional<Response> find(const Request& request) const;

private:
    [[nodiscard]] const PageFile* file(std::string_view path) const;
    [[nodiscard]] Response index(const Request& request, const PageFile& file) const;

    std::span<const PageFile> files_;
};

}  // namespace baton::http
