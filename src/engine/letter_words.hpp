#pragma once

#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "engine/digest.hpp"
#include "engine/inbox.hpp"

// What a letter says: a subject, and lines that are plain text and HTML at once.
namespace baton::engine {

struct LetterLine {
    std::string text = {};
    std::string more = {};  // in a second line below it
    std::string path = {};  // below the page's own address; empty: no link
    bool heading = false;
};

struct LetterWords {
    std::string subject = {};
    std::vector<LetterLine> lines = {};
};

[[nodiscard]] LetterWords words_of(const std::vector<NoticeView>& notices, const TimeZone& zone);
// `notices`: what that person was told meanwhile and has not seen.
[[nodiscard]] LetterWords words_of(const DigestView& digest,
                                   const std::vector<NoticeView>& notices,
                                   const TimeZone& zone);
[[nodiscard]] LetterWords words_of_test();

// `link`: where the page is; empty: nothing is linked.
[[nodiscard]] std::string plain_text(const LetterWords& words, const std::string& link);
[[nodiscard]] std::string html_of(const LetterWords& words, const std::string& link);

}  // namespace baton::engine
