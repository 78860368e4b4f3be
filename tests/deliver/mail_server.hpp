#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace baton::test {

// A letter as a mail server took it: the dots doubled on the way are single again.
struct Mailed {
    std::string from;
    std::string to;
    std::string text;
};

// What it says to one letter; an empty text: as if all were well.
struct MailReply {
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
    ~MailServer();
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::vector<Mailed> letters();
    [[nodiscard]] std::vector<Mailed> attempts();

private:
    void accept_all();
    void serve(int socket);

    std::function<MailReply()> answer_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> ends_ = false;
    std::mutex mutex_;
    std::vector<Mailed> letters_;
    std::vector<Mailed> attempts_;
    std::vector<std::thread> connections_;
    std::thread thread_;
};

// The bytes that base64 lines mean; whatever is no base64 is passed over.
[[nodiscard]] std::string from_base64(std::string_view text);
// The text of a letter's part of that type, decoded.
[[nodiscard]] std::string part_of(const std::string& letter, std::string_view type);

}  // namespace baton::test
