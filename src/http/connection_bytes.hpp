#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <cstddef>
#include <string_view>

// Inside the server only: this header brings Asio.
namespace baton::http {

// How our coroutines wait: a failure is a value, not an exception.
inline constexpr auto waiting = boost::asio::as_tuple(boost::asio::use_awaitable);

inline constexpr std::size_t read_bytes = std::size_t{16} * 1024;
inline constexpr std::size_t write_bytes = std::size_t{256} * 1024;

// Sends all of `bytes`, in parts that each have `patience`; false when the client left.
// REQUIRES: `bytes` outlives the call.
boost::asio::awaitable<bool> send_bytes(boost::beast::tcp_stream& stream,
                                        std::string_view bytes,
                                        std::chrono::milliseconds patience);

}  // namespace baton::http
