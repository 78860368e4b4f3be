#include "http/connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <expected>
#include <fmt/core.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "http/ascii.hpp"
#include "http/connection_body.hpp"
#include "http/connection_bytes.hpp"
#include "http/connection_events.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/secrets.hpp"
#include "http/site.hpp"
#include "http/sse.hpp"
#include "http/wire.hpp"

namespace baton::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

using Parser = beast::http::request_parser<beast::http::buffer_body>;
using Code = boost::system::error_code;

constexpr std::size_t buffer_bytes_max = std::size_t{128} * 1024;
constexpr std::chrono::milliseconds farewell{1'000};
constexpr std::size_t farewell_bytes_max = std::size_t{1024} * 1024;

// Where a responder leaves its answer for the connection that waits.
struct Pending {
    explicit Pending(asio::io_context& loop) : timer(loop) {}

    asio::steady_timer timer;
    std::optional<Result<Response>> answer;
};

Done too_large(std::size_t bytes_max) {
    return fail(Failure::too_large, fmt::format("This body is larger than {} bytes.", bytes_max));
}

Head head_of(Parser& parser, std::string remote) {
    auto& message = parser.get();
    Head head{.target = {message.target().data(), message.target().size()},
              .remote = std::move(remote)};
    for (const auto& field : message) {
        head.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    }
    return head;
}

}  // namespace

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(std::shared_ptr<Floor> floor,
               std::shared_ptr<Lane> lane,
               asio::ip::tcp::socket socket)
        : floor_(std::move(floor)),
          lane_(std::move(lane)),
          stream_(std::move(socket)),
          events_(floor_, lane_, stream_),
          buffer_(buffer_bytes_max) {
        Code ignored;
        remote_ = stream_.socket().remote_endpoint(ignored).address().to_string();
        lane_->connections.insert(this);
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ~Connection() {
        lane_->connections.erase(this);
        floor_->connection_count.fetch_sub(1);
    }

    asio::awaitable<void> run();
    void let_go();
    void break_off();

private:
    asio::awaitable<bool> read_head(Parser& parser);
    asio::awaitable<bool> exchange(Parser& parser);
    asio::awaitable<void> prepare(Parser& parser, Admission& admission);
    asio::awaitable<Done> read_body(Parser& parser, Admission& admission);
    asio::awaitable<Done> read_chunk(Parser& parser, std::vector<char>& chunk, BodySink& sink);
    asio::awaitable<void> send_continue(const Parser& parser);
    asio::awaitable<void> answer(Admission& admission);
    asio::awaitable<bool> send(const Admission& admission, Response& response, bool keep);
    asio::awaitable<bool> send_bytes(std::string_view bytes);
    asio::awaitable<void> refuse(int status, std::string_view detail);
    asio::awaitable<void> say_farewell();

    [[nodiscard]] const Patience& patience() const { return floor_->options.patience; }

    std::shared_ptr<Floor> floor_;
    std::shared_ptr<Lane> lane_;
    beast::tcp_stream stream_;
    EventSender events_;
    beast::flat_buffer buffer_;
    std::string remote_;
    std::shared_ptr<Pending> pending_;
    bool idle_ = true;
    bool bytes_unread_ = false;
    int version_ = 11;
};

asio::awaitable<void> Connection::run() {
    bool keep = true;
    while (keep && !floor_->stopping) {
        Parser parser;
        keep = co_await read_head(parser) && co_await exchange(parser);
    }
    co_await say_farewell();
}

void Connection::let_go() {
    events_.wake();
    if (idle_) {
        stream_.cancel();
    }
}

void Connection::break_off() {
    stream_.close();
    events_.wake();
    if (pending_) {
        pending_->timer.cancel();
    }
}

