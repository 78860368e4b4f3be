#include "connect/bytes.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <fmt/core.h>
#include <memory>
#include <openssl/evp.h>
#include <openssl/types.h>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/result.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{64} * 1024;

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != nullptr) std::fclose(file);
    }
};

class FileBytes final : public ByteSource {
public:
    FileBytes(std::unique_ptr<std::FILE, CloseFile> file, std::string path)
        : file_(std::move(file)), path_(std::move(path)) {}

    Result<std::size_t> read(std::span<char> into) override {
        const auto count = std::fread(into.data(), 1, into.size(), file_.get());
        if (count == 0 && std::ferror(file_.get()) != 0) {
            return fail(Failure::broken, fmt::format("{} could not be read to its end", path_));
        }
        return count;
    }

private:
    std::unique_ptr<std::FILE, CloseFile> file_;
    std::string path_;
};

class MemoryBytes final : public ByteSource {
public:
    explicit MemoryBytes(std::string_view text) : rest_(text) {}

    Result<std::size_t> read(std::span<char> into) override {
        const auto count = std::min(into.size(), rest_.size());
        std::ranges::copy(rest_.substr(0, count), into.begin());
        rest_.remove_prefix(count);
        return count;
    }

private:
    std::string_view rest_;
};

class ReplayedBytes final : public ByteSource {
public:
    ReplayedBytes(std::string head, std::unique_ptr<ByteSource> rest)
        : head_(std::move(head)), rest_(std::move(rest)) {}

    Result<std::size_t> read(std::span<char> into) override {
        if (at_ == head_.size()) return rest_->read(into);
        const auto count = head_.copy(into.data(), into.size(), at_);
        at_ += count;
        return count;
    }

private:
    std::string head_;
    std::size_t at_ = 0;
    std::unique_ptr<ByteSource> rest_;
};

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

std::string_view name(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return "UTF-8";
        case Encoding::utf16_little: return "UTF-16 (little endian)";
        case Encoding::utf16_big: return "UTF-16 (big endian)";
        case Encoding::windows_1252: return "Windows-1252";
    }
    return {};
}

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (file == nullptr) {
        return fail(
            Failure::not_found,
            fmt::format("{} cannot be opened: {}", path, std::generic_category().message(errno)));
    }
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    return std::make_unique<FileBytes>(std::move(file), path);
}

std::unique_ptr<ByteSource> bytes_of(std::string_view text) {
    return std::make_unique<MemoryBytes>(text);
}

Result<Peeked> peek(std::unique_ptr<ByteSource> source, std::size_t bytes) {
    std::string head(bytes, '\0');
    std::size_t filled = 0;
    while (filled < bytes) {
        const auto count = TRY(source->read(std::span(head).subspan(filled)));
        if (count == 0) break;
        filled += count;
    }
    head.resize(filled);
    auto replayed = std::make_unique<ReplayedBytes>(head, std::move(source));
    return Peeked{.head = std::move(head), .source = std::move(replayed)};
}

Result<std::string> read_all(ByteSource& source, std::size_t bytes_max) {
    std::string all;
    std::array<char, chunk_bytes> chunk{};
    for (;;) {
        const auto count = TRY(source.read(chunk));
        if (count == 0) return all;
        if (count > bytes_max - all.size()) {
            return fail(Failure::too_large, fmt::format("more than {} bytes", bytes_max));
        }
        all.append(chunk.data(), count);
    }
}

Result<std::string> digest_of(ByteSource& source) {
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    std::array<char, chunk_bytes> chunk{};
    for (;;) {
        const auto count = TRY(source.read(chunk));
        if (count == 0) break;
        EVP_DigestUpdate(context.get(), chunk.data(), count);
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &size);
    std::string text;
    for (const auto byte : std::span(digest).first(size)) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

}  // namespace baton::connect
