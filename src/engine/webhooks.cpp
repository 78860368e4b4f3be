#include "engine/webhooks.hpp"

#include <algorithm>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "deliver/address.hpp"
#include "deliver/signature.hpp"
#include "engine/mail_setup.hpp"
#include "engine/messages.hpp"
#include "engine/outbound.hpp"
#include "engine/workspace.hpp"
#include "store/database.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t description_bytes_max = 500;

std::string new_key() {
    const deliver::SigningKey key = deliver::random_signing_key();
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

void check_types(const std::vector<std::string>& types, std::vector<Problem>& problems) {
    if (types.empty()) {
        problems.push_back({"/types", "name at least one type of message"});
    }
    std::vector<std::string> known;
    for (const MessageType& type : message_types()) {
        known.emplace_back(type.name);
    }
    for (std::size_t at = 0; at < types.size(); ++at) {
        if (std::ranges::find(known, types[at]) != known.end()) {
            continue;
        }
        const auto meant = text::nearest(types[at], known);
        problems.push_back({fmt::format("/types/{}", at),
                            meant
                                ? fmt::format("there is no such message; did you mean {}?", *meant)
                                : std::string("there is no such message")});
    }
}

// The webhook as it is wished.
Result<Webhook> applied(Webhook webhook, deliver::Reach reach, const WebhookWish& wish) {
    std::vector<Problem> problems;
    if (wish.url) {
        auto url = deliver::check_url(text::trimmed(*wish.url), reach);
        if (url) {
            webhook.url = *std::move(url);
        } else {
            problems.push_back({"/url", url.error().message});
        }
    }
    if (wish.types) {
        check_types(*wish.types, problems);
        webhook.types = *wish.types;
        std::ranges::sort(webhook.types);
        webhook.types.erase(std::ranges::unique(webhook.types).begin(), webhook.types.end());
    }
    if (wish.format) {
        const auto format = webhook_format(*wish.format);
        if (!format) {
            problems.push_back({"/format", "must be standard, slack or teams"});
        }
        webhook.format = format.value_or(webhook.format);
    }
    if (wish.description) {
        webhook.description = std::string(text::trimmed(*wish.description));
        if (webhook.description.size() > description_bytes_max) {
            problems.push_back({"/description", "is longer than 500 bytes"});
        }
    }
    if (wish.active) {
        webhook.active = *wish.active;
        webhook.stopped.clear();
    }
    if (!problems.empty()) {
        return fail(Failure::invalid, "This webhook cannot be.", std::move(problems));
    }
    return webhook;
}

// After the write: as memory has it.
Done keep(Workspace& workspace, const std::function<Done(store::Writing&)>& write) {
    const auto written = [&](store::Writing& writing) -> Done {
        TRY(write(writing));
        return workspace.outbound().load(writing.connection);
    };
    TRY(workspace.write_outside_ledger(written));
    workspace.outbound().wake();
    workspace.tell({"webhooks"});
    return {};
}

Result<Webhook> find(Workspace& workspace, std::int64_t id) {
    if (auto webhook = workspace.outbound().find(id)) {
        return *std::move(webhook);
    }
    return fail(Failure::not_found, "There is no such webhook.");
}

// Letters are told of as what goes to webhooks is.
Done check_receiver(Workspace& workspace, std::int64_t id) {
    if (id != mail_receiver) {
        TRY(find(workspace, id));
    }
    return {};
}

Delivery delivery_of(const store::DeliveryRow& row) {
    return {.message = row.message,
            .type = row.type,
            .state = row.state,
            .attempts = row.attempts,
            .created_at = row.created_at,
            .next_at = row.state == "waiting" ? std::optional(row.next_at) : std::nullopt,
            .tried_at = row.tried_at,
            .status = row.status == 0 ? std::nullopt : std::optional(row.status),
            .trouble = row.trouble.empty() ? std::nullopt : std::optional(row.trouble)};
}

}  // namespace

Result<std::vector<WebhookState>> list_webhooks(Workspace& workspace) {
    const store::Reading reading = workspace.database().reading();
    std::vector<WebhookState> states;
    for (Webhook& webhook : workspace.outbound().list()) {
        const auto counts = TRY(store::count_deliveries(reading.connection(), webhook.id));
        states.push_back(
            {.webhook = std::move(webhook), .waiting = counts.waiting, .dead = counts.dead});
    }
    return states;
}

