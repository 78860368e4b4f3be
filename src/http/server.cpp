#include "http/server.hpp"

#include <atomic>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <fmt/core.h>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "http/access_log.hpp"
#include "http/connection.hpp"
#include "http/site.hpp"

namespace baton::http {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

namespace {

// A connection keeps its lane, and the lane's loop keeps what the connection waits for: what is
// left when the threads have ended is ended here, or neither would ever go.
void empty_out(Lane& lane) {
    lane.loop.restart();
    do {
        break_off(lane);
    } while (lane.loop.poll() > 0);
}

}  // namespace

struct Server::Engine {
    using Guard = asio::executor_work_guard<asio::io_context::executor_type>;

    Engine(Site& site, ServerOptions options)
        : floor(std::make_shared<Floor>(site, std::move(options))),
          workers(floor->options.worker_threads),
          lanes(make_lanes(floor->options.network_threads)),
          acceptor(lanes.front()->loop),
          pause(lanes.front()->loop) {
        floor->post = [this](Site::Work work) { return post(std::move(work)); };
    }

    static std::vector<std::shared_ptr<Lane>> make_lanes(unsigned count) {
        std::vector<std::shared_ptr<Lane>> lanes;
        for (unsigned lane = 0; lane < count; ++lane) {
            lanes.push_back(std::make_shared<Lane>());
        }
        return lanes;
    }

    Done listen();
    void run();
    void accept();
    void welcome(Tcp::socket socket, std::shared_ptr<Lane> lane);
    bool post(Site::Work work);
    bool wait_for_connections(std::chrono::milliseconds deadline) const;
    bool stop(std::chrono::milliseconds deadline);

    std::shared_ptr<Floor> floor;
    asio::thread_pool workers;
    std::atomic<std::size_t> work_waiting = 0;
    std::vector<std::shared_ptr<Lane>> lanes;
    std::vector<Guard> guards;
    std::vector<std::jthread> threads;
    Tcp::acceptor acceptor;
    asio::steady_timer pause;
    std::size_t next_lane = 0;
    std::uint16_t port = 0;
};

Done Server::Engine::listen() {
    boost::system::error_code problem;
    const auto address = asio::ip::make_address(floor->options.address, problem);
    if (problem) {
        return fail(Failure::invalid, fmt::format("{} is not an address", floor->options.address));
    }
    const Tcp::endpoint endpoint(address, floor->options.port);
    const auto failed = [&](const char* what) {
        return fail(Failure::refused,
                    fmt::format("cannot {} {}:{}: {}",
                                what,
                                floor->options.address,
                                floor->options.port,
                                problem.message()));
    };
    if (acceptor.open(endpoint.protocol(), problem)) {
        return failed("open");
    }
    acceptor.set_option(asio::socket_base::reuse_address(true), problem);
    if (acceptor.bind(endpoint, problem)) {
        return failed("bind");
    }
    if (acceptor.listen(asio::socket_base::max_listen_connections, problem)) {
        return failed("listen on");
    }
    port = acceptor.local_endpoint(problem).port();
    return {};
}

void Server::Engine::run() {
    accept();
    for (const auto& lane : lanes) {
        guards.emplace_back(lane->loop.get_executor());
        threads.emplace_back([lane] {
            while (!lane->loop.stopped()) {
                try {
                    lane->loop.run();
                } catch (const std::exception& problem) {
                    log_failure("-", "-", problem.what());
                }
            }
        });
    }
}

void Server::Engine::accept() {
    // By number: an accept that never ends must not keep the loop alive that keeps it.
    const auto lane = next_lane++ % lanes.size();
    acceptor.async_accept(lanes[lane]->loop,
                          [this, lane](boost::system::error_code problem, Tcp::socket socket) {
                              if (floor->stopping || problem == asio::error::operation_aborted) {
                                  return;
                              }
                              if (!problem) {
                                  welcome(std::move(socket), lanes[lane]);
                                  accept();
                                  return;
                              }
                              // Out of descriptors, mostly: connections must end before another can
                              // begin.
                              pause.expires_after(std::chrono::milliseconds(100));
                              pause.async_wait([this](boost::system::error_code) {
                                  if (!floor->stopping) {
                                      accept();
                                  }
                              });
                          });
}

void Server::Engine::welcome(Tcp::socket socket, std::shared_ptr<Lane> lane) {
    if (floor->connection_count >= floor->options.connections_max) {
        return;
    }
    boost::system::error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    floor->connection_count.fetch_add(1);
    asio::post(lane->loop, [shared = floor, lane, moved = std::move(socket)]() mutable {
        serve(std::move(shared), std::move(lane), std::move(moved));
    });
}

bool Server::Engine::post(Site::Work work) {
    if (work_waiting.fetch_add(1) >= floor->options.work_waiting_max) {
        work_waiting.fetch_sub(1);
        return false;
    }
    asio::post(workers, [this, moved = std::move(work)]() mutable {
        work_waiting.fetch_sub(1);
        moved();
    });
    return true;
}

bool Server::Engine::wait_for_connections(std::chrono::milliseconds deadline) const {
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (floor->connection_count > 0 && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return floor->connection_count == 0;
}

bool Server::Engine::stop(std::chrono::milliseconds deadline) {
    if (threads.empty()) {
        return true;
    }
    floor->stopping = true;
    asio::post(lanes.front()->loop, [this] {
        boost::system::error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
    });
    for (const auto& lane : lanes) {
        asio::post(lane->loop, [lane] { let_idle_go(*lane); });
    }
    const bool finished = wait_for_connections(deadline);
    if (!finished) {
        for (const auto& lane : lanes) {
            asio::post(lane->loop, [lane] { break_off(*lane); });
        }
        wait_for_connections(std::chrono::seconds(1));
    }
    workers.stop();
    workers.join();
    guards.clear();
    for (const auto& lane : lanes) {
        lane->loop.stop();
    }
    threads.clear();
    for (const auto& lane : lanes) {
        empty_out(*lane);
    }
    return finished;
}

Result<std::unique_ptr<Server>> Server::start(Site& site, ServerOptions options) {
    auto engine = std::make_unique<Engine>(site, std::move(options));
    TRY(engine->listen());
    engine->run();
    return std::unique_ptr<Server>(new Server(std::move(engine)));
}

Server::Server(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

Server::~Server() {
    stop(std::chrono::seconds(1));
}

std::uint16_t Server::port() const {
    return engine_->port;
}

std::string Server::url() const {
    const std::string& address = engine_->floor->options.address;
    const bool six = address.contains(':');
    return fmt::format("http://{}{}{}:{}", six ? "[" : "", address, six ? "]" : "", port());
}

bool Server::stop(std::chrono::milliseconds deadline) {
    return engine_->stop(deadline);
}

}  // namespace baton::http
