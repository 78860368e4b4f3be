#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "deliver/address.hpp"
#include "engine/outbound.hpp"
#include "engine/workspace.hpp"

// What people do with webhooks. None of it is in the ledger, as with keys: it is about programs,
// not about buyers. Each is durable when it returns; not from the writer's thread.
namespace baton::engine {

inline constexpr std::size_t webhooks_max = 50;

// What somebody wants a webhook to be; what is not given stays.
struct WebhookWish {
    std::optional<std::string> url = {};
    std::optional<std::string> description = {};
    std::optional<std::vector<std::string>> types = {};
    std::optional<std::string> format = {};
    std::optional<bool> active = {};
};

// With how many messages are on their way to it, and how many did not arrive.
struct WebhookState {
    Webhook webhook;
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
};

[[nodiscard]] Result<std::vector<WebhookState>> list_webhooks(Workspace& workspace);

// One message to one webhook.
struct Delivery {
    std::int64_t message = 0;
    std::string type = {};
    std::string state = {};  // waiting, delivered, dead
    std::int64_t attempts = 0;
    Instant created_at = {};
    std::optional<Instant> next_at = {};
    std::optional<Instant> tried_at = {};
    std::optional<std::int64_t> status = {};  // that was answered last
    std::optional<std::string> trouble = {};
};

struct DeliveryAsk {
    std::string state = {};   // empty: any
    std::int64_t before = 0;  // a message; 0: from the newest
    std::int64_t limit = 50;
};

// The newest first. not_found when there is no such webhook.
[[nodiscard]] Result<std::vector<Delivery>> list_deliveries(Workspace& workspace,
                                                            std::int64_t id,
                                                            const DeliveryAsk& ask);

// invalid, with a JSON pointer for every member that is wrong; refused when there are too many.
[[nodiscard]] Result<Webhook> add_webhook(Workspace& workspace,
                                          deliver::Reach reach,
                                          const WebhookWish& wish,
                                          const std::string& by);
[[nodiscard]] Result<Webhook> change_webhook(Workspace& workspace,
                                             deliver::Reach reach,
                                             std::int64_t id,
                                             const WebhookWish& wish);
// What is on its way to it goes too.
[[nodiscard]] Done remove_webhook(Workspace& workspace, std::int64_t id);
// A new signing key, from now on.
[[nodiscard]] Result<Webhook> renew_secret(Workspace& workspace, std::int64_t id);

// Sends it one message that says nothing.
[[nodiscard]] Done test_webhook(Workspace& workspace, std::int64_t id);

// One message that did not arrive goes on its way again; refused when it is no dead one.
[[nodiscard]] Done retry_message(Workspace& workspace, std::int64_t id, std::int64_t message);
// All of them. How many.
[[nodiscard]] Result<std::int64_t> retry_dead(Workspace& workspace, std::int64_t id);

}  // namespace baton::engine
