#pragma once

#include <string>
#include <string_view>

namespace baton::agreement {

// The text over which a signature's SHA-256 is taken, so that editors and systems that spell the
// same text differently do not break a signature:
//   1. a byte order mark at the start is dropped;
//   2. every line ends with LF (CR LF and single CR become LF);
//   3. spaces and tabs at the end of a line are dropped;
//   4. empty lines at the end are dropped, and one LF ends the text (an empty text stays empty);
//   5. the whole is in Unicode normalisation form C.
// Comments, indentation and order are kept: they are part of what was signed. Doing it twice
// changes nothing. REQUIRES: valid UTF-8.
[[nodiscard]] std::string normalised_text(std::string_view text);

}  // namespace baton::agreement
