#include "deliver/listener.hpp"

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace baton::test {

Listener::Listener(std::function<void(int)> serve) : serve_(std::move(serve)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener_, 128) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("no port to listen on");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept_all(); });
}

Listener::~Listener() {
    ends_ = true;
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
    for (std::thread& connection : connections_) {
        connection.join();
    }
}

void Listener::accept_all() {
    while (!ends_) {
        const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0) {
            return;
        }
        connections_.emplace_back([this, accepted] {
            serve_(accepted);
            close(accepted);
        });
    }
}

bool Listener::read_more(int connection, std::string& bytes) const {
    pollfd wait{.fd = connection, .events = POLLIN, .revents = 0};
    while (!ends_ && poll(&wait, 1, 20) == 0) {
    }
    std::array<char, 4096> buffer{};
    const auto got = ends_ ? 0 : recv(connection, buffer.data(), buffer.size(), 0);
    bytes.append(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    return got > 0;
}

void Listener::hang() const {
    while (!ends_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

void say(int connection, const std::string& text) {
    send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

}  // namespace baton::test
