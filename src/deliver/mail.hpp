#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"

// Letters as mail servers take them: RFC 5322, with RFC 2047 and RFC 2045 for what is no ASCII.
namespace baton::deliver {

// Names, subject and texts are anybody's; addresses are checked.
struct Letter {
    std::string from = {};
    std::string from_name = {};
    std::string to = {};
    std::string to_name = {};
    std::string subject = {};
    std::string text = {};        // lines end with \n
    std::string html = {};        // a whole document; escaped by whoever made it
    std::string message_id = {};  // without brackets
    Instant at = {};
};

// The letter, plain and as HTML beside each other. No text of it can become a header or end the
// letter: control characters in headers are blanks, what is no plain ASCII is encoded, bodies are
// base64. invalid when an address or the id is none.
[[nodiscard]] Result<std::string> compose(const Letter& letter);

// An address of the plain form local@domain in ASCII, at most 254 bytes; invalid, saying why.
[[nodiscard]] Result<std::string> check_mailbox(std::string_view address);

// Fit to stand as text or in a quoted attribute of HTML.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace baton::deliver
