#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace baton::http::test {

// A client that sends any bytes. Reading gives up after five seconds.
class Client {
public:
    explicit Client(std::uint16_t port);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    // False when the server has closed.
    bool send(std::string_view bytes);

    // One whole response with its body (by Content-Length); "" when the server closed before.
    std::string read_response(bool head_only = false);

    // Everything up to and with `mark`.
    std::string read_until(std::string_view mark);

    // Everything until the server closes.
    std::string read_all();

private:
    bool read_more();

    int socket_;
    std::string received_;
};

[[nodiscard]] int status_in(std::string_view response);
[[nodiscard]] std::string body_in(const std::string& response);
// The value of a header, "" without it.
[[nodiscard]] std::string header_in(const std::string& response, std::string_view name);

}  // namespace baton::http::test
