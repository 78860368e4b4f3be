#pragma once

#include <string_view>

#include "engine/offers.hpp"

// Contacts that an import qualifies, and that it is to offer nobody.
namespace baton::engine {

// A property of contacts, an instant: what they qualified for by then is not offered.
inline constexpr std::string_view offers_from_property = "offers_from";

// Whether what qualified the contact came with an import that was to offer nobody.
[[nodiscard]] bool is_silent(const ledger::Timeline& timeline,
                             const ledger::Contact& contact,
                             const lifecycle::History& history,
                             const lifecycle::Chain& chain);

// qualified(), where what is silent is as if it had been placed: whoever imported takes care of it.
[[nodiscard]] Qualified qualified_aloud(const ledger::Timeline& timeline,
                                        const ledger::Contact& contact,
                                        const lifecycle::History& history,
                                        const lifecycle::Chain& chain);

}  // namespace baton::engine
