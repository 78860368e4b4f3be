#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/mutex.hpp"
#include "base/result.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

// An address outside that is told of some types of messages (messages.hpp).
struct Webhook {
    // standard: Standard Webhooks 1.0. slack: a line of text, as Slack and Mattermost take it.
    // teams: the same as a card.
    enum class Format : std::uint8_t { standard, slack, teams };

    std::int64_t id = 0;
    std::string url = {};
    std::string description = {};
    std::vector<std::string> types = {};
    Format format = Format::standard;
    std::string key = {};  // signs
    bool active = true;
    std::string stopped = {};  // why Baton itself stopped it
    std::string created_by = {};
    Instant created_at = {};
};

[[nodiscard]] std::string_view name(Webhook::Format format);
[[nodiscard]] std::optional<Webhook::Format> webhook_format(std::string_view name);

[[nodiscard]] Webhook webhook_of(const store::WebhookRow& row);
[[nodiscard]] store::WebhookRow row_of(const Webhook& webhook);

// The webhooks of a workspace, in memory. Safe from any thread.
class Outbound {
public:
    [[nodiscard]] Done load(store::Connection& connection);

    [[nodiscard]] std::vector<Webhook> list() const;
    [[nodiscard]] std::optional<Webhook> find(std::int64_t id) const;

    [[nodiscard]] bool empty() const;
    // Active ones that want this type.
    [[nodiscard]] std::vector<std::int64_t> receivers(std::string_view type) const;

    // What is called when messages were committed, or webhooks changed; null: nobody.
    void set_wake(std::function<void()> wake);
    void wake() const;

private:
    mutable Mutex mutex_;
    std::vector<Webhook> webhooks_ GUARDED_BY(mutex_);
    std::function<void()> wake_ GUARDED_BY(mutex_);
};

}  // namespace baton::engine
