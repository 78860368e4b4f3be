#include "deliver/receiver.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>
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

Receiver::Receiver(std::function<Reply(const Received&)> answer)
    : answer_(std::move(answer)), listener_([this](int connection) { serve(connection); }) {}

std::string Receiver::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(listener_.port()) + path;
}

std::vector<Received> Receiver::received() {
    const std::scoped_lock lock(mutex_);
    return received_;
}

// Requests one after another, until the other side or the test ends.
void Receiver::serve(int connection) {
    std::string bytes;
    const auto read_more = [&] { return listener_.read_more(connection, bytes); };
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
        if (reply.hangs) return listener_.hang();
        say(connection,
            "HTTP/1.1 " + std::to_string(reply.status) + " Said\r\n" + reply.headers +
                "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n" + reply.body);
    }
}

}  // namespace baton::test
