#include "http/connection_events.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "http/connection.hpp"
#include "http/connection_bytes.hpp"
#include "http/sse.hpp"

namespace baton::http {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds between_events{50};

}  // namespace

EventSender::EventSender(std::shared_ptr<Floor> floor,
                         std::shared_ptr<Lane> lane,
                         boost::beast::tcp_stream& stream)
    : floor_(std::move(floor)),
      lane_(std::move(lane)),
      stream_(stream),
      timer_(std::make_shared<asio::steady_timer>(lane_->loop)) {}

asio::awaitable<void> EventSender::run(std::shared_ptr<Subscriber> subscriber) {
    // A publisher may call this after the connection is gone.
    subscriber->on_publish([weak = std::weak_ptr(timer_), lane = lane_] {
        asio::post(lane->loop, [weak] {
            if (const auto timer = weak.lock()) {
                timer->cancel();
            }
        });
    });
    const auto end = std::chrono::steady_clock::now() + floor_->options.patience.event_stream;
    const std::string ping = render_ping();
    bool sent = co_await send_bytes(stream_, ping, floor_->options.patience.write);
    while (sent && !floor_->stopping && std::chrono::steady_clock::now() < end) {
        sent = co_await send_next(*subscriber);
    }
    subscriber->on_publish(nullptr);
}

void EventSender::wake() {
    timer_->cancel();
}

asio::awaitable<bool> EventSender::send_next(Subscriber& subscriber) {
    auto topics = subscriber.take();
    if (topics.empty()) {
        timer_->expires_after(floor_->options.patience.heartbeat);
        co_await timer_->async_wait(waiting);
        topics = subscriber.take();
    }
    const std::string event = topics.empty() ? render_ping() : render_change(topics);
    const bool sent = co_await send_bytes(stream_, event, floor_->options.patience.write);
    if (!sent) {
        co_return false;
    }
    timer_->expires_after(between_events);
    const auto next = timer_->expiry();
    while (std::chrono::steady_clock::now() < next && !floor_->stopping) {
        timer_->expires_at(next);
        co_await timer_->async_wait(waiting);
    }
    co_return true;
}

}  // namespace baton::http
