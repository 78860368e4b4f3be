#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "deliver/listener.hpp"

namespace baton::test {

// A letter as a mail server took it: the dots doubled on the way are single again.
struct Mailed {
    std::string from;
    std::string to;
    std::string text;
};

// What it says to one letter; an empty text: as if all were well.
struct MailReply {
    std::string greeting = {};      // "554 not from there"
    std::string to_sender = {};     // "550 who are you"
    std::string to_recipient = {};  // "550 no such mailbox"
    std::string to_letter = {};     // after the letter has come: "451 later"
    bool hangs = false;             // after the greeting it says nothing, until the server ends
    bool breaks_off = false;        // takes the letter and closes without a word
};

// Somebody else's mail server, on a free port of 127.0.0.1, without encryption: each connection on
// a thread of its own. What it took with 250 is in letters(), what came at all in attempts().
class MailServer {
public:
    explicit MailServer(std::function<MailReply()> answer);

    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }

    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::vector<Mailed> letters();
    [[nodiscard]] std::vector<Mailed> attempts();

private:
    void serve(int socket);

    std::function<MailReply()> answer_;
    std::mutex mutex_;
    std::vector<Mailed> letters_;
    std::vector<Mailed> attempts_;
    Listener listener_;
};

// The bytes that base64 lines mean; whatever is no base64 is passed over.
[[nodiscard]] std::string from_base64(std::string_view text);
// The text of a letter's part of that type, decoded.
[[nodiscard]] std::string part_of(const std::string& letter, std::string_view type);

}  // namespace baton::test
