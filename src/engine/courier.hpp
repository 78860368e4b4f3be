#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "deliver/poster.hpp"
#include "engine/mail_setup.hpp"
#include "engine/mailing.hpp"
#include "engine/outbound.hpp"
#include "engine/workspace.hpp"
#include "store/webhooks.hpp"

namespace baton::engine {

// Brings messages to webhooks and letters to a mail server, on a thread of its own: each until it
// has arrived (2xx), or has failed ten times over 75 hours, and is then dead: kept, shown, sent
// again when people say so. A receiver that answers 410 is switched off. Of each receiver a few are
// under way at once, so one that hangs slows no other. What was sent while the program was killed
// is sent again under the same id. Messages and what became of them are kept for 30 days.
class Courier {
public:
    struct Options {
        deliver::Poster::Options poster = {};
        std::function<void(const Error&)> on_trouble = {};  // of our own making, not receivers'
    };

    // The workspace outlives it.
    static Result<std::unique_ptr<Courier>> start(Workspace& workspace, Options options);
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

private:
    using Way = std::pair<std::int64_t, std::int64_t>;  // webhook, message

    Courier(Workspace& workspace, Options options, std::unique_ptr<deliver::Poster> poster);

    void run();
    [[nodiscard]] Done work();
    [[nodiscard]] Done send_due(Instant now);
    void send(const Webhook& webhook, store::DeliveryRow row, Instant now);
    [[nodiscard]] Done send_letters(Instant now);
    [[nodiscard]] Done send_letter(const MailSetup& setup, store::DeliveryRow row, Instant now);
    void start(store::DeliveryRow row, deliver::Post post);
    [[nodiscard]] Done settle(const store::DeliveryRow& row);
    [[nodiscard]] Done note(std::vector<deliver::Posted> posted);
    [[nodiscard]] store::DeliveryRow outcome(store::DeliveryRow row,
                                             const deliver::Posted& posted,
                                             Instant now);
    [[nodiscard]] Done forget_old(Instant now);
    [[nodiscard]] Result<std::chrono::milliseconds> rest(Instant now) const;
    [[nodiscard]] std::size_t under_way_to(std::int64_t webhook) const;

    Workspace& workspace_;
    const Options options_;
    std::unique_ptr<deliver::Poster> poster_;
    std::atomic<bool> stops_ = false;

    // The courier's thread.
    std::int64_t next_flight_ = 1;
    std::map<std::int64_t, store::DeliveryRow> flights_;
    std::set<Way> under_way_;
    Instant forgotten_at_ = Instant::earliest();
    Instant letters_at_ = Instant::earliest();  // when was looked for digests last
    bool mails_ = false;
    Digests digests_;
    std::minstd_rand chance_;

    std::thread thread_;
};

}  // namespace baton::engine
