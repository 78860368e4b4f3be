#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "connect/bytes.hpp"

namespace baton::connect {

// One file of an archive.
struct ZipPart {
    std::uint64_t offset = 0;  // of its local head
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint32_t checksum = 0;
    std::uint16_t method = 0;  // 0 as it is, 8 deflated
};

// A ZIP archive on disk. Parts are unpacked as they are read, in constant memory. What an archive
// says of itself is not believed: a part that is larger than it says, damaged, encrypted, or packed
// beyond all measure (a ZIP bomb) fails while it is read.
class ZipArchive {
public:
    [[nodiscard]] static Result<ZipArchive> open(const std::string& path);

    [[nodiscard]] bool has(std::string_view name) const { return parts_.contains(name); }

    // not_found for a name that the archive does not have.
    [[nodiscard]] Result<std::unique_ptr<ByteSource>> part(std::string_view name) const;

private:
    ZipArchive(std::string path, std::map<std::string, ZipPart, std::less<>> parts)
        : path_(std::move(path)), parts_(std::move(parts)) {}

    std::string path_;
    std::map<std::string, ZipPart, std::less<>> parts_;
};

}  // namespace baton::connect
