#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/digest.hpp"

// A file of sealed pieces: each encrypted and authenticated (AES-256-GCM) under a key of the file's
// own, so that no bit of it can be another without showing, and without the key it says nothing.
namespace baton::store {

using FileKey = std::array<unsigned char, 32>;

// What stands at the beginning, readable without the key: of what build of the program the file is,
// and which of several keys opens it.
struct SealedLabel {
    Hash program{};
    std::uint32_t key_slot = 0;
};

// An open file of the system's, closed at the end.
class FileHandle {
public:
    explicit FileHandle(int number) : number_(number) {}

    FileHandle(FileHandle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

    FileHandle& operator=(FileHandle&&) = delete;
    ~FileHandle();

    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

// Writes one, under a new random key. What is not finished cannot be read.
class SealedFileWriter {
public:
    // An existing file is written over.
    static Result<SealedFileWriter> create(const std::string& path, const SealedLabel& label);

    [[nodiscard]] Done add(std::string piece);

    // Durable when it succeeds.
    [[nodiscard]] Done finish();

    [[nodiscard]] const SealedLabel& label() const { return label_; }

    [[nodiscard]] const FileKey& key() const { return key_; }

private:
    SealedFileWriter(FileHandle file, const SealedLabel& label);

    FileHandle file_;
    SealedLabel label_;
    FileKey key_{};
    std::vector<std::uint64_t> sizes_;
    std::uint64_t end_;
};

// A piece of a file, unsealed.
class OpenPiece {
public:
    OpenPiece() = default;

    explicit OpenPiece(std::size_t size)
        : bytes_(std::make_unique_for_overwrite<char[]>(size)),  // NOLINT(*-avoid-c-arrays)
          size_(size) {}

    [[nodiscard]] char* data() { return bytes_.get(); }

    // REQUIRES: it is not longer now.
    void shorten(std::size_t size) { size_ = size; }

    [[nodiscard]] std::span<const char> bytes() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<char[]> bytes_;  // NOLINT(*-avoid-c-arrays): not set to zero before it is read
    std::size_t size_ = 0;
};

// Reads one. What it gives is exactly what was written under that key; everything else is
// Failure::invalid.
class SealedFile {
public:
    // not_found when there is none. The label is not to be believed before `unlock`.
    static Result<SealedFile> open(const std::string& path);

    [[nodiscard]] const SealedLabel& label() const { return label_; }

    [[nodiscard]] Done unlock(const FileKey& key);

    // REQUIRES, like all that follows: unlocked.
    [[nodiscard]] std::size_t pieces() const { return sizes_.size(); }

    // Of all pieces together.
    [[nodiscard]] std::uint64_t bytes() const;

    // From any thread.
    [[nodiscard]] Result<OpenPiece> read(std::size_t piece) const;

private:
    explicit SealedFile(FileHandle file) : file_(std::move(file)) {}

    FileHandle file_;
    SealedLabel label_;
    FileKey key_{};
    std::uint64_t table_at_ = 0;
    std::uint64_t file_bytes_ = 0;
    std::vector<std::uint64_t> sizes_;
    std::vector<std::uint64_t> places_;
};

}  // namespace baton::store
