#include "app/demo_world.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demo/world.hpp"
#include "engine/accounts.hpp"
#include "engine/deal_commands.hpp"
#include "engine/inbox.hpp"
#include "engine/people.hpp"
#include "engine/versions.hpp"
#include "http/secrets.hpp"

namespace baton::app {

namespace {

constexpr std::int64_t quiet_micros = 5 * minute_micros;
constexpr std::size_t events_per_batch = 5'000;
constexpr std::string_view mark = "demo";
constexpr std::string_view begun = "a demo company, not yet written to its end\n";
constexpr std::string_view whole = "a demo company\n";
constexpr std::string_view buyer_key = "demo buyer";
constexpr std::string_view demo_password = "correct horse battery";

// Ids for a workspace that is empty: sequences from 1, buckets in turn.
demo::Ids ids() {
    const auto sequence = [] { return std::make_shared<std::int64_t>(0); };
    const auto next = [](const std::shared_ptr<std::int64_t>& last) {
        ++*last;
        return std::pair(*last, *last % bucket_count);
    };
    demo::Ids ids;
    ids.next_contact = [=, last = sequence()] {
        const auto [n, bucket] = next(last);
        return make_id<ContactTag>(n, bucket);
    };
    ids.next_company = [=, last = sequence()] {
        const auto [n, bucket] = next(last);
        return make_id<CompanyTag>(n, bucket);
    };
    ids.next_deal = [=, last = sequence()] {
        const auto [n, bucket] = next(last);
        return make_id<DealTag>(n, bucket);
    };
    ids.next_visitor = [=, last = sequence()] {
        const auto [n, bucket] = next(last);
        return make_id<VisitorTag>(n, bucket);
    };
    return ids;
}

Done write(engine::Workspace& workspace, std::shared_ptr<const std::vector<ledger::Draft>> drafts) {
    const auto done = workspace.run(
        [drafts](engine::Desk& desk) -> Result<engine::Receipt> {
            for (const ledger::Draft& draft : *drafts) {
                desk.take_over_history(draft);
            }
            return engine::Receipt{};
        },
        engine::Urgency::bulk);
    return done ? Done{} : std::unexpected(done.error());
}

Done write_world(engine::Workspace& workspace) {
    demo::World world;
    world.end = plus(workspace.clock().now(), -quiet_micros);
    world.ids = ids();
    world.fingerprint_of = [](std::string_view text) { return engine::fingerprint_of(text); };
    auto batch = std::make_shared<std::vector<ledger::Draft>>();
    const Done generated = demo::generate(world, [&](ledger::Draft&& draft) -> Done {
        batch->push_back(std::move(draft));
        if (batch->size() < events_per_batch) {
            return {};
        }
        return write(workspace,
                     std::exchange(batch, std::make_shared<std::vector<ledger::Draft>>()));
    });
    TRY(generated);
    return write(workspace, batch);
}

Done write_settings(engine::Workspace& workspace) {
    const auto done = workspace.run([](engine::Desk& desk) {
        return engine::change_record(
            desk,
            {.record = "workspace",
             .key = "settings",
             .properties = {{"name", std::string(demo::company_name)},
                            {"currency", std::string(demo::currency_code)},
                            {"time_zone", std::string(demo::time_zone_name)}}},
            {.by = "demo"});
    });
    return done ? Done{} : std::unexpected(done.error());
}

// Everybody has the same password, so that signing can be tried; nobody but this machine listens.
Done set_passwords(engine::Workspace& workspace, engine::Accounts& accounts) {
    const std::string hash = TRY(http::hash_password(demo_password));
    const auto users = workspace.read([](const engine::Workspace::View& view) {
        return engine::list_users(view.timeline, Instant::latest());
    });
    for (const engine::User& user : users) {
        TRY(accounts.set_password(user.email, hash, workspace.clock().now()));
    }
    return {};
}

bool is_whole(const std::filesystem::path& directory) {
    std::ifstream file(directory / mark);
    std::string line;
    return std::getline(file, line) && line + '\n' == whole;
}

}  // namespace

Result<bool> make_room_for_demo(const std::filesystem::path& directory, bool keep) {
    if (!std::filesystem::exists(directory / "baton.sqlite")) {
        std::filesystem::create_directories(directory);
        std::ofstream(directory / mark) << begun;
        return true;
    }
    if (!std::filesystem::exists(directory / mark)) {
        return fail(Failure::refused,
                    fmt::format("{} holds a workspace of your own; give the demo another --data",
                                directory.string()));
    }
    if (keep && is_whole(directory)) {
        return false;
    }
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().filename() != mark) {
            std::filesystem::remove_all(entry.path());
        }
    }
    std::ofstream(directory / mark) << begun;
    return true;
}

Done fill_with_demo(engine::Workspace& workspace, const std::filesystem::path& directory) {
    TRY(workspace.pause_evaluation());
    TRY(write_world(workspace));
    TRY(write_settings(workspace));
    TRY(workspace.resume_evaluation());
    const auto accounts = TRY(engine::Accounts::load(workspace));
    TRY(set_passwords(workspace, *accounts));
    TRY(engine::see_older(workspace, plus(workspace.clock().now(), -day_micros)));
    std::ofstream(directory / mark) << whole;
    return {};
}

Done introduce_buyer(engine::Workspace& workspace, http::Application::Options& options) {
    const auto accounts = TRY(engine::Accounts::load(workspace));
    const Instant now = workspace.clock().now();
    for (const engine::AccessKey& key : accounts->list_keys()) {
        if (key.name == buyer_key) {
            TRY(accounts->revoke_key(key.id, now));
        }
    }
    const demo::Buyer buyer = demo::buyer();
    options.demo_buyer = {.external_id = std::string(buyer.external_id),
                          .email = std::string(buyer.email),
                          .name = std::string(buyer.name)};
    options.demo_write_key = http::random_token();
    TRY(accounts->add_key(http::sha256_hex(options.demo_write_key),
                          {.id = 0,
                           .name = std::string(buyer_key),
                           .kind = "write",
                           .browser = true,
                           .scopes = {},
                           .created_at = now}));
    return {};
}

}  // namespace baton::app
