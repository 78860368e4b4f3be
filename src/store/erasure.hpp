#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/keys.hpp"
#include "store/sqlite/connection.hpp"

// Erasing somebody has two halves: what is written in the transaction of the erasure (here), and
// what cannot be in it, because it is in another file or in the log: Database::finish_erasure.
namespace baton::store {

// From this commit on what is sealed for these owners reads as unknown, although their keys may
// still be there; finish_erasure drops them, after a crash too. The snapshot (snapshot_file.hpp)
// goes in the same way.
[[nodiscard]] Done begin_erasure(Connection& connection, std::span<const KeyOwner> owners);

// Those of erasures that are begun and not finished.
[[nodiscard]] Result<std::vector<KeyOwner>> being_erased(Connection& connection);
[[nodiscard]] Done end_erasure(Connection& connection);

// All values of a kind that lead to `id`.
[[nodiscard]] Done release_identities(Connection& connection,
                                      std::string_view kind,
                                      std::int64_t id);

// What was kept aside and what was answered lose their text where it holds one of the texts; ASCII
// letters without case.
[[nodiscard]] Done blank_texts(Connection& connection, std::span<const std::string> texts);

// Whether a file holds one of the texts, byte for byte. False without the file.
[[nodiscard]] Result<bool> file_holds(const std::string& path, std::span<const std::string> texts);

// Whether the text holds one of the others; ASCII letters without case.
[[nodiscard]] bool holds_one(std::string_view text, std::span<const std::string> others);

}  // namespace baton::store
