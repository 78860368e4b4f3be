#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "deliver/address.hpp"

namespace baton::deliver {

// To whom a letter goes, by which mail server. REQUIRES: checked addresses (mail.hpp).
struct Envelope {
    std::string from = {};
    std::string to = {};
    std::string user = {};  // empty: the server asks nobody
    std::string password = {};
    bool sealed = true;  // nothing is said before the connection is encrypted
};

// One POST of a JSON body; with an envelope one letter, and the url is smtp:// or smtps://.
struct Post {
    std::string url = {};
    std::vector<std::pair<std::string, std::string>> headers = {};  // further ones
    std::string body = {};
    std::optional<Envelope> envelope = {};
};

// What became of it. `status` 0: no answer came, and `trouble` says why.
struct Posted {
    std::int64_t id = 0;
    int status = 0;         // of HTTP; of a letter the last reply of SMTP
    bool hopeless = false;  // a mail server said that it will never take this letter
    std::string trouble = {};
    std::string answer = {};                       // the first bytes of the answer's body
    std::optional<std::int64_t> retry_after = {};  // seconds, as the receiver asked

    [[nodiscard]] bool arrived() const { return status >= 200 && status < 300; }
};

// Sends many posts and letters at once on the thread that waits: none waits for another.
// Redirections are not followed, proxies of the environment not used, answers read no further than
// is told. One thread; `wake` from any.
class Poster {
public:
    struct Options {
        Reach reach = Reach::public_only;
        std::chrono::milliseconds patience = std::chrono::seconds(15);  // for a whole post
        std::chrono::milliseconds connect_patience = std::chrono::seconds(5);
    };

    static constexpr std::size_t answer_bytes_max = 1024;

    static Result<std::unique_ptr<Poster>> make(Options options);
    virtual ~Poster() = default;
    Poster(const Poster&) = delete;
    Poster& operator=(const Poster&) = delete;

    virtual void start(std::int64_t id, Post post) = 0;
    [[nodiscard]] virtual std::size_t under_way() const = 0;

    // What has finished, at the latest after `most`; earlier when something does, or is woken.
    [[nodiscard]] virtual std::vector<Posted> wait(std::chrono::milliseconds most) = 0;

    virtual void wake() = 0;

protected:
    Poster() = default;
};

}  // namespace baton::deliver
