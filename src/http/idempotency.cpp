#include "http/idempotency.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/core.h>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/secrets.hpp"

namespace baton::http {

namespace {

constexpr std::size_t key_bytes_max = 255;

// Every part with its length, so that no two requests read alike.
std::string request_hash(const Request& request) {
    std::string text =
        fmt::format("{} {}:{}", name(request.method), request.path.size(), request.path);
    for (const Field& field : request.query) {
        text += fmt::format(
            " {}:{}={}:{}", field.name.size(), field.name, field.value.size(), field.value);
    }
    return sha256_hex(text + '\n' + request.body);
}

bool acceptable(std::string_view key) {
    return !key.empty() && key.size() <= key_bytes_max &&
           std::ranges::all_of(key, [](char letter) { return letter > 0x20 && letter < 0x7F; });
}

constexpr int not_kept = 0;  // the status of a reply that holds a secret or is not known

bool is_secret(const Response& response) {
    return find_header(response.headers, "Cache-Control") == "no-store";
}

Result<Response> replay(const StoredReply& stored) {
    if (stored.status == not_kept) {
        return fail(Failure::conflict,
                    "This request was carried out before. Its answer is not kept: it held a "
                    "secret, or Baton ended before it was given.");
    }
    return Response{.status = stored.status,
                    .content_type = stored.content_type,
                    .headers = {{"Idempotent-Replayed", "true"}},
                    .body = stored.body};
}

// Does something at the end of the scope, however it ends.
template <typename Act>
class AtEnd {
public:
    explicit AtEnd(Act act) : act_(std::move(act)) {}

    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;

    ~AtEnd() { act_(); }

private:
    Act act_;
};

}  // namespace

Result<Response> Idempotency::run(const Request& request,
                                  std::string_view key,
                                  const Answer& answer) {
    if (!acceptable(key)) {
        return fail(Failure::invalid, "An Idempotency-Key is 1 to 255 visible ASCII characters.");
    }
    const Principal& asker = request.principal;
    std::string scoped = fmt::format("{}:{}:{}", static_cast<int>(asker.kind), asker.id, key);
    {
        const Lock lock(mutex_);
        if (!running_.insert(scoped).second) {
            return fail(Failure::conflict,
                        "A request with this Idempotency-Key is still being answered.");
        }
    }
    const AtEnd forget([&] {
        const Lock lock(mutex_);
        running_.erase(scoped);
    });
    return run_once(request, scoped, answer);
}

Result<Response> Idempotency::run_once(const Request& request,
                                       const std::string& key,
                                       const Answer& answer) {
    const std::string hash = request_hash(request);
    if (const auto stored = TRY(door_.find(key))) {
        if (stored->request_hash == hash) {
            return replay(*stored);
        }
        return fail(
            Failure::invalid,
            "This Idempotency-Key was used for another request.",
            {{.where = "", .message = "differs from the request that used this key first"}});
    }
    Result<Response> answered = fail(Failure::broken, "there is no answer");
    const auto act = [&] { answered = answer(request); };
    bool marked = false;
    if (door_.alongside) {
        marked = door_.alongside(key, {.request_hash = hash, .answered_at = request.received}, act);
    } else {
        act();
    }
    if (!answered || answered->status < 200 || answered->status >= 300) {
        if (marked) {
            TRY(door_.drop(key));
        }
        return answered;
    }
    Response response = *std::move(answered);
    if (const auto* body = std::get_if<std::string>(&response.body)) {
        const bool secret = is_secret(response);
        TRY(door_.keep(key,
                       {.request_hash = hash,
                        .status = secret ? not_kept : response.status,
                        .content_type = response.content_type,
                        .body = secret ? std::string() : *body,
                        .answered_at = request.received}));
    }
    return response;
}

}  // namespace baton::http
