#include "connect/segment.hpp"

#include <chrono>
#include <cstddef>
#include <fmt/core.h>
#include <string>

#include "base/instant.hpp"

// How many Segment messages a second one core translates, JSON parsing included.
namespace {

constexpr std::size_t messages_per_batch = 100;
constexpr std::size_t batches = 2000;

std::string batch_of_messages() {
    std::string body = R"({"batch":[)";
    for (std::size_t i = 0; i < messages_per_batch; ++i) {
        if (i > 0) body += ',';
        body += fmt::format(
            R"({{"type":"{}","event":"Content Downloaded","messageId":"ajs-next-{:08}-4f0c","userId":"user-{}",
"anonymousId":"5a1f0e7c-1111-4222-8333-{:012}","timestamp":"2026-01-01T10:00:{:02}.123Z",
"properties":{{"asset":"buyers-guide","plan":"enterprise","seats":{},"path":"/resources/buyers-guide",
"url":"https://acme.test/resources/buyers-guide?utm_source=linkedin","title":"Buyers' guide","value":{}.5}},
"context":{{"library":{{"name":"analytics.js","version":"next-1.84.0"}},"locale":"en-GB",
"campaign":{{"name":"Launch Q3","source":"linkedin","medium":"cpc"}},
"page":{{"path":"/resources/buyers-guide","referrer":"https://www.linkedin.com/","search":"?utm_source=linkedin",
"title":"Buyers' guide","url":"https://acme.test/resources/buyers-guide?utm_source=linkedin"}},
"userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"}}}})",
            i % 3 == 0 ? "page" : "track",
            i,
            i % 10,
            i,
            i % 60,
            i,
            i);
    }
    return body + R"(],"sentAt":"2026-01-01T10:01:00.000Z"})";
}

}  // namespace

int main() {
    using SteadyClock = std::chrono::steady_clock;
    const auto body = batch_of_messages();
    const auto received = baton::parse_instant("2026-01-01T10:01:00Z");
    std::size_t accepted = 0;
    const auto start = SteadyClock::now();
    for (std::size_t i = 0; i < batches; ++i) {
        const auto batch = baton::connect::translate_segment(
            body, baton::connect::SegmentEndpoint::batch, {.received = *received});
        accepted += batch->accepted.size();
    }
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    fmt::print("segment batches {:10.0f} messages/s ({} messages of {} bytes)\n",
               static_cast<double>(accepted) / seconds,
               accepted,
               body.size() / messages_per_batch);
    return accepted == batches * messages_per_batch ? 0 : 1;
}
