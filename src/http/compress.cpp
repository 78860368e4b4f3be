#include "http/compress.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <zconf.h>
#include <zlib.h>

#include "base/result.hpp"
#include "http/ascii.hpp"

namespace baton::http {

namespace {

constexpr int any_wrapper_bits = 15 + 32;
constexpr int gzip_bits = 15 + 16;
constexpr int gzip_level = 4;
constexpr int memory_level = 8;

Bytef* bytes_of(std::string_view text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

Result<std::string> inflated(std::string_view packed, std::size_t bytes_max) {
    z_stream stream{};
    stream.next_in = bytes_of(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    if (inflateInit2(&stream, any_wrapper_bits) != Z_OK) {
        return fail(Failure::busy, "Not enough memory for this body now.");
    }
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
    std::string plain;
    std::array<char, 64 * 1024> chunk{};
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = inflate(&stream, Z_NO_FLUSH);
        plain.append(chunk.data(), chunk.size() - stream.avail_out);
        if (plain.size() > bytes_max) {
            return fail(Failure::too_large, "This body is too large once it is unpacked.");
        }
    }
    if (state != Z_STREAM_END) {
        return fail(Failure::invalid, "The compressed body is damaged or incomplete.");
    }
    return plain;
}

bool is_gzip(std::string_view body) {
    return body.starts_with("\x1f\x8b");
}

}  // namespace

Result<std::string> plain_body(std::string body, std::string_view encoding, std::size_t bytes_max) {
    const bool named = same_letters(encoding, "gzip") || same_letters(encoding, "x-gzip") ||
                       same_letters(encoding, "deflate");
    if (!named && !encoding.empty() && !same_letters(encoding, "identity")) {
        return fail(Failure::invalid, "Bodies may be compressed with gzip or deflate only.");
    }
    if (is_gzip(body) || (named && !body.empty())) {
        return inflated(body, bytes_max);
    }
    return body;
}

std::string gzip(std::string_view plain) {
    z_stream stream{};
    if (deflateInit2(
            &stream, gzip_level, Z_DEFLATED, gzip_bits, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
        return {};
    }
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, deflateEnd);
    std::string packed(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = bytes_of(plain);
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = bytes_of(packed);
    stream.avail_out = static_cast<uInt>(packed.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) {
        return {};
    }
    packed.resize(packed.size() - stream.avail_out);
    return packed;
}

bool accepts(std::string_view header, std::string_view encoding) {
    bool accepted = false;
    each_part(header, ',', [&](std::string_view part) {
        const auto semicolon = part.find(';');
        if (!same_letters(without_blanks(part.substr(0, semicolon)), encoding)) {
            return true;
        }
        const std::string_view weight =
            semicolon == std::string_view::npos ? "" : without_blanks(part.substr(semicolon + 1));
        accepted = weight.find_first_not_of("q=0. ") != std::string_view::npos || weight.empty();
        return false;
    });
    return accepted;
}

}  // namespace baton::http
