#include "http/connection_bytes.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <string_view>

namespace baton::http {

namespace asio = boost::asio;

asio::awaitable<bool> send_bytes(boost::beast::tcp_stream& stream,
                                 std::string_view bytes,
                                 std::chrono::milliseconds patience) {
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, write_bytes);
        stream.expires_after(patience);
        const auto [problem, size] =
            co_await asio::async_write(stream, asio::buffer(part.data(), part.size()), waiting);
        if (problem) {
            co_return false;
        }
        bytes.remove_prefix(part.size());
    }
    co_return true;
}

}  // namespace baton::http
