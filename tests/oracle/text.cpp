#include "oracle/text.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>  // IWYU pragma: keep
#include <unicode/unistr.h>
#include <unicode/urename.h>
#include <unicode/utypes.h>

namespace oracle {
namespace {

icu::UnicodeString composed(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("no NFC data");
    icu::UnicodeString result = normalizer->normalize(text, status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("text cannot be normalised");
    return result;
}

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

}  // namespace

std::string normal_form(std::string_view text) {
    return to_utf8(composed(from_utf8(text)));
}

std::string folded(std::string_view text) {
    icu::UnicodeString folding = composed(from_utf8(text));
    folding.foldCase();
    return to_utf8(composed(folding));
}

std::string kind_key(std::string_view kind) {
    std::string key = folded(kind);
    std::ranges::replace_if(key, [](char letter) { return letter == ' ' || letter == '-'; }, '_');
    return key;
}

std::string lower_ascii(std::string_view text) {
    std::string result(text);
    for (char& letter : result) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return result;
}

std::string trimmed(std::string_view text) {
    const icu::UnicodeString whole = from_utf8(text);
    int begin = 0;
    int end = whole.length();
    while (begin < end && u_isUWhiteSpace(whole.char32At(begin)) != 0)
        ++begin;
    while (end > begin && u_isUWhiteSpace(whole.char32At(end - 1)) != 0)
        --end;
    return to_utf8(whole.tempSubStringBetween(begin, end));
}

}  // namespace oracle
