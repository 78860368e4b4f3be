#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace baton::test {

// A free port of 127.0.0.1. Each connection is served on a thread of its own and closed after that;
// all have ended when it is gone.
class Listener {
public:
    explicit Listener(std::function<void(int)> serve);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

    // Whether it is about to be gone.
    [[nodiscard]] bool ends() const { return ends_; }

    // Appends what comes next; false when nothing does any more.
    bool read_more(int connection, std::string& bytes) const;

    // Does nothing until it ends.
    void hang() const;

private:
    void accept_all();

    std::function<void(int)> serve_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> ends_ = false;
    std::vector<std::thread> connections_;
    std::thread thread_;
};

void say(int connection, const std::string& text);

}  // namespace baton::test
