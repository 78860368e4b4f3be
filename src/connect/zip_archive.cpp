#include "connect/zip_archive.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <fstream>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <zlib.h>

#include "base/result.hpp"
#include "connect/bytes.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;
constexpr std::uint64_t parts_max = 10'000;
constexpr std::uint64_t directory_bytes_max = std::uint64_t{16} * 1024 * 1024;
// Sheets pack well; a thousand times is what only a bomb does.
constexpr std::uint64_t unpacked_free = std::uint64_t{64} * 1024 * 1024;
constexpr std::uint64_t ratio_max = 250;

constexpr std::uint32_t end64_place_mark = 0x07064b50;
constexpr std::uint32_t end64_mark = 0x06064b50;
constexpr std::uint32_t entry_mark = 0x02014b50;
constexpr std::uint32_t local_mark = 0x04034b50;

std::unexpected<Error> damaged(std::string_view what) {
    return fail(Failure::invalid, fmt::format("this archive is damaged: {}", what));
}

// Numbers as archives write them; 0 beyond the end.
class Numbers {
public:
    explicit Numbers(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] std::uint64_t at(std::size_t offset, std::size_t width) const {
        std::uint64_t number = 0;
        for (std::size_t i = width; i > 0; --i) {
            const auto place = offset + i - 1;
            const auto byte =
                place < bytes_.size() ? static_cast<unsigned char>(bytes_[place]) : 0U;
            number = (number << 8U) | byte;
        }
        return number;
    }

private:
    std::string_view bytes_;
};

Result<std::string> read_at(std::ifstream& in, std::uint64_t offset, std::uint64_t bytes) {
    std::string text(bytes, '\0');
    in.clear();
    in.seekg(static_cast<std::streamoff>(offset));
    in.read(text.data(), static_cast<std::streamsize>(bytes));
    if (static_cast<std::uint64_t>(in.gcount()) != bytes) return damaged("it ends too early");
    return text;
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::uint64_t parts = 0;
};

