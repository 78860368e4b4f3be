#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "engine/batch.hpp"
#include "engine/outbound.hpp"
#include "ledger/timeline.hpp"

// What the world outside can be told: which messages a group of commands makes, and what each says.
namespace baton::engine {

// A type that webhooks can ask for, and what it says, for people.
struct MessageType {
    std::string_view name;
    std::string_view meaning;
};

[[nodiscard]] std::span<const MessageType> message_types();
// Sent to one webhook when somebody tries it; nobody asks for it.
inline constexpr std::string_view test_type = "webhook.test";

// Puts the messages of a batch into it, for those webhooks that want them. What happened more than
// a day before it was recorded is history, such as an import brings, and no news. Linear in the
// batch; nothing at all without webhooks.
void announce(const ledger::Timeline& timeline, const Outbound& outbound, Batch& batch);

// What is sent: ids as they were recorded, names as they are now. Who was erased has none.
struct MessageText {
    std::string_view type;
    std::string_view body;  // as it was kept
    Instant at;
};

[[nodiscard]] std::string message_text(const ledger::Timeline& timeline,
                                       const MessageText& message,
                                       Webhook::Format format,
                                       Instant now);

}  // namespace baton::engine
