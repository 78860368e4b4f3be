#include "engine/courier.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fmt/core.h>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "deliver/attempts.hpp"
#include "deliver/poster.hpp"
#include "deliver/signature.hpp"
#include "engine/mail_setup.hpp"
#include "engine/mailing.hpp"
#include "engine/messages.hpp"
#include "engine/outbound.hpp"
#include "engine/workspace.hpp"
#include "store/database.hpp"
#include "store/notices.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t at_once_each = 4;
constexpr auto rest_max = std::chrono::milliseconds(1000);
constexpr std::int64_t kept_micros = 30 * day_micros;
constexpr std::int64_t notices_kept_micros = 90 * day_micros;
constexpr std::int64_t forget_every_micros = hour_micros;
constexpr std::int64_t look_every_micros = 30 * second_micros;
constexpr int gone_status = 410;

std::string message_name(std::int64_t message) {
    return fmt::format("msg_{}", message);
}

std::string trouble_of(const deliver::Posted& posted, bool is_letter) {
    if (posted.arrived()) return {};
    if (posted.status == 0) return posted.trouble;
    return fmt::format("the {} answered {}", is_letter ? "mail server" : "receiver", posted.status);
}

}  // namespace

Result<std::unique_ptr<Courier>> Courier::start(Workspace& workspace, Options options) {
    auto poster = TRY(deliver::Poster::make(options.poster));
    return std::unique_ptr<Courier>(new Courier(workspace, std::move(options), std::move(poster)));
}

Courier::Courier(Workspace& workspace, Options options, std::unique_ptr<deliver::Poster> poster)
    : workspace_(workspace),
      options_(std::move(options)),
      poster_(std::move(poster)),
      chance_(std::random_device{}()) {
    workspace_.outbound().set_wake([this] { poster_->wake(); });
    thread_ = std::thread([this] { run(); });
}

// What is under way is sent again at the next start.
Courier::~Courier() {
    workspace_.outbound().set_wake(nullptr);
    stops_ = true;
    poster_->wake();
    thread_.join();
}

void Courier::run() {
    while (!stops_) {
        if (const Done done = work(); !done) {
            if (options_.on_trouble) {
                options_.on_trouble(done.error());
            }
            if (workspace_.broken()) {
                return;
            }
            std::this_thread::sleep_for(rest_max);
        }
    }
}

Done Courier::work() {
    const Instant now = workspace_.clock().now();
    TRY(send_due(now));
    TRY(send_letters(now));
    TRY(forget_old(now));
    const std::chrono::milliseconds most = TRY(rest(now));
    std::vector<deliver::Posted> posted = poster_->wait(most);
    return posted.empty() ? Done() : note(std::move(posted));
}

std::size_t Courier::under_way_to(std::int64_t webhook) const {
    return static_cast<std::size_t>(
        std::ranges::count(under_way_, webhook, [](const Way& way) { return way.first; }));
}

Done Courier::send_due(Instant now) {
    for (const Webhook& webhook : workspace_.outbound().list()) {
        const std::size_t busy = under_way_to(webhook.id);
        if (!webhook.active || busy >= at_once_each) {
            continue;
        }
        std::vector<store::DeliveryRow> due;
        {
            const store::Reading reading = workspace_.database().reading();
            due = TRY(store::due_deliveries(reading.connection(), webhook.id, now, at_once_each));
        }
        for (store::DeliveryRow& row : due) {
            const bool is_new = !under_way_.contains({row.webhook, row.message});
            if (is_new && under_way_to(webhook.id) < at_once_each) {
                send(webhook, std::move(row), now);
            }
        }
    }
    return {};
}

void Courier::send(const Webhook& webhook, store::DeliveryRow row, Instant now) {
    std::string body = workspace_.read([&](const Workspace::View& view) {
        return message_text(view.timeline,
                            {.type = row.type, .body = row.body, .at = row.created_at},
                            webhook.format,
                            now);
    });
    const std::string id = message_name(row.message);
    deliver::Post post{.url = webhook.url};
    if (webhook.format == Webhook::Format::standard) {
        post.headers = {{"webhook-id", id},
                        {"webhook-timestamp", std::to_string(now.micros / second_micros)},
                        {"webhook-signature", deliver::signature(webhook.key, id, now, body)}};
    }
    post.body = std::move(body);
    start(std::move(row), std::move(post));
}

void Courier::start(store::DeliveryRow row, deliver::Post post) {
    const std::int64_t flight = next_flight_++;
    under_way_.insert({row.webhook, row.message});
    flights_.emplace(flight, std::move(row));
    poster_->start(flight, std::move(post));
}

