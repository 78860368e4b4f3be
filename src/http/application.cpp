#include "http/application.hpp"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <sodium/crypto_generichash.h>
#include <sodium/utils.h>
#include <utility>

#include "engine/alongside.hpp"
#include "http/ascii.hpp"
#include "http/json_body.hpp"
#include "http/routes.hpp"

namespace baton::http {

namespace {

constexpr std::size_t undo_positions_max = 200;
constexpr std::string_view json_type = "application/json";

Principal person(const engine::AccountUser& user) {
    return {.kind = Principal::Kind::session,
            .id = user.id,
            .name = user.user.email,
            .role = find_role(user.user.role).value_or(Role::rep)};
}

Principal key_holder(const engine::AccessKey& key, Principal::Kind kind) {
    return {.kind = kind,
            .id = key.id,
            .name = key.name,
            .scopes = key.scopes,
            .source = key.name,
            .browser = key.browser};
}

AccessDoor door_to(engine::Accounts& accounts) {
    return {
        .find_session =
            [&](const std::string& hash, Instant now) {
                return accounts.find_session(hash, now).transform(person);
            },
        .find_api_key =
            [&](const std::string& hash) {
                return accounts.find_key(hash, "api").transform([](const engine::AccessKey& key) {
                    return key_holder(key, Principal::Kind::api_key);
                });
            },
        .find_write_key =
            [&](const std::string& hash) {
                return accounts.find_key(hash, "write").transform([](const engine::AccessKey& key) {
                    return key_holder(key, Principal::Kind::write_key);
                });
            },
        .find_account = [&](std::string_view email) -> Result<std::optional<Account>> {
            const auto user = accounts.find_user(email);
            if (!user) {
                return std::nullopt;
            }
            auto hash = TRY(accounts.password_hash(user->user.email));
            return Account{.user = user->id,
                           .password_hash = hash.value_or(std::string()),
                           .active = hash.has_value()};
        },
        .keep_session = [&](const SessionRecord& session) -> Done {
            const auto user = accounts.find_user(session.user);
            if (!user) {
                return fail(Failure::not_found, "there is no such user");
            }
            return accounts.open_session(session.token_hash,
                                         {.user = user->user.email,
                                          .created_at = session.created_at,
                                          .expires_at = session.expires_at});
        },
        .drop_session = [&](const std::string& hash) { return accounts.end_session(hash); }};
}

ReplyDoor replies_of(engine::Accounts& accounts) {
    return {
        .find = [&](const std::string& key) -> Result<std::optional<StoredReply>> {
            auto kept = TRY(accounts.find_reply(key));
            return kept.transform([](engine::KeptReply& reply) {
                return StoredReply{.request_hash = reply.request_hash,
                                   .status = reply.status,
                                   .content_type = std::string(json_type),
                                   .body = std::move(reply.body),
                                   .answered_at = reply.at};
            });
        },
        .keep =
            [&](const std::string& key, const StoredReply& reply) {
                return accounts.keep_reply(key,
                                           {.request_hash = reply.request_hash,
                                            .status = reply.status,
                                            .body = reply.body,
                                            .at = reply.answered_at});
            },
        .alongside =
            [](const std::string& key, const StoredReply& mark, const std::function<void()>& act) {
                engine::Alongside alongside(engine::Accounts::mark_write(
                    key, {.request_hash = mark.request_hash, .at = mark.answered_at}));
                act();
                return alongside.written();
            },
        .drop = [&](const std::string& key) { return accounts.drop_mark(key); }};
}

std::optional<ledger::Position> read_position(std::string_view text) {
    std::array<std::int64_t, 3> numbers{};
    std::size_t count = 0;
    const bool whole = each_part(text, '.', [&](std::string_view part) {
        if (count == numbers.size()) {
            return false;
        }
        const auto [end, error] =
            std::from_chars(part.data(), part.data() + part.size(), numbers.at(count++));
        return error == std::errc() && end == part.data() + part.size();
    });
    if (!whole || count != numbers.size() || numbers[0] < 0 || numbers[0] >= bucket_count) {
        return std::nullopt;
    }
    return ledger::Position{.bucket = static_cast<std::int32_t>(numbers[0]),
                            .sub = static_cast<std::int32_t>(numbers[2]),
                            .seq = numbers[1]};
}

std::string positions_text(const std::vector<ledger::Position>& positions) {
    std::string text;
    for (const ledger::Position& position : positions) {
        text += fmt::format(
            "{}{}.{}.{}", text.empty() ? "" : ",", position.bucket, position.seq, position.sub);
    }
    return text;
}

}  // namespace

Application::Application(engine::Workspace& workspace, EventHub& hub, Options options)
    : workspace_(workspace), hub_(hub), options_(std::move(options)) {
    crypto_generichash_keygen(undo_key_.data());
}

Result<std::unique_ptr<Application>> Application::make(engine::Workspace& workspace,
                                                       EventHub& hub,
                                                       Options options) {
    std::unique_ptr<Application> application(new Application(workspace, hub, std::move(options)));
    application->accounts_ = TRY(engine::Accounts::load(workspace));
    application->imports_ = std::make_unique<engine::ImportJobs>(workspace);
    application->sign_in_.emplace(door_to(*application->accounts_));
    application->subscriber_ = TRY(hub.subscribe());
    application->subscriber_->on_publish([application = application.get()] {
        for (const std::string& topic : application->subscriber_->take()) {
            if (topic == "users" || topic == "everything") {
                application->accounts_->refresh_users();
            }
        }
    });
    return application;
}

Application::~Application() {
    if (subscriber_) {
        subscriber_->on_publish({});
    }
}

SiteParts Application::site_parts() {
    return {.routes = all_routes(*this),
            .access = door_to(*accounts_),
            .replies = replies_of(*accounts_),
            .page = options_.page,
            .ready = [this]() -> Done {
                return workspace_.broken() ? Done(fail(Failure::broken, "the database failed"))
                                           : Done();
            },
            .clock = &workspace_.clock()};
}

std::string Application::signature_of(const Principal& principal,
                                      std::string_view positions) const {
    const std::string text =
        fmt::format("{}:{}:{}", static_cast<int>(principal.kind), principal.id, positions);
    std::array<unsigned char, 16> signature{};
    crypto_generichash(signature.data(),
                       signature.size(),
                       reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(),
                       undo_key_.data(),
                       undo_key_.size());
    std::string hex;
    for (const unsigned char byte : signature) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

std::optional<std::string> Application::undo_token(
    const Principal& principal, const std::vector<ledger::Position>& positions) const {
    if (positions.empty() || positions.size() > undo_positions_max) {
        return std::nullopt;
    }
    const std::string text = positions_text(positions);
    return text + '-' + signature_of(principal, text);
}

Result<std::vector<ledger::Position>> Application::undone_positions(const Principal& principal,
                                                                    std::string_view token) const {
    const auto dash = token.find('-');
    const std::string_view text = token.substr(0, dash);
    const std::string wanted = signature_of(principal, text);
    const std::string_view given =
        dash == std::string_view::npos ? std::string_view() : token.substr(dash + 1);
    if (given.size() != wanted.size() ||
        sodium_memcmp(given.data(), wanted.data(), wanted.size()) != 0) {
        return fail(Failure::forbidden, "This can no longer be undone here.");
    }
    std::vector<ledger::Position> positions;
    each_part(text, ',', [&](std::string_view part) {
        if (const auto position = read_position(part)) {
            positions.push_back(*position);
        }
        return true;
    });
    return positions;
}

Result<Response> Application::written(const Request& request,
                                      const Result<engine::Receipt>& receipt,
                                      int status) const {
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    return json_response(
        Written{.id = receipt->id.empty() ? std::nullopt : std::optional(receipt->id),
                .undo = undo_token(request.principal, receipt->recorded)},
        status);
}

engine::Because because_of(const Request& request) {
    const Principal& principal = request.principal;
    const bool is_person = principal.kind == Principal::Kind::session;
    return {.by = is_person ? principal.name : fmt::format("key:{}", principal.id)};
}

Result<std::int64_t> parse_id(std::string_view text, std::string_view pointer) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc() || end != text.data() + text.size() || id <= 0) {
        return fail(Failure::invalid,
                    fmt::format("\"{}\" is not an id", text.substr(0, 40)),
                    {{.where = std::string(pointer), .message = "must be an id"}});
    }
    return id;
}

