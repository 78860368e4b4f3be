#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <expected>
#include <fmt/core.h>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "engine/accounts.hpp"
#include "engine/deal_commands.hpp"
#include "http/secrets.hpp"

namespace baton::app {

namespace {

constexpr std::array<std::string_view, 5> roles{"marketer", "rep", "lead", "manager", "admin"};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::string part;
    for (const char each : text + ",") {
        if (each != ',' && each != ' ') {
            part += each;
        } else if (!part.empty()) {
            parts.push_back(std::exchange(part, {}));
        }
    }
    return parts;
}

Result<std::string> make_key(engine::Workspace& workspace, const KeyOptions& options) {
    if (options.kind != "write" && options.kind != "api") {
        return fail(Failure::invalid, "--kind is write or api");
    }
    const auto accounts = TRY(engine::Accounts::load(workspace));
    const std::string key = http::random_token();
    TRY(accounts->add_key(http::sha256_hex(key),
                          {.id = 0,
                           .name = options.name.empty() ? options.kind : options.name,
                           .kind = options.kind,
                           .browser = options.browser,
                           .scopes = split(options.scopes),
                           .created_at = workspace.clock().now()}));
    return key;
}

Done check_user(const UserOptions& options) {
    if (std::ranges::find(roles, options.role) == roles.end()) {
        return fail(Failure::invalid, "--role is marketer, rep, lead, manager or admin");
    }
    if (!options.signs_for.empty() && options.signs_for != "marketing" &&
        options.signs_for != "sales") {
        return fail(Failure::invalid, "--signs-for is marketing or sales");
    }
    if (options.email.find('@') == std::string::npos) {
        return fail(Failure::invalid, fmt::format("\"{}\" is no e-mail address", options.email));
    }
    return {};
}

ledger::Properties properties_of(const UserOptions& options) {
    ledger::Properties properties{
        {"name",
         options.name.empty() ? options.email.substr(0, options.email.find('@')) : options.name},
        {"email", options.email},
        {"role", options.role}};
    if (!options.team.empty()) {
        properties.emplace_back("team", options.team);
    }
    if (!options.signs_for.empty()) {
        properties.emplace_back("signs_for", options.signs_for);
    }
    return properties;
}

Done make_user(engine::Workspace& workspace,
               const UserOptions& options,
               const std::string& password) {
    TRY(check_user(options));
    const std::string hash = TRY(http::hash_password(password));
    const auto recorded = workspace.run([&](engine::Desk& desk) {
        return engine::change_record(
            desk,
            {.record = "user", .key = options.email, .properties = properties_of(options)},
            {.by = "command line"});
    });
    if (!recorded) {
        return std::unexpected(recorded.error());
    }
    const auto accounts = TRY(engine::Accounts::load(workspace));
    return accounts->set_password(options.email, hash, workspace.clock().now());
}

}  // namespace

int add_key(const KeyOptions& options, Streams& streams) {
    const auto workspace = open_to_write(options.common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const auto key = make_key(**workspace, options);
    if (!key) {
        return report(key.error(), streams);
    }
    if (options.common.json) {
        streams.out << boost::json::serialize(
                           boost::json::object{{"key", *key}, {"kind", options.kind}})
                    << '\n';
    } else {
        streams.out << *key << '\n';
    }
    return 0;
}

int add_user(const UserOptions& options, Streams& streams) {
    const std::string password = read_line(streams);
    const auto workspace = open_to_write(options.common);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const Done done = make_user(**workspace, options, password);
    if (!done) {
        return report(done.error(), streams);
    }
    streams.err << "added " << options.email << '\n';
    return 0;
}

}  // namespace baton::app