Done Courier::send_letters(Instant now) {
    std::optional<MailSetup> setup;
    std::vector<store::DeliveryRow> due;
    {
        const store::Reading reading = workspace_.database().reading();
        setup = TRY(mail_setup(reading));
    }
    mails_ = setup && setup->active;
    if (!mails_) {
        return {};
    }
    const std::optional<Instant> next = TRY(next_letter(workspace_));
    if ((next && *next <= now) || plus(letters_at_, look_every_micros) <= now) {
        letters_at_ = now;
        TRY(write_letters(workspace_, now));
    }
    {
        const store::Reading reading = workspace_.database().reading();
        due = TRY(store::due_deliveries(reading.connection(), mail_receiver, now, at_once_each));
    }
    for (store::DeliveryRow& row : due) {
        const bool is_new = !under_way_.contains({row.webhook, row.message});
        if (is_new && under_way_to(mail_receiver) < at_once_each) {
            TRY(send_letter(*setup, std::move(row), now));
        }
    }
    return {};
}

// What cannot be sent at all is settled at once, and says why.
Done Courier::send_letter(const MailSetup& setup, store::DeliveryRow row, Instant now) {
    auto post = letter_post(workspace_, setup, row, digests_, now);
    if (post && *post) {
        start(std::move(row), *std::move(*post));
        return {};
    }
    if (!post && post.error().failure != Failure::invalid) {
        return std::unexpected(post.error());
    }
    row.state = post ? "delivered" : "dead";
    row.trouble = post ? std::string("there was nothing left to say") : post.error().message;
    row.tried_at = now;
    return settle(row);
}

Done Courier::settle(const store::DeliveryRow& row) {
    TRY(workspace_.write_outside_ledger(
        [&](store::Writing& writing) { return store::set_delivery(writing.connection, row); }));
    workspace_.tell({"webhooks", "mail"});
    return {};
}

store::DeliveryRow Courier::outcome(store::DeliveryRow row,
                                    const deliver::Posted& posted,
                                    Instant now) {
    ++row.attempts;
    row.tried_at = now;
    row.status = posted.status;
    row.trouble = trouble_of(posted, row.webhook == mail_receiver);
    if (posted.arrived()) {
        row.state = "delivered";
        return row;
    }
    if (posted.hopeless) {
        row.state = "dead";
        return row;
    }
    const double chance = std::uniform_real_distribution<double>(0, 1)(chance_);
    const auto next =
        deliver::next_attempt(static_cast<int>(row.attempts), now, chance, posted.retry_after);
    row.state = next ? "waiting" : "dead";
    row.next_at = next.value_or(row.next_at);
    return row;
}

// All that finished together is one transaction.
Done Courier::note(std::vector<deliver::Posted> posted) {
    const Instant now = workspace_.clock().now();
    std::vector<store::DeliveryRow> rows;
    std::vector<std::int64_t> gone;
    for (const deliver::Posted& each : posted) {
        auto flight = flights_.extract(each.id);
        under_way_.erase({flight.mapped().webhook, flight.mapped().message});
        rows.push_back(outcome(std::move(flight.mapped()), each, now));
        if (each.status == gone_status) {
            gone.push_back(rows.back().webhook);
        }
    }
    const auto write = [&](store::Writing& writing) -> Done {
        for (const store::DeliveryRow& row : rows) {
            TRY(store::set_delivery(writing.connection, row));
        }
        for (const std::int64_t id : gone) {
            auto webhook = workspace_.outbound().find(id);
            if (webhook) {
                webhook->active = false;
                webhook->stopped = "the receiver answered 410: it does not exist any more";
                TRY(store::put_webhook(writing.connection, row_of(*webhook)));
            }
        }
        return gone.empty() ? Done() : workspace_.outbound().load(writing.connection);
    };
    TRY(workspace_.write_outside_ledger(write));
    workspace_.tell({"webhooks", "mail"});
    return {};
}

Done Courier::forget_old(Instant now) {
    if (plus(forgotten_at_, forget_every_micros) > now) {
        return {};
    }
    forgotten_at_ = now;
    return workspace_.write_outside_ledger([now](store::Writing& writing) -> Done {
        TRY(store::forget_notices(writing.connection, plus(now, -notices_kept_micros)));
        return store::forget_messages(writing.connection, plus(now, -kept_micros));
    });
}

// Until the next is due, at most a second: the clock of a workspace can be moved.
Result<std::chrono::milliseconds> Courier::rest(Instant now) const {
    std::vector<std::int64_t> free;
    for (const Webhook& webhook : workspace_.outbound().list()) {
        if (webhook.active && under_way_to(webhook.id) == 0) {
            free.push_back(webhook.id);
        }
    }
    std::optional<Instant> next;
    if (mails_ && under_way_to(mail_receiver) == 0) {
        free.push_back(mail_receiver);
        next = TRY(next_letter(workspace_));
    }
    if (!free.empty()) {
        const store::Reading reading = workspace_.database().reading();
        const auto delivery = TRY(store::next_delivery(reading.connection(), free));
        next = next && delivery ? std::min(*next, *delivery) : delivery ? delivery : next;
    }
    if (!next) {
        return rest_max;
    }
    const std::int64_t millis = std::max<std::int64_t>(0, (next->micros - now.micros) / 1000);
    return std::min<std::chrono::milliseconds>(rest_max, std::chrono::milliseconds(millis));
}

}  // namespace baton::engine
