#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/instant.hpp"
#include "http/client.hpp"
#include "http/response.hpp"
#include "http/server.hpp"
#include "http/site.hpp"
#include "http/sse.hpp"

namespace baton::http::test {

// A server on a free port with small routes that show what arrived:
//   GET /echo/{text}      path parameter and query       POST /body      length and text of the
//   body POST /small           at most 10 bytes               POST /v1/track  ingestion POST
//   /upload          the size of the file           GET /big        300 kB of text GET /throws
//   throws                         POST /later     answered by answer_later() GET /events event
//   stream                   GET, POST /secret   for managers, scope s GET /crm/v3/broken    fails
//   GET /slow       a worker that waits a little
// Session cookie token "manager" or "rep"; Bearer "key" with scope s; Basic "wk".
class RunningSite {
public:
    explicit RunningSite(ServerOptions options = {});

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    [[nodiscard]] Server& server() { return *server_; }

    [[nodiscard]] Site& site() { return *site_; }

    [[nodiscard]] EventHub& hub() { return hub_; }

    // The response to one request on a connection of its own.
    [[nodiscard]] std::string ask(std::string_view request) const;
    // Waits until `count` requests to /later have come.
    void await_later(std::size_t count);
    // The same, then answers all of them.
    void answer_later(std::size_t count);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::vector<Route> routes();

    Clock clock_ = Clock::standing_at({1'000'000'000});
    EventHub hub_;
    std::mutex mutex_;
    std::filesystem::path folder_;
    std::unique_ptr<Site> site_;
    std::unique_ptr<Server> server_;
    std::vector<Responder> later_;  // ends before the server does
};

}  // namespace baton::http::test
