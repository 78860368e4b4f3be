#pragma once

#include <string>
#include <string_view>

namespace oracle {

std::string normal_form(std::string_view text);
/// NFC(full case fold(NFC(text))): what text comparisons compare.
std::string folded(std::string_view text);
/// Folded, with space, hyphen and underscore alike.
std::string kind_key(std::string_view kind);
std::string lower_ascii(std::string_view text);
/// Without white space at both ends.
std::string trimmed(std::string_view text);

}  // namespace oracle
