#include "deliver/mail_server.hpp"

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
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

MailServer::MailServer(std::function<MailReply()> answer) : answer_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener_, 128) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("no port to take mail on");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept_all(); });
}

MailServer::~MailServer() {
    ends_ = true;
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
    for (std::thread& connection : connections_) {
        connection.join();
    }
}

std::string MailServer::url() const {
    return "smtp://127.0.0.1:" + std::to_string(port_);
}

std::vector<Mailed> MailServer::letters() {
    const std::scoped_lock lock(mutex_);
    return letters_;
}

std::vector<Mailed> MailServer::attempts() {
    const std::scoped_lock lock(mutex_);
    return attempts_;
}

void MailServer::accept_all() {
    while (!ends_) {
        const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0) {
            return;
        }
        connections_.emplace_back([this, accepted] { serve(accepted); });
    }
}

void MailServer::serve(int connection) {
    const MailReply reply = answer_();
    std::string bytes;
    const auto say = [&](const std::string& line) {
        const std::string text = line + "\r\n";
        send(connection, text.data(), text.size(), MSG_NOSIGNAL);
    };
    // The next line without its end; false when there is none any more.
    const auto next = [&](std::string& line) {
        while (!bytes.contains("\r\n")) {
            pollfd wait{.fd = connection, .events = POLLIN, .revents = 0};
            while (!ends_ && poll(&wait, 1, 20) == 0) {
            }
            std::array<char, 4096> buffer{};
            const auto got = ends_ ? 0 : recv(connection, buffer.data(), buffer.size(), 0);
            if (got <= 0) return false;
            bytes.append(buffer.data(), static_cast<std::size_t>(got));
        }
        line = bytes.substr(0, bytes.find("\r\n"));
        bytes.erase(0, line.size() + 2);
        return true;
    };
    say("220 mail.test at your service");
    while (reply.hangs && !ends_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    Mailed mailed;
    std::string line;
    while (next(line)) {
        if (line.starts_with("MAIL FROM:")) {
            mailed.from = address_in(line);
            say("250 fine");
        } else if (line.starts_with("RCPT TO:")) {
            mailed.to = address_in(line);
            say(reply.to_recipient.empty() ? "250 fine" : reply.to_recipient);
        } else if (line == "DATA") {
            say("354 go on");
            while (next(line) && line != ".") {
                mailed.text += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
            }
            const std::scoped_lock lock(mutex_);
            attempts_.push_back(mailed);
            if (reply.breaks_off) break;
            if (reply.to_letter.empty()) letters_.push_back(mailed);
            say(reply.to_letter.empty() ? "250 taken" : reply.to_letter);
        } else {
            say(line == "QUIT" ? "221 bye" : "250 mail.test");
        }
    }
    close(connection);
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