Result<std::int64_t> id_parameter(const Request& request, std::string_view name) {
    const auto id = parse_id(request.parameter(name), name);
    if (!id) {
        return fail(Failure::not_found, "There is nothing at this address.");
    }
    return *id;
}

Result<std::size_t> limit_of(const Request& request, std::size_t otherwise) {
    const auto text = request.query_value("limit");
    if (!text) {
        return otherwise;
    }
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
    const bool whole = error == std::errc() && end == text->data() + text->size();
    if (!whole || limit == 0 || limit > page_rows_max) {
        return fail(
            Failure::invalid,
            "limit is out of range",
            {{.where = "?limit", .message = fmt::format("must be 1 to {}", page_rows_max)}});
    }
    return limit;
}

Result<std::optional<Instant>> instant_of(const Request& request, std::string_view name) {
    const auto text = request.query_value(name);
    if (!text || text->empty()) {
        return std::nullopt;
    }
    const auto at = parse_instant(*text);
    if (!at) {
        return fail(Failure::invalid,
                    at.error().message,
                    {{.where = fmt::format("?{}", name), .message = at.error().message}});
    }
    return *at;
}

std::string text_of(const Request& request, std::string_view name) {
    return std::string(request.query_value(name).value_or(""));
}

bool flag_of(const Request& request, std::string_view name) {
    const auto value = request.query_value(name);
    return value == "1" || value == "true";
}

}  // namespace baton::http