asio::awaitable<bool> Connection::read_head(Parser& parser) {
    if (buffer_.size() == 0) {
        idle_ = true;
        stream_.expires_after(patience().idle);
        const auto [problem, size] =
            co_await stream_.async_read_some(buffer_.prepare(read_bytes), waiting);
        if (problem) {
            co_return false;
        }
        buffer_.commit(size);
        idle_ = false;
    }
    parser.header_limit(request_head_bytes_max);
    parser.body_limit(boost::none);
    stream_.expires_after(patience().head);
    const auto [problem, size] =
        co_await beast::http::async_read_header(stream_, buffer_, parser, waiting);
    if (!problem) {
        co_return true;
    }
    if (problem == beast::http::error::header_limit ||
        problem == beast::http::error::buffer_overflow) {
        co_await refuse(431, "The head of this request is too large.");
    } else if (problem.category() ==
                   beast::http::make_error_code(beast::http::error::bad_method).category() &&
               problem != beast::http::error::end_of_stream &&
               problem != beast::http::error::partial_message) {
        co_await refuse(400, "This is not a well-formed HTTP request.");
    }
    co_return false;
}

asio::awaitable<bool> Connection::exchange(Parser& parser) {
    const auto began = std::chrono::steady_clock::now();
    version_ = static_cast<int>(parser.get().version());
    bytes_unread_ = !parser.is_done();
    Head head = head_of(parser, remote_);
    const auto method = find_method(parser.get().method_string());
    auto flaw = find_framing_flaw(version_, head.headers);
    if (!flaw && !method) {
        flaw = FramingFlaw{.status = 501, .message = "This method is not known here."};
    }
    if (flaw) {
        co_await refuse(flaw->status, flaw->message);
        co_return false;
    }
    head.method = *method;
    Admission admission = floor_->site.admit(std::move(head));
    if (!admission.settled) {
        co_await prepare(parser, admission);
    }
    if (!admission.settled) {
        co_await answer(admission);
    }
    Response response = floor_->site.finish(admission, *std::move(admission.settled));
    const bool keep = parser.get().keep_alive() && !bytes_unread_ && !floor_->stopping;
    // Counted before its first byte leaves: who has the answer finds it in the figures.
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    floor_->site.record(admission, response.status, took.count());
    const bool sent = co_await send(admission, response, keep);
    if (sent && std::holds_alternative<EventStream>(response.body)) {
        co_await events_.run(std::get<EventStream>(response.body).subscriber);
        co_return false;
    }
    const bool stays = sent && keep;
    co_return stays;
}

// Reads and unpacks the body; what is wrong with it settles the request.
asio::awaitable<void> Connection::prepare(Parser& parser, Admission& admission) {
    Done read = co_await read_body(parser, admission);
    if (read) {
        bytes_unread_ = false;
        read = floor_->site.unpack(admission);
    }
    if (!read) {
        admission.settled = std::unexpected(std::move(read).error());
    }
}

asio::awaitable<Done> Connection::read_body(Parser& parser, Admission& admission) {
    const std::size_t bytes_max = admission.body_max();
    const auto length = parser.content_length();
    if (length && *length > bytes_max) {
        co_return too_large(bytes_max);
    }
    if (!parser.is_done()) {
        co_await send_continue(parser);
    }
    BodySink sink(*admission.request, floor_->options.upload_folder, admission.uploads());
    std::vector<char> chunk(read_bytes);
    stream_.expires_after(patience().body);
    while (!parser.is_done()) {
        if (admission.uploads()) {
            stream_.expires_after(patience().body);
        }
        if (Done read = co_await read_chunk(parser, chunk, sink); !read) {
            co_return read;
        }
        if (sink.written() > bytes_max) {
            co_return too_large(bytes_max);
        }
    }
    co_return sink.close();
}

