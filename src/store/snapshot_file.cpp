#include "store/snapshot_file.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/digest.hpp"
#include "store/erasure.hpp"
#include "store/keys.hpp"
#include "store/sealed_file.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

constexpr int id_bits = 53;
// No kind of subject has this number.
constexpr std::int64_t owner_kind = 64;

std::string begun_path(const std::string& directory) {
    return snapshot_path(directory) + ".new";
}

Done remove_file(const std::string& path) {
    if (unlink(path.c_str()) != 0 && access(path.c_str(), F_OK) == 0) {
        return fail(Failure::broken, "cannot remove " + path);
    }
    return {};
}

Done keep_directory(const std::string& directory) {
    const FileHandle folder(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || fsync(folder.number()) != 0) {
        return fail(Failure::broken, "cannot keep the names in " + directory);
    }
    return {};
}

Result<bool> is_being_erased(Connection& connection) {
    const auto owners = TRY(being_erased(connection));
    return std::ranges::find_first_of(owners, snapshot_keys()) != owners.end();
}

}  // namespace

std::array<KeyOwner, 2> snapshot_keys() {
    return {KeyOwner{owner_kind << id_bits}, KeyOwner{(owner_kind << id_bits) + 1}};
}

std::string snapshot_path(const std::string& directory) {
    return directory + "/timeline.snapshot";
}

Result<SealedFile> open_snapshot(const Reading& reading,
                                 const std::string& directory,
                                 const Hash& program) {
    auto file = TRY(SealedFile::open(snapshot_path(directory)));
    if (file.label().program != program) {
        return fail(Failure::invalid, "another version of Baton made it");
    }
    const auto owners = snapshot_keys();
    const bool erased = TRY(is_being_erased(reading.connection()));
    if (erased || file.label().key_slot >= owners.size()) {
        return fail(Failure::invalid, "its key is gone");
    }
    const auto key = TRY(reading.keys().find(owners.at(file.label().key_slot)));
    if (!key) return fail(Failure::invalid, "its key is gone");
    TRY(file.unlock(*key));
    return file;
}

Result<SealedFileWriter> begin_snapshot(const std::string& directory, const Hash& program) {
    const auto old = SealedFile::open(snapshot_path(directory));
    const std::uint32_t slot = old && old->label().key_slot == 0 ? 1 : 0;
    return SealedFileWriter::create(begun_path(directory), {.program = program, .key_slot = slot});
}

Done keep_snapshot(Writing& writing, const std::string& directory, const SealedFileWriter& begun) {
    const bool erased = TRY(is_being_erased(writing.connection));
    if (erased) return fail(Failure::refused, "an erasure is being finished");
    const auto owners = snapshot_keys();
    const auto slot = begun.label().key_slot;
    TRY(writing.keys.put(owners.at(slot), begun.key()));
    if (rename(begun_path(directory).c_str(), snapshot_path(directory).c_str()) != 0) {
        return fail(Failure::broken, "cannot put the snapshot in its place");
    }
    TRY(keep_directory(directory));
    const std::vector<KeyOwner> others{owners.at(1 - slot)};
    return writing.keys.erase(others);
}

void drop_begun_snapshot(const std::string& directory) {
    unlink(begun_path(directory).c_str());
}

Done remove_snapshot(const std::string& directory) {
    TRY(remove_file(snapshot_path(directory)));
    TRY(remove_file(begun_path(directory)));
    return keep_directory(directory);
}

}  // namespace baton::store
