#include "http/client.hpp"

#include <arpa/inet.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace baton::http::test {

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

Client::~Client() {
    if (socket_ >= 0) {
        ::close(socket_);
    }
}

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Client::read_more() {
    std::array<char, 65536> chunk{};
    const auto size = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (size <= 0) {
        return false;
    }
    received_.append(chunk.data(), static_cast<std::size_t>(size));
    return true;
}

std::string Client::read_until(std::string_view mark) {
    auto at = received_.find(mark);
    while (at == std::string::npos) {
        if (!read_more()) {
            return {};
        }
        at = received_.find(mark);
    }
    std::string text = received_.substr(0, at + mark.size());
    received_.erase(0, text.size());
    return text;
}

std::string Client::read_response(bool head_only) {
    std::string response = read_until("\r\n\r\n");
    const std::string length = header_in(response, "Content-Length");
    if (head_only || length.empty()) {
        return response;
    }
    const auto size = std::strtoull(length.c_str(), nullptr, 10);
    while (received_.size() < size && read_more()) {
    }
    response += received_.substr(0, size);
    received_.erase(0, size);
    return response;
}

std::string Client::read_all() {
    while (read_more()) {
    }
    return received_;
}

int status_in(std::string_view response) {
    return response.size() < 12 ? 0 : std::atoi(std::string(response.substr(9, 3)).c_str());
}

std::string body_in(const std::string& response) {
    const auto end = response.find("\r\n\r\n");
    return end == std::string::npos ? "" : response.substr(end + 4);
}

std::string header_in(const std::string& response, std::string_view name) {
    const std::string mark = "\r\n" + std::string(name) + ": ";
    const auto at = response.find(mark);
    if (at == std::string::npos || at > response.find("\r\n\r\n")) {
        return {};
    }
    const auto begin = at + mark.size();
    return response.substr(begin, response.find("\r\n", begin) - begin);
}

}  // namespace baton::http::test
