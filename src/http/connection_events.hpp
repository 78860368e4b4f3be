#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <memory>

#include "http/connection.hpp"
#include "http/sse.hpp"

// Inside the server only: this header brings Asio.
namespace baton::http {

// Tells a page what is published to its subscriber, at most once a moment, with a ping when nothing
// is. Ends when the page leaves, the stream's time is up or the server stops.
// REQUIRES: used on the lane's thread; the stream outlives it.
class EventSender {
public:
    EventSender(std::shared_ptr<Floor> floor,
                std::shared_ptr<Lane> lane,
                boost::beast::tcp_stream& stream);

    boost::asio::awaitable<void> run(std::shared_ptr<Subscriber> subscriber);

    // Ends its present wait.
    void wake();

private:
    boost::asio::awaitable<bool> send_next(Subscriber& subscriber);

    std::shared_ptr<Floor> floor_;
    std::shared_ptr<Lane> lane_;
    boost::beast::tcp_stream& stream_;
    std::shared_ptr<boost::asio::steady_timer> timer_;
};

}  // namespace baton::http
