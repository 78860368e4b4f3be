#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"

// Which language a contact speaks, and which a colleague does, as routing has to know.
namespace baton::engine {

// The primary language subtag of BCP 47, folded: "de" of "de-AT", "de_CH" and "DE"; nullopt for
// what is no such tag (also for names of languages).
[[nodiscard]] std::optional<std::string> primary_language(std::string_view tag);

// Of the first of the properties language, hs_language and locale that says one; empty when none
// does.
[[nodiscard]] std::string language_of(const ledger::Timeline& timeline,
                                      const ledger::Contact& contact,
                                      Instant at);

// Of a `user` record; empty when nobody said.
[[nodiscard]] std::vector<std::string> languages_of(const ledger::Timeline& timeline,
                                                    std::string_view email,
                                                    Instant at);

// How many offers somebody gets while a colleague with a share of 1 gets one: 1 unless said.
[[nodiscard]] int share_of(const ledger::Timeline& timeline, std::string_view email, Instant at);

}  // namespace baton::engine
