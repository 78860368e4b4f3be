#include "engine/outbound.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

namespace {

constexpr std::array<std::string_view, 3> format_names{"standard", "slack", "teams"};

}  // namespace

std::string_view name(Webhook::Format format) {
    return format_names.at(static_cast<std::size_t>(format));
}

std::optional<Webhook::Format> webhook_format(std::string_view name) {
    const auto* const found = std::ranges::find(format_names, name);
    if (found == format_names.end()) {
        return std::nullopt;
    }
    return static_cast<Webhook::Format>(found - format_names.begin());
}

Webhook webhook_of(const store::WebhookRow& row) {
    std::istringstream types(row.types);
    return {.id = row.id,
            .url = row.url,
            .description = row.description,
            .types = {std::istream_iterator<std::string>(types), {}},
            .format = webhook_format(row.format).value_or(Webhook::Format::standard),
            .key = row.key,
            .active = row.active,
            .stopped = row.stopped,
            .created_by = row.created_by,
            .created_at = row.created_at};
}

store::WebhookRow row_of(const Webhook& webhook) {
    std::string types;
    for (const std::string& type : webhook.types) {
        types += (types.empty() ? "" : " ") + type;
    }
    return {.id = webhook.id,
            .url = webhook.url,
            .description = webhook.description,
            .types = types,
            .format = std::string(name(webhook.format)),
            .key = webhook.key,
            .active = webhook.active,
            .stopped = webhook.stopped,
            .created_by = webhook.created_by,
            .created_at = webhook.created_at};
}

Done Outbound::load(store::Connection& connection) {
    std::vector<Webhook> webhooks;
    for (const store::WebhookRow& row : TRY(store::list_webhooks(connection))) {
        webhooks.push_back(webhook_of(row));
    }
    const Lock lock(mutex_);
    webhooks_ = std::move(webhooks);
    return {};
}

std::vector<Webhook> Outbound::list() const {
    const Lock lock(mutex_);
    return webhooks_;
}

std::optional<Webhook> Outbound::find(std::int64_t id) const {
    const Lock lock(mutex_);
    const auto found = std::ranges::find(webhooks_, id, &Webhook::id);
    return found == webhooks_.end() ? std::nullopt : std::optional(*found);
}

bool Outbound::empty() const {
    const Lock lock(mutex_);
    return std::ranges::none_of(webhooks_, &Webhook::active);
}

std::vector<std::int64_t> Outbound::receivers(std::string_view type) const {
    const Lock lock(mutex_);
    std::vector<std::int64_t> ids;
    for (const Webhook& webhook : webhooks_) {
        const auto& types = webhook.types;
        if (webhook.active && std::ranges::find(types, type) != types.end()) {
            ids.push_back(webhook.id);
        }
    }
    return ids;
}

void Outbound::set_wake(std::function<void()> wake) {
    const Lock lock(mutex_);
    wake_ = std::move(wake);
}

void Outbound::wake() const {
    const Lock lock(mutex_);
    if (wake_) {
        wake_();
    }
}

}  // namespace baton::engine
