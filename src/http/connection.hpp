#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>
#include <set>

#include "http/server.hpp"
#include "http/site.hpp"

// Inside the server only: this header brings Asio.
namespace baton::http {

class Connection;

// What all connections share.
struct Floor {
    Site& site;
    ServerOptions options;
    Site::Post post;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> connection_count = 0;
};

// One network thread: an event loop and the connections it serves. Everything but `loop` is touched
// on its own thread only. Answers that come late keep it alive.
struct Lane : std::enable_shared_from_this<Lane> {
    boost::asio::io_context loop{1};
    std::set<Connection*> connections;
};

// Serves one client until it leaves. REQUIRES: called on the lane's thread.
void serve(std::shared_ptr<Floor> floor,
           std::shared_ptr<Lane> lane,
           boost::asio::ip::tcp::socket socket);

// Lets idle clients go and wakes event streams. REQUIRES: called on the lane's thread.
void let_idle_go(Lane& lane);

// Ends every connection, answered or not. REQUIRES: called on the lane's thread.
void break_off(Lane& lane);

}  // namespace baton::http
