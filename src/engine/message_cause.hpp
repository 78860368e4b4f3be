#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/event.hpp"

// How the ledger remembers from which message an event came, so that the message enters once. A
// touch carries the id itself; other events name it as their cause. Both carry what the content
// comes to.
namespace baton::engine {

struct SourceMessage {
    std::string_view id = {};  // empty: the event came from no message
    std::uint32_t body = 0;    // of its content; 0: not known
};

// The message of an event; refers to the event.
[[nodiscard]] SourceMessage message_of(const ledger::Event& event);

// The causes to record: "body:0a1b2c3d" for a touch, "message:ID body:0a1b2c3d" for all others.
[[nodiscard]] std::string touch_cause(std::uint32_t body);
[[nodiscard]] std::string message_cause(std::string_view id, std::uint32_t body);

}  // namespace baton::engine