Result<std::vector<Delivery>> list_deliveries(Workspace& workspace,
                                              std::int64_t id,
                                              const DeliveryAsk& ask) {
    TRY(check_receiver(workspace, id));
    const store::Reading reading = workspace.database().reading();
    const auto rows =
        TRY(store::list_deliveries(reading.connection(), id, ask.state, ask.before, ask.limit));
    std::vector<Delivery> deliveries;
    for (const store::DeliveryRow& row : rows) {
        deliveries.push_back(delivery_of(row));
    }
    return deliveries;
}

Result<Webhook> add_webhook(Workspace& workspace,
                            deliver::Reach reach,
                            const WebhookWish& wish,
                            const std::string& by) {
    const WebhookWish whole{.url = wish.url.value_or(""),
                            .description = wish.description,
                            .types = wish.types.value_or(std::vector<std::string>()),
                            .format = wish.format,
                            .active = wish.active};
    Webhook webhook = TRY(applied(
        {.key = new_key(), .created_by = by, .created_at = workspace.clock().now()}, reach, whole));
    const auto written = [&](store::Writing& writing) -> Done {
        const auto rows = TRY(store::list_webhooks(writing.connection));
        if (rows.size() >= webhooks_max) {
            return fail(
                Failure::refused,
                fmt::format("There are {} webhooks already; remove one first.", rows.size()));
        }
        webhook.id = TRY(writing.ids.next("webhook"));
        return store::put_webhook(writing.connection, row_of(webhook));
    };
    TRY(keep(workspace, written));
    return webhook;
}

Result<Webhook> change_webhook(Workspace& workspace,
                               deliver::Reach reach,
                               std::int64_t id,
                               const WebhookWish& wish) {
    Webhook before = TRY(find(workspace, id));
    const Webhook webhook = TRY(applied(std::move(before), reach, wish));
    TRY(keep(workspace, [&](store::Writing& writing) {
        return store::put_webhook(writing.connection, row_of(webhook));
    }));
    return webhook;
}

Done remove_webhook(Workspace& workspace, std::int64_t id) {
    TRY(find(workspace, id));
    return keep(workspace, [&](store::Writing& writing) {
        return store::remove_webhook(writing.connection, id);
    });
}

Result<Webhook> renew_secret(Workspace& workspace, std::int64_t id) {
    Webhook webhook = TRY(find(workspace, id));
    webhook.key = new_key();
    TRY(keep(workspace, [&](store::Writing& writing) {
        return store::put_webhook(writing.connection, row_of(webhook));
    }));
    return webhook;
}

Done test_webhook(Workspace& workspace, std::int64_t id) {
    const Webhook webhook = TRY(find(workspace, id));
    if (!webhook.active) {
        return fail(Failure::refused, "This webhook is switched off; switch it on first.");
    }
    const Instant now = workspace.clock().now();
    return keep(workspace, [&](store::Writing& writing) -> Done {
        const auto message = TRY(writing.outbox.add(0, test_type, "{}", now));
        return store::add_delivery(writing.connection, id, message, now);
    });
}

Done retry_message(Workspace& workspace, std::int64_t id, std::int64_t message) {
    TRY(check_receiver(workspace, id));
    const Instant now = workspace.clock().now();
    return keep(workspace, [&](store::Writing& writing) -> Done {
        auto delivery = TRY(store::find_delivery(writing.connection, id, message));
        if (!delivery) {
            return fail(Failure::not_found, "There is no such message.");
        }
        if (delivery->state != "dead") {
            return fail(Failure::refused, "This message has arrived or is still on its way.");
        }
        delivery->state = "waiting";
        delivery->attempts = 0;
        delivery->next_at = now;
        return store::set_delivery(writing.connection, *delivery);
    });
}

Result<std::int64_t> retry_dead(Workspace& workspace, std::int64_t id) {
    TRY(check_receiver(workspace, id));
    std::int64_t count = 0;
    const auto written = [&](store::Writing& writing) -> Done {
        count = TRY(store::revive_deliveries(writing.connection, id, workspace.clock().now()));
        return {};
    };
    TRY(keep(workspace, written));
    return count;
}

}  // namespace baton::engine
