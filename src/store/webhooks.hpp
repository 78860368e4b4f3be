#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/sqlite/connection.hpp"

// Who outside is told what, and how far each message has come with each of them. The messages are
// rows of the outbox. None of it is in the ledger or in the state hash. Writers inside a
// Transaction.
namespace baton::store {

struct WebhookRow {
    std::int64_t id = 0;  // rises
    std::string url = {};
    std::string description = {};
    std::string types = {};   // of messages, separated by spaces
    std::string format = {};  // standard, slack, teams
    std::string key = {};     // signing key, as it is
    bool active = true;
    std::string stopped = {};  // why it is not active, when nobody switched it off
    std::string created_by = {};
    Instant created_at = {};
    bool operator==(const WebhookRow&) const = default;
};

[[nodiscard]] Result<std::vector<WebhookRow>> list_webhooks(Connection& connection);
// Makes it, or takes the place of the one with its id.
[[nodiscard]] Done put_webhook(Connection& connection, const WebhookRow& webhook);
// With all that was on its way to it.
[[nodiscard]] Done remove_webhook(Connection& connection, std::int64_t id);

// One message on its way to one receiver.
struct DeliveryRow {
    std::int64_t webhook = 0;
    std::int64_t message = 0;
    std::string type = {};
    std::string body = {};
    Instant created_at = {};
    std::string state = {};  // waiting, delivered, dead
    std::int64_t attempts = 0;
    Instant next_at = {};                  // of a waiting one
    std::optional<Instant> tried_at = {};  // the last time
    std::int64_t status = 0;               // that the receiver answered then; 0: none
    std::string trouble = {};              // what went wrong then
    bool operator==(const DeliveryRow&) const = default;
};

// A message of the outbox begins its way to a receiver.
[[nodiscard]] Done add_delivery(Connection& connection,
                                std::int64_t webhook,
                                std::int64_t message,
                                Instant now);
// State, attempts and what became of the last; the message's own columns are not read. Nothing
// happens when the receiver was removed.
[[nodiscard]] Done set_delivery(Connection& connection, const DeliveryRow& delivery);
// All that is dead goes on its way again. How many.
[[nodiscard]] Result<std::int64_t> revive_deliveries(Connection& connection,
                                                     std::int64_t webhook,
                                                     Instant now);

// What is waiting for a receiver and due at `now`, the earliest due first.
[[nodiscard]] Result<std::vector<DeliveryRow>> due_deliveries(Connection& connection,
                                                              std::int64_t webhook,
                                                              Instant now,
                                                              std::int64_t limit);
// When the next of all is due; nullopt when nothing waits.
[[nodiscard]] Result<std::optional<Instant>> next_delivery(Connection& connection,
                                                           std::span<const std::int64_t> webhooks);

// Of one receiver, the newest message first, before that message (0: from the newest). `state`
// empty: any.
[[nodiscard]] Result<std::vector<DeliveryRow>> list_deliveries(Connection& connection,
                                                               std::int64_t webhook,
                                                               std::string_view state,
                                                               std::int64_t before,
                                                               std::int64_t limit);
[[nodiscard]] Result<std::optional<DeliveryRow>> find_delivery(Connection& connection,
                                                               std::int64_t webhook,
                                                               std::int64_t message);

struct DeliveryCounts {
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
};

[[nodiscard]] Result<DeliveryCounts> count_deliveries(Connection& connection, std::int64_t webhook);

// Messages from before `before` that are not on their way to anybody any more, with what became of
// them.
[[nodiscard]] Done forget_messages(Connection& connection, Instant before);

}  // namespace baton::store
