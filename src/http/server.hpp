#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "http/site.hpp"

namespace baton::http {

// How long a client may take. A silent or slow one is disconnected.
struct Patience {
    std::chrono::milliseconds idle = std::chrono::seconds(60);  // between two requests
    std::chrono::milliseconds head =
        std::chrono::seconds(10);  // from first byte to the last of the head
    std::chrono::milliseconds body =
        std::chrono::seconds(30);  // the whole body; of an upload: the next part
    std::chrono::milliseconds answer = std::chrono::seconds(60);  // the handler; then 503
    std::chrono::milliseconds write = std::chrono::seconds(20);   // the next 256 KiB of a response
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);
    std::chrono::milliseconds event_stream = std::chrono::hours(1);
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
    unsigned network_threads = 2;
    unsigned worker_threads = 4;
    std::size_t connections_max = 10'000;
    std::size_t work_waiting_max = 1'000;
    std::filesystem::path upload_folder = {};  // where bodies of uploading routes go first
    Patience patience = {};
};

// An HTTP/1.1 server for one site. Start, and stop from any thread but its own.
class Server {
public:
    // Listens from now on. Fails when the address is taken or is none. The site outlives the
    // server.
    static Result<std::unique_ptr<Server>> start(Site& site, ServerOptions options);

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    [[nodiscard]] std::uint16_t port() const;

    // "http://127.0.0.1:8080"
    [[nodiscard]] std::string url() const;

    // Accepts nothing more, finishes what was begun for at most `deadline`, then ends all threads.
    // True when every request was answered in time.
    bool stop(std::chrono::milliseconds deadline);

private:
    struct Engine;

    explicit Server(std::unique_ptr<Engine> engine);

    std::unique_ptr<Engine> engine_;
};

}  // namespace baton::http
