#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ledger/event.hpp"
#include "ledger/personal.hpp"

namespace baton::ledger {

// What an event says, as the store keeps it: a compact JSON object with internal ids as numbers,
// and apart from it the personal parts, a JSON array (empty when there are none) that is to be
// sealed. A touch, of which there are by far the most, has names of one letter: c(ontact),
// v(isitor), k(ind), f(ields), m(essage id), a(ctor), t(rust), d(irection). Where a part was taken
// out the body holds {"p":INDEX}, or {"p":INDEX,"s":"rest"} for a URL without its query; the order
// of properties and fields is kept.
struct EncodedWhat {
    std::string body;
    std::string personal;
    bool operator==(const EncodedWhat&) const = default;
};

// Fills `out`, reusing its memory. Nothing of companies and deals is personal.
// REQUIRES: all text is valid UTF-8.
void encode(const What& what, const Personal& personal, EncodedWhat& out);

// The inverse. Without its personal parts (erased, or the key is not at hand) an event comes back
// with those fields unknown. `type` is type_name(). Anything encode() did not write is
// Failure::broken.
[[nodiscard]] Result<What> decode(std::string_view type,
                                  std::string_view body,
                                  std::string_view personal);

}  // namespace baton::ledger
