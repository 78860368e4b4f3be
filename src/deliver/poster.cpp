#include "deliver/poster.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <curl/curl.h>
#include <curl/easy.h>
#include <curl/multi.h>
#include <curl/system.h>
#include <fmt/core.h>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "deliver/address.hpp"

namespace baton::deliver {

namespace {

constexpr long connections_max = 64;
constexpr int smtp_refusals = 400;
// About this letter: no such mailbox, too large, not wanted. 530 to 538 are about who sends it.
constexpr int smtp_hopeless_first = 550;
constexpr int smtp_hopeless_last = 554;

// curl's handles are all void.
struct EasyEnded {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct MultiEnded {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

struct ListEnded {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// One under way. curl keeps pointers to it.
struct Flight {
    std::int64_t id = 0;
    Post post;
    Reach reach = Reach::public_only;
    bool refused = false;  // the address that the name led to may not be reached
    std::string answer;
    std::size_t sent = 0;  // of the letter
    std::unique_ptr<CURL, EasyEnded> easy;
    std::unique_ptr<curl_slist, ListEnded> headers;
    std::array<char, CURL_ERROR_SIZE> trouble{};
};

std::size_t take_answer(const char* bytes, std::size_t size, std::size_t count, void* flight) {
    auto& answer = static_cast<Flight*>(flight)->answer;
    const std::size_t got = size * count;
    answer.append(bytes, std::min(got, Poster::answer_bytes_max - answer.size()));
    return got;
}

std::size_t give_letter(char* into, std::size_t size, std::size_t count, void* flight) {
    auto& each = *static_cast<Flight*>(flight);
    const std::size_t part = std::min(size * count, each.post.body.size() - each.sent);
    std::copy_n(each.post.body.data() + each.sent, part, into);
    each.sent += part;
    return part;
}

curl_socket_t open_socket(void* flight, curlsocktype /*purpose*/, curl_sockaddr* address) {
    auto& each = *static_cast<Flight*>(flight);
    if (!may_reach(address->addr, each.reach)) {
        each.refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void add_header(Flight& flight, const std::string& line) {
    flight.headers.reset(curl_slist_append(flight.headers.release(), line.c_str()));
}

class CurlPoster final : public Poster {
public:
    explicit CurlPoster(Options options) : options_(options), multi_(curl_multi_init()) {
        if (multi_) {
            curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, connections_max);
        }
    }

    ~CurlPoster() override {
        for (auto& [easy, flight] : flights_) {
            curl_multi_remove_handle(multi_.get(), easy);
        }
    }

    [[nodiscard]] bool ready() const { return multi_ != nullptr; }

    void start(std::int64_t id, Post post) override {
        auto flight = std::make_unique<Flight>();
        flight->id = id;
        flight->post = std::move(post);
        flight->reach = options_.reach;
        flight->easy.reset(curl_easy_init());
        set_up(*flight);
        CURL* const easy = flight->easy.get();
        curl_multi_add_handle(multi_.get(), easy);
        flights_.emplace(easy, std::move(flight));
    }

    [[nodiscard]] std::size_t under_way() const override { return flights_.size(); }

    [[nodiscard]] std::vector<Posted> wait(std::chrono::milliseconds most) override {
        int running = 0;
        curl_multi_perform(multi_.get(), &running);
        std::vector<Posted> posted = take_finished();
        if (posted.empty()) {
            curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(most.count()), nullptr);
            curl_multi_perform(multi_.get(), &running);
            posted = take_finished();
        }
        return posted;
    }

    void wake() override { curl_multi_wakeup(multi_.get()); }

private:
    void set_up(Flight& flight) const {
        CURL* const easy = flight.easy.get();
        if (flight.post.envelope) {
            set_up_letter(flight, *flight.post.envelope);
        } else {
            set_up_post(flight);
        }
        curl_easy_setopt(easy, CURLOPT_URL, flight.post.url.c_str());
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, long(options_.patience.count()));
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, long(options_.connect_patience.count()));
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, flight.trouble.data());
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_answer);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &flight);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &flight);
    }

    static void set_up_post(Flight& flight) {
        CURL* const easy = flight.easy.get();
        add_header(flight, "Content-Type: application/json");
        add_header(flight, "Expect:");
        for (const auto& [name, value] : flight.post.headers) {
            add_header(flight, fmt::format("{}: {}", name, value));
        }
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_USERAGENT, "Baton");
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, flight.headers.get());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(flight.post.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, flight.post.body.data());
    }

    static void set_up_letter(Flight& flight, const Envelope& envelope) {
        CURL* const easy = flight.easy.get();
        add_header(flight, fmt::format("<{}>", envelope.to));
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(easy, CURLOPT_USE_SSL, envelope.sealed ? CURLUSESSL_ALL : CURLUSESSL_NONE);
        curl_easy_setopt(easy, CURLOPT_MAIL_FROM, fmt::format("<{}>", envelope.from).c_str());
        curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, flight.headers.get());
        if (!envelope.user.empty()) {
            curl_easy_setopt(easy, CURLOPT_USERNAME, envelope.user.c_str());
            curl_easy_setopt(easy, CURLOPT_PASSWORD, envelope.password.c_str());
        }
        // A letter that was begun on a connection that had died could not be begun again.
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
        curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(flight.post.body.size()));
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, give_letter);
        curl_easy_setopt(easy, CURLOPT_READDATA, &flight);
    }

    std::vector<Posted> take_finished() {
        std::vector<Posted> posted;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg != CURLMSG_DONE) {
                continue;
            }
            CURL* const easy = message->easy_handle;
            const CURLcode outcome = message->data.result;
            const auto found = flights_.find(easy);
            posted.push_back(outcome_of(*found->second, outcome));
            curl_multi_remove_handle(multi_.get(), easy);
            flights_.erase(found);
        }
        return posted;
    }

    static int status_of(const Flight& flight) {
        long status = 0;
        curl_easy_getinfo(flight.easy.get(), CURLINFO_RESPONSE_CODE, &status);
        return static_cast<int>(status);
    }

    static Posted outcome_of(const Flight& flight, CURLcode outcome) {
        Posted posted{.id = flight.id, .answer = flight.answer};
        if (outcome != CURLE_OK) {
            const std::string_view said(flight.trouble.data());
            posted.trouble = flight.refused ? "the address leads into a private network"
                             : said.empty() ? std::string(curl_easy_strerror(outcome))
                                            : std::string(said);
            if (flight.post.envelope) {
                posted.status = status_of(flight) >= smtp_refusals ? status_of(flight) : 0;
                // Said of its receiver or of itself; of the sender, it would be said of every
                // letter.
                const bool of_letter = flight.sent > 0 || said.starts_with("RCPT failed");
                posted.hopeless = of_letter && posted.status >= smtp_hopeless_first &&
                                  posted.status <= smtp_hopeless_last;
            }
            return posted;
        }
        posted.status = status_of(flight);
        curl_off_t after = 0;
        if (curl_easy_getinfo(flight.easy.get(), CURLINFO_RETRY_AFTER, &after) == CURLE_OK &&
            after > 0) {
            posted.retry_after = after;
        }
        return posted;
    }

    const Options options_;
    std::unique_ptr<CURLM, MultiEnded> multi_;
    std::map<CURL*, std::unique_ptr<Flight>> flights_;
};

}  // namespace

Result<std::unique_ptr<Poster>> Poster::make(Options options) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    auto poster = std::make_unique<CurlPoster>(options);
    if (!poster->ready()) {
        return fail(Failure::broken, "libcurl could not be started");
    }
    return poster;
}

}  // namespace baton::deliver
