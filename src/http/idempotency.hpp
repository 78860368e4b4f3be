#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/instant.hpp"
#include "base/mutex.hpp"
#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace baton::http {

// What was answered to a request that carried an Idempotency-Key.
struct StoredReply {
    std::string request_hash = {};
    int status = 200;
    std::string content_type = {};
    std::string body = {};
    Instant answered_at = {};

    bool operator==(const StoredReply&) const = default;
};

// Where replies are kept, for at least a day. May wait; called on worker threads.
struct ReplyDoor {
    std::function<Result<std::optional<StoredReply>>(const std::string& key)> find = {};
    std::function<Done(const std::string& key, const StoredReply& reply)> keep = {};
    // Runs `act`; what it commits is committed together with the mark that the request was carried
    // out (a reply of status 0). Whether there is a mark now: `keep` takes its place, `drop`
    // removes it. Without it there are no marks.
    std::function<bool(
        const std::string& key, const StoredReply& mark, const std::function<void()>& act)>
        alongside = {};
    std::function<Done(const std::string& key)> drop = {};
};

// Idempotency-Key: the same key with the same request gets the stored reply, with another request
// 422, while the first still runs 409. Keys belong to who asks. Only 2xx replies are kept: a
// refused request changed nothing, so it may run again. An answer marked `Cache-Control: no-store`
// holds a secret: of it only is kept that it was given, and asking again is 409. So it is when
// Baton ended between what the request did and its answer. Safe from any thread.
class Idempotency {
public:
    explicit Idempotency(ReplyDoor door) : door_(std::move(door)) {}

    // Answers by `answer` unless a reply is stored. REQUIRES: called on a worker thread.
    [[nodiscard]] Result<Response> run(const Request& request,
                                       std::string_view key,
                                       const Answer& answer);

private:
    [[nodiscard]] Result<Response> run_once(const Request& request,
                                            const std::string& key,
                                            const Answer& answer);

    ReplyDoor door_;
    Mutex mutex_;
    std::set<std::string> running_ GUARDED_BY(mutex_);
};

}  // namespace baton::http
