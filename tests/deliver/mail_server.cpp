#include "deliver/mail_server.hpp"

#include <string_view>
#include <utility>

namespace baton::test {

namespace {

// "MAIL FROM:<a@b> SIZE=3" → "a@b".
std::string address_in(std::string_view line) {
    const auto begin = line.find('<');
    const auto end = line.find('>');
    return begin == std::string_view::npos || end == std::string_view::npos
               ? std::string()
               : std::string(line.substr(begin + 1, end - begin - 1));
}

}  // namespace

MailServer::MailServer(std::function<MailReply()> answer)
    : answer_(std::move(answer)), listener_([this](int connection) { serve(connection); }) {}

std::string MailServer::url() const {
    return "smtp://127.0.0.1:" + std::to_string(port());
}

std::vector<Mailed> MailServer::letters() {
    const std::scoped_lock lock(mutex_);
    return letters_;
}

std::vector<Mailed> MailServer::attempts() {
    const std::scoped_lock lock(mutex_);
    return attempts_;
}

void MailServer::serve(int connection) {
    const MailReply reply = answer_();
    std::string bytes;
    const auto say_line = [&](const std::string& line) { say(connection, line + "\r\n"); };
    // The next line without its end; false when there is none any more.
    const auto next = [&](std::string& line) {
        while (!bytes.contains("\r\n")) {
            if (!listener_.read_more(connection, bytes)) return false;
        }
        line = bytes.substr(0, bytes.find("\r\n"));
        bytes.erase(0, line.size() + 2);
        return true;
    };
    say_line(reply.greeting.empty() ? "220 mail.test at your service" : reply.greeting);
    if (reply.hangs) return listener_.hang();
    Mailed mailed;
    std::string line;
    while (next(line)) {
        if (line.starts_with("MAIL FROM:")) {
            mailed.from = address_in(line);
            say_line(reply.to_sender.empty() ? "250 fine" : reply.to_sender);
        } else if (line.starts_with("RCPT TO:")) {
            mailed.to = address_in(line);
            say_line(reply.to_recipient.empty() ? "250 fine" : reply.to_recipient);
        } else if (line == "DATA") {
            say_line("354 go on");
            while (next(line) && line != ".") {
                mailed.text += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
            }
            const std::scoped_lock lock(mutex_);
            attempts_.push_back(mailed);
            if (reply.breaks_off) break;
            if (reply.to_letter.empty()) letters_.push_back(mailed);
            say_line(reply.to_letter.empty() ? "250 taken" : reply.to_letter);
        } else {
            say_line(line == "QUIT" ? "221 bye" : "250 mail.test");
        }
    }
}

std::string from_base64(std::string_view text) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned held = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto at = letters.find(letter);
        if (at == std::string_view::npos) continue;
        held = (held << 6U) | static_cast<unsigned>(at);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(held >> static_cast<unsigned>(bits) & 0xFFU);
        }
    }
    return bytes;
}

std::string part_of(const std::string& letter, std::string_view type) {
    const auto head = letter.find("Content-Type: " + std::string(type));
    if (head == std::string::npos) return {};
    const auto begin = letter.find("\r\n\r\n", head) + 4;
    return from_base64(
        std::string_view(letter).substr(begin, letter.find("\r\n--", begin) - begin));
}

}  // namespace baton::test
