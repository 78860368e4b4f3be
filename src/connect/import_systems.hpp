#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "connect/import_kind.hpp"

namespace baton::connect {

// Whether the system writes a column with that header (header_key() of it) into files of that kind.
// `any` writes everything.
[[nodiscard]] bool writes(SourceSystem system, ImportKind kind, std::string_view key);

// Another system that writes more of these columns, if there is one: whose file it clearly is.
[[nodiscard]] std::optional<SourceSystem> likelier_system(std::span<const std::string> headers,
                                                          SourceSystem than);

// Whether the word is among words between spaces.
[[nodiscard]] bool has_word(std::string_view words, std::string_view wanted);

// Its place among them; -1 when it is none of them.
[[nodiscard]] int place_of_word(std::string_view words, std::string_view wanted);

}  // namespace baton::connect
