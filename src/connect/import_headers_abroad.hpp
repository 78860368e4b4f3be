#pragma once

#include <string_view>

#include "connect/import_headers.hpp"
#include "connect/import_kind.hpp"

namespace baton::connect {

// Headers as HubSpot and Pipedrive write them for people who use them in Spanish, German or French.
// `key` is header_key() of the header.
[[nodiscard]] HeaderMeaning meaning_abroad(ImportKind kind,
                                           std::string_view key,
                                           SourceSystem system);

}  // namespace baton::connect
