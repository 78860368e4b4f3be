#pragma once

#include <array>
#include <string>

#include "base/result.hpp"
#include "store/database.hpp"
#include "store/keys.hpp"
#include "store/sealed_file.hpp"

// The snapshot file of a data directory: what a program keeps of its memory, so that the next start
// need not read the whole ledger. It holds personal fields, so it is sealed, and its key lies with
// the other keys: an erasure drops it (erasure.hpp), and the file is gone with it. Deleting the
// file is always safe.
namespace baton::store {

// Two, so that the old file can be read until the new one is in its place.
[[nodiscard]] std::array<KeyOwner, 2> snapshot_keys();

[[nodiscard]] std::string snapshot_path(const std::string& directory);

// Opens it for this build of the program. not_found when there is none; invalid, with what is wrong
// as the end of a sentence, when it is of no use: another program's, damaged, or its key is gone.
[[nodiscard]] Result<SealedFile> open_snapshot(const Reading& reading,
                                               const std::string& directory,
                                               const Hash& program);

// Begins another one beside it. One at a time.
[[nodiscard]] Result<SealedFileWriter> begin_snapshot(const std::string& directory,
                                                      const Hash& program);

// Puts the one that was begun, and finished, in the place of the old one. A kill at any moment
// leaves the old one or the new one. refused while an erasure is being finished.
[[nodiscard]] Done keep_snapshot(Writing& writing,
                                 const std::string& directory,
                                 const SealedFileWriter& begun);

// Removes what was begun and will not be kept.
void drop_begun_snapshot(const std::string& directory);

// Removes the files, for an erasure. Their keys go with those of the erased.
[[nodiscard]] Done remove_snapshot(const std::string& directory);

}  // namespace baton::store
