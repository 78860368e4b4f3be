#pragma once

#include <string>

#include "base/result.hpp"

namespace baton::store {

// One writer for each data directory: baton.lock, held with flock for as long as this lives (the
// system lets go of it when the program ends, however it ends). The file holds the address of the
// server that has it, so that others can hand their writing over.
class LockFile {
public:
    // refused when somebody else has it; the message names the holder.
    static Result<LockFile> take(const std::string& directory);

    LockFile(LockFile&& other) noexcept;
    LockFile& operator=(LockFile&&) = delete;
    ~LockFile();

    // Says where the holder can be reached; empty when it cannot.
    [[nodiscard]] Done announce(const std::string& address);

    // The address of who holds the directory; empty when nobody does, or it cannot be reached.
    [[nodiscard]] static std::string holder(const std::string& directory);

private:
    explicit LockFile(int file) : file_(file) {}

    int file_;
};

}  // namespace baton::store
