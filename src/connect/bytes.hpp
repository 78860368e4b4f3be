#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace baton::connect {

// How the bytes of a text file become characters.
enum class Encoding : std::uint8_t { utf8, utf16_little, utf16_big, windows_1252 };

// "UTF-8", "UTF-16 (little endian)" …
[[nodiscard]] std::string_view name(Encoding encoding);

// Bytes from a file, from memory, or from another source that is being unpacked or decoded.
// Pulled in order, once; nothing is kept behind, so any size fits in constant memory.
class ByteSource {
public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    // Fills the front of `into` and says how much; 0 is the end. REQUIRES: `into` is not empty.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
};

[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);

// REQUIRES: `text` outlives the source.
[[nodiscard]] std::unique_ptr<ByteSource> bytes_of(std::string_view text);

// A source whose first bytes were looked at; `source` gives them again.
struct Peeked {
    std::string head;
    std::unique_ptr<ByteSource> source;
};

[[nodiscard]] Result<Peeked> peek(std::unique_ptr<ByteSource> source, std::size_t bytes);

// Unpacks gzip, several members in a row included; damage is an error, never a short file.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> gunzipped(std::unique_ptr<ByteSource> packed);

// Without the first `skipped` bytes (a byte order mark), as UTF-8; what is no character becomes
// U+FFFD. UTF-8 itself passes through unread.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> decoded(std::unique_ptr<ByteSource> source,
                                                          Encoding encoding,
                                                          std::size_t skipped);

// Everything the source has; too_large beyond `bytes_max`.
[[nodiscard]] Result<std::string> read_all(ByteSource& source, std::size_t bytes_max);

// SHA-256 of everything the source has, in hexadecimal.
[[nodiscard]] Result<std::string> digest_of(ByteSource& source);

}  // namespace baton::connect
