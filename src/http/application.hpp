#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "deliver/address.hpp"
#include "engine/accounts.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "engine/import_jobs.hpp"
#include "engine/workspace.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/session.hpp"
#include "http/site.hpp"
#include "http/sse.hpp"
#include "http/static_page.hpp"
#include "ledger/event.hpp"

namespace baton::http {

// Whom a visitor of the demonstration plays.
struct DemoBuyer {
    std::string external_id = {};
    std::string email = {};
    std::string name = {};
};

// What a write answers: the record, when it made one, and what undoes it, when that can be undone.
struct Written {
    std::optional<std::string> id = {};
    std::optional<std::string> undo = {};
};

BOOST_DESCRIBE_STRUCT(Written, (), (id, undo))

// What all handlers share: one workspace, who may come in, and who listens. Safe from any thread.
class Application {
public:
    struct Options {
        bool demo = false;
        std::string demo_write_key = {};  // a browser write key for the demonstration's buyer
        DemoBuyer demo_buyer = {};
        std::span<const PageFile> page = {};
        deliver::Reach webhooks = deliver::Reach::public_only;
    };

    // The workspace and the hub outlive it; the hub gets what the workspace's on_change tells.
    static Result<std::unique_ptr<Application>> make(engine::Workspace& workspace,
                                                     EventHub& hub,
                                                     Options options);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    [[nodiscard]] engine::Workspace& workspace() { return workspace_; }

    [[nodiscard]] engine::Accounts& accounts() { return *accounts_; }

    [[nodiscard]] engine::ImportJobs& imports() { return *imports_; }

    [[nodiscard]] SignIn& sign_in() { return *sign_in_; }

    [[nodiscard]] EventHub& hub() { return hub_; }

    [[nodiscard]] const Options& options() const { return options_; }

    // Of the workspace's clock.
    [[nodiscard]] Instant now() { return workspace_.clock().now(); }

    // Everything a Site needs: all routes, access, stored replies, the page.
    [[nodiscard]] SiteParts site_parts();

    // What undoes a receipt, for this person alone and until the program ends; nothing when nothing
    // was recorded.
    [[nodiscard]] std::optional<std::string> undo_token(
        const Principal& principal, const std::vector<ledger::Position>& positions) const;
    // forbidden unless the token was given to this person.
    [[nodiscard]] Result<std::vector<ledger::Position>> undone_positions(
        const Principal& principal, std::string_view token) const;

    // {"id": … or null, "undo": … or null} of a write.
    [[nodiscard]] Result<Response> written(const Request& request,
                                           const Result<engine::Receipt>& receipt,
                                           int status = 200) const;

private:
    Application(engine::Workspace& workspace, EventHub& hub, Options options);

    [[nodiscard]] std::string signature_of(const Principal& principal,
                                           std::string_view positions) const;

    engine::Workspace& workspace_;
    EventHub& hub_;
    Options options_;
    std::unique_ptr<engine::Accounts> accounts_;
    std::unique_ptr<engine::ImportJobs> imports_;
    std::optional<SignIn> sign_in_;
    std::array<unsigned char, 32> undo_key_{};
    std::shared_ptr<Subscriber> subscriber_;  // keeps the accounts as new as the user records
};

// Who writes: a user's e-mail address, or "key:3".
[[nodiscard]] engine::Because because_of(const Request& request);

// The {id} of the path; not_found unless it is a number.
[[nodiscard]] Result<std::int64_t> id_parameter(const Request& request,
                                                std::string_view name = "id");

template <typename AnyId>
[[nodiscard]] Result<AnyId> id_of(const Request& request, std::string_view name = "id") {
    return AnyId{TRY(id_parameter(request, name))};
}

// "1025" as a JSON text; invalid, at that pointer, when it is no number.
[[nodiscard]] Result<std::int64_t> parse_id(std::string_view text, std::string_view pointer);

// ?limit, 1 to page_rows_max.
[[nodiscard]] Result<std::size_t> limit_of(const Request& request, std::size_t otherwise = 50);
// ?name as an instant; `otherwise` without it.
[[nodiscard]] Result<std::optional<Instant>> instant_of(const Request& request,
                                                        std::string_view name);
// ?name, "" without it.
[[nodiscard]] std::string text_of(const Request& request, std::string_view name);
// ?name=1 or true.
[[nodiscard]] bool flag_of(const Request& request, std::string_view name);

}  // namespace baton::http
