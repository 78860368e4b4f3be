#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "http/request.hpp"

namespace baton::http {

class Subscriber;

// The connection stays open and passes on what the hub publishes (sse.hpp).
struct EventStream {
    std::shared_ptr<Subscriber> subscriber;
};

// Text of its own, bytes that live as long as the program, or an event stream.
using Body = std::variant<std::string, std::string_view, EventStream>;

// Length, compression and the security headers are added on the way out.
struct Response {
    int status = 200;
    std::string content_type = {};
    std::vector<Field> headers = {};
    Body body = {};
};

// 200 with a JSON text.
[[nodiscard]] Response json_text(std::string text, int status = 200);
[[nodiscard]] Response plain_text(std::string text, int status = 200);
[[nodiscard]] Response no_content();

// Answers one request, once, from any thread. An error becomes the problem document of its route.
// A responder that is dropped without an answer answers 500. REQUIRES: it ends before its server
// does.
class Responder {
public:
    using Send = std::move_only_function<void(Result<Response>)>;

    explicit Responder(Send send) : send_(std::move(send)) {}

    Responder(Responder&& other) noexcept : send_(std::exchange(other.send_, nullptr)) {}

    Responder& operator=(Responder&&) = delete;
    ~Responder();

    // REQUIRES: not called before.
    void operator()(Result<Response> answer);

private:
    Send send_;
};

// Runs on a worker thread and may wait for storage.
using Answer = std::function<Result<Response>(const Request&)>;

// Runs on a network thread and must not wait: it returns at once and answers later.
using Start = std::function<void(std::shared_ptr<const Request>, Responder)>;

// Runs on a network thread, straight away: for answers from memory that take microseconds.
struct Quick {
    Answer answer;
};

using Handler = std::variant<Answer, Quick, Start>;

}  // namespace baton::http
