#include "store/sealed_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <numeric>
#include <openssl/evp.h>
#include <openssl/types.h>
#include <sodium/core.h>
#include <sodium/randombytes.h>
#include <span>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/digest.hpp"

namespace baton::store {

namespace {

constexpr std::string_view magic = "BATONSNP";
constexpr std::uint32_t format = 1;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t cipher_bytes_max = std::size_t{1} << 30U;
constexpr mode_t owner_only = 0600;
// The table's nonce; the pieces' count from the next one.
constexpr std::uint64_t table_number = 0;

// What the file begins with; the table is sealed with it.
struct Head {
    std::array<char, 8> magic{};
    std::uint32_t format = 0;
    std::uint32_t key_slot = 0;
    std::uint64_t table_at = 0;
    std::uint64_t file_bytes = 0;
    Hash program{};
};

static_assert(sizeof(Head) == 64);

using Bytes = std::span<unsigned char>;
using Nonce = std::array<unsigned char, nonce_bytes>;

Nonce nonce_of(std::uint64_t number) {
    Nonce nonce{};
    std::memcpy(nonce.data(), &number, sizeof(number));
    return nonce;
}

unsigned char* unsigned_bytes(char* bytes) {
    return reinterpret_cast<unsigned char*>(bytes);
}

// AES-256-GCM over one run of bytes, in place; what was added to it by others is authenticated.
class Cipher {
public:
    Cipher(const FileKey& key, std::uint64_t number, bool seals)
        : context_(EVP_CIPHER_CTX_new()), seals_(seals) {
        static const EVP_CIPHER* const algorithm =
            EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
        const auto nonce = nonce_of(number);
        holds_ = EVP_CipherInit_ex2(
                     context_.get(), algorithm, key.data(), nonce.data(), seals, nullptr) == 1;
    }

    void add_open(std::span<const unsigned char> bytes) {
        int done = 0;
        holds_ =
            holds_ &&
            EVP_CipherUpdate(
                context_.get(), nullptr, &done, bytes.data(), static_cast<int>(bytes.size())) == 1;
    }

    void pass(Bytes bytes) {
        while (!bytes.empty() && holds_) {
            const auto part = bytes.first(std::min(bytes.size(), cipher_bytes_max));
            int done = 0;
            holds_ = EVP_CipherUpdate(context_.get(),
                                      part.data(),
                                      &done,
                                      part.data(),
                                      static_cast<int>(part.size())) == 1;
            bytes = bytes.subspan(part.size());
        }
    }

    // Writes the tag, or says whether it is this one.
    bool finish(unsigned char* tag) {
        std::array<unsigned char, tag_bytes> rest{};
        int done = 0;
        if (!seals_) hold(EVP_CTRL_GCM_SET_TAG, tag);
        holds_ = holds_ && EVP_CipherFinal_ex(context_.get(), rest.data(), &done) == 1;
        if (seals_) hold(EVP_CTRL_GCM_GET_TAG, tag);
        return holds_;
    }

private:
    struct Free {
        void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
    };

    void hold(int what, unsigned char* tag) {
        holds_ = holds_ &&
                 EVP_CIPHER_CTX_ctrl(context_.get(), what, static_cast<int>(tag_bytes), tag) == 1;
    }

    std::unique_ptr<EVP_CIPHER_CTX, Free> context_;
    bool seals_;
    bool holds_ = false;
};

Done write_all(int file, std::string_view bytes, std::uint64_t at) {
    while (!bytes.empty()) {
        const auto count = pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return fail(Failure::broken, "cannot write the snapshot");
        bytes.remove_prefix(static_cast<std::size_t>(count));
        at += static_cast<std::uint64_t>(count);
    }
    return {};
}

Done read_all(int file, std::span<char> bytes, std::uint64_t at) {
    while (!bytes.empty()) {
        const auto count = pread(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return fail(Failure::invalid, "it ends too early");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        at += static_cast<std::uint64_t>(count);
    }
    return {};
}

Head head_of(const SealedLabel& label, std::uint64_t table_at, std::uint64_t file_bytes) {
    Head head{.format = format,
              .key_slot = label.key_slot,
              .table_at = table_at,
              .file_bytes = file_bytes,
              .program = label.program};
    std::ranges::copy(magic, head.magic.begin());
    return head;
}

std::span<const unsigned char> bytes_of(const Head& head) {
    return {reinterpret_cast<const unsigned char*>(&head), sizeof(head)};
}

}  // namespace

FileHandle::~FileHandle() {
    if (number_ >= 0) close(number_);
}

SealedFileWriter::SealedFileWriter(FileHandle file, const SealedLabel& label)
    : file_(std::move(file)), label_(label), end_(sizeof(Head)) {
    randombytes_buf(key_.data(), key_.size());
}

Result<SealedFileWriter> SealedFileWriter::create(const std::string& path,
                                                  const SealedLabel& label) {
    if (sodium_init() < 0) return fail(Failure::broken, "no source of random numbers");
    FileHandle file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_only));
    if (file.number() < 0) return fail(Failure::broken, "cannot make " + path);
    return SealedFileWriter(std::move(file), label);
}

