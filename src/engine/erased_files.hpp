#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "base/result.hpp"

namespace baton::engine {

// Uploaded files of imports: each line that holds one of the texts (ASCII letters without case) is
// overwritten with blanks, its separators left, so that the file stays as long and keeps its rows.
// In an import's own JSON the texts alone are overwritten.
[[nodiscard]] Done blank_files(const std::filesystem::path& imports,
                               std::span<const std::string> texts);

}  // namespace baton::engine
