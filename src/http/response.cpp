#include "http/response.hpp"

#include <exception>
#include <string>
#include <utility>

#include "base/result.hpp"

namespace baton::http {

Response json_text(std::string text, int status) {
    return {.status = status, .content_type = "application/json", .body = std::move(text)};
}

Response plain_text(std::string text, int status) {
    return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(text)};
}

Response no_content() {
    return {.status = 204};
}

Responder::~Responder() {
    if (send_) {
        try {
            send_(fail(Failure::broken, "nobody answered this request"));
        } catch (const std::exception&) {
            send_ = nullptr;
        }
    }
}

void Responder::operator()(Result<Response> answer) {
    std::exchange(send_, nullptr)(std::move(answer));
}

}  // namespace baton::http