Done SealedFileWriter::add(std::string piece) {
    const auto size = piece.size();
    piece.resize(size + tag_bytes);
    auto* const bytes = unsigned_bytes(piece.data());
    Cipher cipher(key_, table_number + 1 + sizes_.size(), true);
    cipher.pass({bytes, size});
    if (!cipher.finish(bytes + size)) return fail(Failure::broken, "AES is not available");
    TRY(write_all(file_.number(), piece, end_));
    sizes_.push_back(size);
    end_ += piece.size();
    return {};
}

Done SealedFileWriter::finish() {
    std::string table(sizes_.size() * sizeof(std::uint64_t), '\0');
    if (!sizes_.empty()) std::memcpy(table.data(), sizes_.data(), table.size());
    const auto size = table.size();
    table.resize(size + tag_bytes);
    const auto head = head_of(label_, end_, end_ + table.size());
    auto* const bytes = unsigned_bytes(table.data());
    Cipher cipher(key_, table_number, true);
    cipher.add_open(bytes_of(head));
    cipher.pass({bytes, size});
    if (!cipher.finish(bytes + size)) return fail(Failure::broken, "AES is not available");
    TRY(write_all(file_.number(), table, end_));
    TRY(write_all(file_.number(), {reinterpret_cast<const char*>(&head), sizeof(head)}, 0));
    if (fsync(file_.number()) != 0) return fail(Failure::broken, "cannot keep the snapshot");
    return {};
}

Result<SealedFile> SealedFile::open(const std::string& path) {
    SealedFile sealed(FileHandle(::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
    const int file = sealed.file_.number();
    if (file < 0) return fail(Failure::not_found, "there is none");
    struct stat status{};
    if (fstat(file, &status) != 0) return fail(Failure::broken, "it cannot be read");
    Head head;
    TRY(read_all(file, {reinterpret_cast<char*>(&head), sizeof(head)}, 0));
    if (std::string_view(head.magic.data(), head.magic.size()) != magic) {
        return fail(Failure::invalid, "it is something else");
    }
    if (head.format != format) return fail(Failure::invalid, "another version of Baton made it");
    const bool ordered = head.table_at >= sizeof(Head) &&
                         head.file_bytes >= head.table_at + tag_bytes &&
                         head.table_at < head.file_bytes;
    if (!ordered || std::cmp_not_equal(status.st_size, head.file_bytes)) {
        return fail(Failure::invalid, "it is not as long as it was");
    }
    sealed.label_ = {.program = head.program, .key_slot = head.key_slot};
    sealed.table_at_ = head.table_at;
    sealed.file_bytes_ = head.file_bytes;
    return sealed;
}

Done SealedFile::unlock(const FileKey& key) {
    key_ = key;
    OpenPiece table(file_bytes_ - table_at_);
    TRY(read_all(file_.number(), {table.data(), table.bytes().size()}, table_at_));
    const auto size = table.bytes().size() - tag_bytes;
    auto* const bytes = unsigned_bytes(table.data());
    const auto head = head_of(label_, table_at_, file_bytes_);
    Cipher cipher(key_, table_number, false);
    cipher.add_open(bytes_of(head));
    cipher.pass({bytes, size});
    if (!cipher.finish(bytes + size) || size % sizeof(std::uint64_t) != 0) {
        return fail(Failure::invalid, "it is damaged");
    }
    sizes_.resize(size / sizeof(std::uint64_t));
    if (size > 0) std::memcpy(sizes_.data(), table.data(), size);
    std::uint64_t at = sizeof(Head);
    for (const auto piece : sizes_) {
        places_.push_back(at);
        at += piece + tag_bytes;
    }
    posix_fadvise(file_.number(), 0, 0, POSIX_FADV_WILLNEED);
    return at == table_at_ ? Done() : fail(Failure::invalid, "it is damaged");
}

std::uint64_t SealedFile::bytes() const {
    return std::accumulate(sizes_.begin(), sizes_.end(), std::uint64_t{0});
}

Result<OpenPiece> SealedFile::read(std::size_t piece) const {
    const auto size = sizes_[piece];
    OpenPiece open(size + tag_bytes);
    TRY(read_all(file_.number(), {open.data(), size + tag_bytes}, places_[piece]));
    auto* const bytes = unsigned_bytes(open.data());
    Cipher cipher(key_, table_number + 1 + piece, false);
    cipher.pass({bytes, size});
    if (!cipher.finish(bytes + size)) return fail(Failure::invalid, "it is damaged");
    open.shorten(size);
    return open;
}

}  // namespace baton::store
