#include <algorithm>
#include <boost/json.hpp>
#include <expected>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "app/opening.hpp"
#include "app/place.hpp"
#include "app/verbs.hpp"
#include "engine/accounts.hpp"
#include "engine/deal_commands.hpp"
#include "http/keys_api.hpp"
#include "http/secrets.hpp"

namespace baton::app {

namespace {

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

// A write key only sends events; another may do everything unless it is told less.
std::vector<std::string> scopes_of(const KeyOptions& options) {
    if (options.kind == "write" || !options.scopes.empty()) {
        return split(options.scopes);
    }
    const auto known = http::known_scopes();
    return {known.begin(), known.end()};
}

Done check_scopes(const std::vector<std::string>& scopes) {
    const auto known = http::known_scopes();
    for (const std::string& scope : scopes) {
        if (std::ranges::find(known, scope) == known.end()) {
            return fail(Failure::invalid,
                        fmt::format("\"{}\" is no scope; {} are", scope, fmt::join(known, ", ")));
        }
    }
    return {};
}

Result<std::string> make_key(const Place& place, const KeyOptions& options) {
    const std::vector<std::string> scopes = scopes_of(options);
    TRY(check_scopes(scopes));
    const std::string key = http::random_token();
    TRY(place.accounts.add_key(http::sha256_hex(key),
                               {.id = 0,
                                .name = options.name.empty() ? options.kind : options.name,
                                .kind = options.kind,
                                .browser = options.browser,
                                .scopes = scopes,
                                .created_at = place.workspace.clock().now()}));
    return key;
}

Done check_user(const UserOptions& options) {
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

Done make_user(const Place& place, const UserOptions& options, const std::string& password) {
    TRY(check_user(options));
    const std::string hash = TRY(http::hash_password(password));
    const auto recorded = place.workspace.run([&](engine::Desk& desk) -> Result<engine::Receipt> {
        engine::Receipt receipt = TRY(engine::change_record(
            desk,
            {.record = "user", .key = options.email, .properties = properties_of(options)},
            {.by = "command line"}));
        desk.batch().beside.push_back(
            engine::Accounts::password_write(options.email, hash, desk.now()));
        return receipt;
    });
    if (!recorded) {
        return std::unexpected(recorded.error());
    }
    place.accounts.refresh_users();
    return {};
}

}  // namespace

int add_key(const KeyOptions& options, const Place& place, Streams& streams) {
    if (options.browser && options.kind != "write") {
        streams.err
            << "baton: only a write key can be shown by a web page: --kind write --browser\n";
        return 2;
    }
    const auto key = make_key(place, options);
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

int add_user(const UserOptions& options, const Place& place, Streams& streams) {
    const Done done = make_user(place, options, read_line(streams));
    if (!done) {
        return report(done.error(), streams);
    }
    streams.err << "added " << options.email << '\n';
    return 0;
}

}  // namespace baton::app