asio::awaitable<Done> Connection::read_chunk(Parser& parser,
                                             std::vector<char>& chunk,
                                             BodySink& sink) {
    auto& body = parser.get().body();
    body.data = chunk.data();
    body.size = chunk.size();
    body.more = true;
    const auto [problem, size] =
        co_await beast::http::async_read(stream_, buffer_, parser, waiting);
    if (problem && problem != beast::http::error::need_buffer) {
        co_return fail(Failure::invalid, "The body is not well formed or did not arrive.");
    }
    co_return sink.write({chunk.data(), chunk.size() - body.size});
}

asio::awaitable<void> Connection::send_continue(const Parser& parser) {
    const auto expect = parser.get()[beast::http::field::expect];
    if (same_letters(std::string_view(expect.data(), expect.size()), "100-continue")) {
        co_await send_bytes("HTTP/1.1 100 Continue\r\n\r\n");
    }
}

asio::awaitable<void> Connection::answer(Admission& admission) {
    const auto pending = std::make_shared<Pending>(lane_->loop);
    pending_ = pending;
    pending->timer.expires_after(patience().answer);
    // The lane must outlive an answer that comes from another thread, however late.
    floor_->site.answer(
        admission, floor_->post, Responder([pending, lane = lane_](Result<Response> response) {
            asio::dispatch(lane->loop, [pending, moved = std::move(response)]() mutable {
                pending->answer = std::move(moved);
                pending->timer.cancel();
            });
        }));
    if (!pending->answer) {
        co_await pending->timer.async_wait(waiting);
    }
    if (!pending->answer) {
        pending->answer = fail(Failure::busy, "This took too long; try again.");
    }
    admission.settled = std::move(pending->answer);
}

asio::awaitable<bool> Connection::send(const Admission& admission, Response& response, bool keep) {
    const std::string head = render_head(response, version_, keep);
    const auto* text = std::get_if<std::string>(&response.body);
    const auto* bytes = std::get_if<std::string_view>(&response.body);
    std::string_view body = text != nullptr ? *text : bytes != nullptr ? *bytes : "";
    if (admission.request->method == Method::head || !has_body(response.status)) {
        body = {};
    }
    stream_.expires_after(patience().write);
    const std::string_view first = body.substr(0, write_bytes);
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head),
                                                    asio::buffer(first.data(), first.size())};
    const auto [problem, size] = co_await asio::async_write(stream_, buffers, waiting);
    co_return !problem && co_await send_bytes(body.substr(first.size()));
}

asio::awaitable<bool> Connection::send_bytes(std::string_view bytes) {
    return http::send_bytes(stream_, bytes, patience().write);
}

asio::awaitable<void> Connection::refuse(int status, std::string_view detail) {
    Response response = problem_response(
        status, Error{.failure = Failure::invalid, .message = std::string(detail)});
    bytes_unread_ = true;
    const std::string text =
        render_head(response, version_, false) + std::get<std::string>(response.body);
    co_await send_bytes(text);
}

// Reads what the client still sends for a moment, or the reset would destroy our last words.
asio::awaitable<void> Connection::say_farewell() {
    Code problem;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, problem);
    std::size_t drained = 0;
    stream_.expires_after(farewell);
    buffer_.clear();
    while (!problem && bytes_unread_ && drained < farewell_bytes_max) {
        const auto [ended, size] =
            co_await stream_.async_read_some(buffer_.prepare(read_bytes), waiting);
        problem = ended;
        drained += size;
    }
    stream_.close();
}

void serve(std::shared_ptr<Floor> floor, std::shared_ptr<Lane> lane, asio::ip::tcp::socket socket) {
    auto& loop = lane->loop;
    auto connection =
        std::make_shared<Connection>(std::move(floor), std::move(lane), std::move(socket));
    asio::co_spawn(loop, connection->run(), [connection](const std::exception_ptr&) {});
}

void break_off(Lane& lane) {
    for (Connection* connection : lane.connections) {
        connection->break_off();
    }
}

void let_idle_go(Lane& lane) {
    for (Connection* connection : lane.connections) {
        connection->let_go();
    }
}

}  // namespace baton::http
