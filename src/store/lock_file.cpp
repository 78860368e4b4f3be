#include "store/lock_file.hpp"

#include <array>
#include <cstddef>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/result.hpp"

namespace baton::store {

namespace {

constexpr mode_t owner_only = 0600;
constexpr std::size_t address_bytes_max = 512;

std::string path_in(const std::string& directory) {
    return directory + "/baton.lock";
}

std::string content_of(int file) {
    std::array<char, address_bytes_max> bytes{};
    const auto count = pread(file, bytes.data(), bytes.size(), 0);
    return count > 0 ? std::string(bytes.data(), static_cast<std::size_t>(count)) : std::string();
}

}  // namespace

Result<LockFile> LockFile::take(const std::string& directory) {
    const auto path = path_in(directory);
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only);
    if (file < 0) return fail(Failure::broken, "cannot open " + path);
    LockFile lock(file);
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        const auto address = content_of(file);
        return fail(Failure::refused,
                    directory + " is held by " +
                        (address.empty() ? "another Baton" : "the server at " + address));
    }
    TRY(lock.announce(""));
    return lock;
}

LockFile::LockFile(LockFile&& other) noexcept : file_(other.file_) {
    other.file_ = -1;
}

LockFile::~LockFile() {
    if (file_ >= 0) close(file_);
}

Done LockFile::announce(const std::string& address) {
    const bool written =
        ftruncate(file_, 0) == 0 &&
        pwrite(file_, address.data(), address.size(), 0) == static_cast<ssize_t>(address.size());
    if (!written) return fail(Failure::broken, "cannot write the lock file");
    return {};
}

std::string LockFile::holder(const std::string& directory) {
    const int file = open(path_in(directory).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return {};
    const LockFile opened(file);
    if (flock(file, LOCK_SH | LOCK_NB) == 0) return {};
    return content_of(file);
}

}  // namespace baton::store
