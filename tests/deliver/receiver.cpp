#include "deliver/receiver.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <chrono>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace baton::test {

namespace {

std::string lower(std::string text) {
    std::ranges::transform(
        text, text.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return text;
}

Received head_of(std::string_view head) {
    Received received;
    const auto first = head.find("\r\n");
    const std::string_view line = head.substr(0, first);
    const auto space = line.find(' ');
    received.path = line.substr(space + 1, line.rfind(' ') - space - 1);
    for (std::size_t at = first + 2; at < head.size();) {
        const std::size_t end = std::min(head.find("\r\n", at), head.size());
        const std::string_view field = head.substr(at, end - at);
        const auto colon = field.find(':');
        if (colon != std::string_view::npos) {
            std::string_view value = field.substr(colon + 1);
            value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
            received.headers[lower(std::string(field.substr(0, colon)))] = value;
        }
        at = end + 2;
    }
    return received;
}

}  // namespace

Receiver::Receiver(std::function<Reply(const Received&)> answer) : answer_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener_, 128) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("no port to receive on");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept_all(); });
}

Receiver::~Receiver() {
    ends_ = true;
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
    for (std::thread& connection : connections_) {
        connection.join();
    }
}

std::string Receiver::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<Received> Receiver::received() {
    const std::scoped_lock lock(mutex_);
    return received_;
}

void Receiver::accept_all() {
    while (!ends_) {
        const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0) {
            return;
        }
        connections_.emplace_back([this, accepted] { serve(accepted); });
    }
}

// Requests one after another, until the other side or the test ends.
void Receiver::serve(int connection) {
    std::string bytes;
    const auto read_more = [&] {
        pollfd wait{.fd = connection, .events = POLLIN, .revents = 0};
        while (!ends_ && poll(&wait, 1, 20) == 0) {
        }
        std::array<char, 4096> buffer{};
        const auto got = ends_ ? 0 : recv(connection, buffer.data(), buffer.size(), 0);
        bytes.append(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
        return got > 0;
    };
    const auto next = [&]() -> std::optional<Received> {
        while (!bytes.contains("\r\n\r\n")) {
            if (!read_more()) return std::nullopt;
        }
        const auto end = bytes.find("\r\n\r\n");
        Received received = head_of(std::string_view(bytes).substr(0, end));
        const auto length = received.headers.find("content-length");
        const std::size_t size = length == received.headers.end() ? 0 : std::stoul(length->second);
        while (bytes.size() < end + 4 + size) {
            if (!read_more()) return std::nullopt;
        }
        received.body = bytes.substr(end + 4, size);
        bytes.erase(0, end + 4 + size);
        return received;
    };
    while (auto received = next()) {
        const Reply reply = answer_(*received);
        {
            const std::scoped_lock lock(mutex_);
            received_.push_back(std::move(*received));
        }
        while (reply.hangs && !ends_) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        if (reply.hangs) break;
        const std::string text =
            "HTTP/1.1 " + std::to_string(reply.status) + " Said\r\n" + reply.headers +
            "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n" + reply.body;
        send(connection, text.data(), text.size(), MSG_NOSIGNAL);
    }
    close(connection);
}

}  // namespace baton::test