Result<Directory> find_directory(std::ifstream& in, std::uint64_t size) {
    const auto tail_bytes = std::min<std::uint64_t>(size, 22 + 65'535);
    const auto tail = TRY(read_at(in, size - tail_bytes, tail_bytes));
    const auto place = tail.rfind("PK\x05\x06");
    if (place == std::string::npos) return damaged("it has no list of its parts");
    const Numbers end(std::string_view(tail).substr(place));
    Directory directory{.offset = end.at(16, 4), .bytes = end.at(12, 4), .parts = end.at(10, 2)};
    const bool wide = directory.offset == 0xffffffff || directory.bytes == 0xffffffff ||
                      directory.parts == 0xffff;
    if (!wide || place < 20) return directory;
    const Numbers locator(std::string_view(tail).substr(place - 20));
    if (locator.at(0, 4) != end64_place_mark) return directory;
    const auto text = TRY(read_at(in, locator.at(8, 8), 56));
    const Numbers end64(text);
    if (end64.at(0, 4) != end64_mark) return damaged("its list of parts is not where it says");
    return Directory{.offset = end64.at(48, 8), .bytes = end64.at(40, 8), .parts = end64.at(32, 8)};
}

// Sizes of four gigabytes and more stand in an extra field.
void widen(ZipPart& part, std::string_view extra) {
    const Numbers numbers(extra);
    std::size_t at = 0;
    while (at + 4 <= extra.size()) {
        const auto bytes = numbers.at(at + 2, 2);
        if (numbers.at(at, 2) == 1) {
            std::size_t value = at + 4;
            for (auto* const member : {&part.size, &part.packed, &part.offset}) {
                if (*member != 0xffffffff) continue;
                *member = numbers.at(value, 8);
                value += 8;
            }
            return;
        }
        at += 4 + bytes;
    }
}

Result<std::map<std::string, ZipPart, std::less<>>> read_directory(std::ifstream& in,
                                                                   std::uint64_t size) {
    const auto directory = TRY(find_directory(in, size));
    if (directory.parts > parts_max || directory.bytes > directory_bytes_max) {
        return fail(Failure::too_large, "this archive has more parts than any workbook");
    }
    const auto text = TRY(read_at(in, directory.offset, directory.bytes));
    const Numbers numbers(text);
    std::map<std::string, ZipPart, std::less<>> parts;
    std::size_t at = 0;
    for (std::uint64_t i = 0; i < directory.parts; ++i) {
        if (numbers.at(at, 4) != entry_mark) return damaged("its list of parts breaks off");
        const auto name_bytes = numbers.at(at + 28, 2);
        const auto extra_bytes = numbers.at(at + 30, 2);
        if (at + 46 + name_bytes + extra_bytes > text.size()) {
            return damaged("its list of parts breaks off");
        }
        if ((numbers.at(at + 8, 2) & 1U) != 0) {
            return fail(Failure::invalid, "this workbook is locked with a password");
        }
        ZipPart part{.offset = numbers.at(at + 42, 4),
                     .packed = numbers.at(at + 20, 4),
                     .size = numbers.at(at + 24, 4),
                     .checksum = static_cast<std::uint32_t>(numbers.at(at + 16, 4)),
                     .method = static_cast<std::uint16_t>(numbers.at(at + 10, 2))};
        widen(part, std::string_view(text).substr(at + 46 + name_bytes, extra_bytes));
        parts.insert_or_assign(text.substr(at + 46, name_bytes), part);
        at += 46 + name_bytes + extra_bytes + numbers.at(at + 32, 2);
    }
    return parts;
}

class PartBytes final : public ByteSource {
public:
    PartBytes(std::ifstream in, const ZipPart& part) : in_(std::move(in)), part_(part) {
        stream_.next_in = nullptr;
        ready_ = inflateInit2(&stream_, -15) == Z_OK;
    }

    ~PartBytes() override { inflateEnd(&stream_); }

    PartBytes(const PartBytes&) = delete;
    PartBytes& operator=(const PartBytes&) = delete;

    Result<std::size_t> read(std::span<char> into) override {
        const auto count = TRY(part_.method == 0 ? copy(into) : unpack(into));
        given_ += count;
        checksum_ =
            crc32(checksum_, reinterpret_cast<const Bytef*>(into.data()), static_cast<uInt>(count));
        if (given_ > part_.size) return damaged("a part is larger than it says");
        if (given_ > unpacked_free && given_ / ratio_max > taken_) {
            return fail(Failure::too_large, "this archive unpacks to far more than it holds");
        }
        if (count == 0 && (given_ != part_.size || checksum_ != part_.checksum)) {
            return damaged("a part is not what was packed");
        }
        return count;
    }

private:
    Result<std::size_t> copy(std::span<char> into) {
        const auto wanted = std::min<std::uint64_t>(into.size(), part_.packed - taken_);
        in_.read(into.data(), static_cast<std::streamsize>(wanted));
        const auto count = static_cast<std::size_t>(in_.gcount());
        taken_ += count;
        return count;
    }

    Result<std::size_t> unpack(std::span<char> into) {
        if (!ready_) return fail(Failure::broken, "zlib cannot begin");
        stream_.next_out = reinterpret_cast<Bytef*>(into.data());
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), 1U << 30U));
        const auto room = stream_.avail_out;
        while (!ended_ && stream_.avail_out == room) {
            if (stream_.avail_in == 0) refill();
            const int result = inflate(&stream_, Z_NO_FLUSH);
            ended_ = result == Z_STREAM_END;
            const bool stuck = result == Z_BUF_ERROR && taken_ == part_.packed;
            if (stuck) return damaged("a part breaks off");
            if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
                return damaged("a part cannot be unpacked");
            }
        }
        return room - stream_.avail_out;
    }

    void refill() {
        const auto wanted = std::min<std::uint64_t>(buffer_.size(), part_.packed - taken_);
        in_.read(buffer_.data(), static_cast<std::streamsize>(wanted));
        const auto count = static_cast<std::uint64_t>(in_.gcount());
        // A file that ends too early has nothing more to give either.
        taken_ = count == 0 ? part_.packed : taken_ + count;
        stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        stream_.avail_in = static_cast<uInt>(count);
    }

    std::ifstream in_;
    ZipPart part_;
    z_stream stream_{};
    std::array<char, chunk_bytes> buffer_{};
    std::uint64_t taken_ = 0;
    std::uint64_t given_ = 0;
    uLong checksum_ = 0;
    bool ready_ = false;
    bool ended_ = false;
};

}  // namespace

Result<ZipArchive> ZipArchive::open(const std::string& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) return fail(Failure::not_found, fmt::format("{} cannot be opened", path));
    const auto size = static_cast<std::uint64_t>(in.tellg());
    auto parts = TRY(read_directory(in, size));
    return ZipArchive(path, std::move(parts));
}

Result<std::unique_ptr<ByteSource>> ZipArchive::part(std::string_view name) const {
    const auto found = parts_.find(name);
    if (found == parts_.end()) {
        return fail(Failure::not_found, fmt::format("this archive has no part {}", name));
    }
    const auto& part = found->second;
    if (part.method != 0 && part.method != 8) {
        return fail(Failure::invalid, "this archive is packed in a way that workbooks are not");
    }
    std::ifstream in(path_, std::ios::binary);
    const auto head = TRY(read_at(in, part.offset, 30));
    const Numbers numbers(head);
    if (numbers.at(0, 4) != local_mark) return damaged("a part is not where it says");
    in.seekg(static_cast<std::streamoff>(part.offset + 30 + numbers.at(26, 2) + numbers.at(28, 2)));
    return std::make_unique<PartBytes>(std::move(in), part);
}

}  // namespace baton::connect
