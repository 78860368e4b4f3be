#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "deliver/listener.hpp"

namespace baton::test {

// What came in over HTTP/1.1: header names in lower case.
struct Received {
    std::string path;
    std::map<std::string, std::string> headers;
    std::string body;
};

struct Reply {
    int status = 204;
    std::string headers = {};  // further lines, each ending in CRLF
    std::string body = {};
    bool hangs = false;  // no answer at all, until the receiver ends
};

// Somebody else's web server, on a free port of 127.0.0.1: answers every POST as it is told, each
// connection on a thread of its own.
class Receiver {
public:
    explicit Receiver(std::function<Reply(const Received&)> answer);

    [[nodiscard]] std::string url(const std::string& path = "/hook") const;
    [[nodiscard]] std::vector<Received> received();

private:
    void serve(int socket);

    std::function<Reply(const Received&)> answer_;
    std::mutex mutex_;
    std::vector<Received> received_;
    Listener listener_;
};

}  // namespace baton::test
