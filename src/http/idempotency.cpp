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

Response replay(const StoredReply& stored) {
    return {.status = stored.status,
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
    Response response = TRY(answer(request));
    const auto* body = std::get_if<std::string>(&response.body);
    if (body != nullptr && response.status >= 200 && response.status < 300) {
        TRY(door_.keep(key,
                       {.request_hash = hash,
                        .status = response.status,
                        .content_type = response.content_type,
                        .body = *body,
                        .answered_at = request.received}));
    }
    return response;
}

}  // namespace baton::http
