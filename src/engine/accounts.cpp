#include "engine/accounts.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <sstream>
#include <utility>

#include "base/text.hpp"
#include "store/access.hpp"

namespace baton::engine {

namespace {

constexpr std::int64_t replies_kept_micros = 2 * day_micros;
constexpr std::int64_t mark_status = 0;  // of a request that was carried out, its answer unknown

store::Bytes bytes_of(const std::string& text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

AccessKey key_of(const store::ApiKeyRow& row) {
    return {.id = row.id,
            .name = row.name,
            .kind = row.kind,
            .browser = row.browser,
            .scopes = words_of(row.scopes),
            .created_at = row.created_at};
}

}  // namespace

Result<std::unique_ptr<Accounts>> Accounts::load(Workspace& workspace) {
    std::unique_ptr<Accounts> accounts(new Accounts(workspace));
    accounts->refresh_users();
    const store::Reading reading = workspace.database().reading();
    const auto sessions = TRY(store::list_sessions(reading.connection()));
    const auto keys = TRY(store::list_api_keys(reading.connection()));
    const auto hashes = TRY(store::list_api_key_hashes(reading.connection()));
    const Lock lock(accounts->mutex_);
    for (const auto& [hash, row] : sessions) {
        accounts->sessions_[hash] = {
            .user = row.user, .created_at = row.created_at, .expires_at = row.expires_at};
    }
    for (const auto& [id, hash] : hashes) {
        const auto row = std::ranges::find(keys, id, &store::ApiKeyRow::id);
        if (row != keys.end() && !row->revoked_at) {
            accounts->keys_[hash] = key_of(*row);
        }
    }
    return accounts;
}

void Accounts::refresh_users() {
    std::map<std::string, AccountUser, std::less<>> users;
    workspace_.read([&](const Workspace::View& view) {
        for (User& user : list_users(view.timeline, Instant::latest())) {
            const ledger::Record* record = view.timeline.find_record("user", user.email);
            const auto id = static_cast<std::int64_t>(record->first_order);
            std::string key = text::folded(user.email);
            users.insert_or_assign(std::move(key), AccountUser{.id = id, .user = std::move(user)});
        }
    });
    const Lock lock(mutex_);
    users_ = std::move(users);
}

std::optional<AccountUser> Accounts::find_user(std::string_view email) {
    const std::string key = text::folded(text::trimmed(email));
    const Lock lock(mutex_);
    const auto found = users_.find(key);
    return found == users_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<AccountUser> Accounts::find_user(std::int64_t id) {
    const Lock lock(mutex_);
    const auto found =
        std::ranges::find_if(users_, [&](const auto& each) { return each.second.id == id; });
    return found == users_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<AccountUser> Accounts::find_session(const std::string& token_hash, Instant now) {
    const Lock lock(mutex_);
    const auto session = sessions_.find(token_hash);
    if (session == sessions_.end() || session->second.expires_at <= now) {
        return std::nullopt;
    }
    const auto user = users_.find(text::folded(session->second.user));
    return user == users_.end() ? std::nullopt : std::optional(user->second);
}

std::optional<AccessKey> Accounts::find_key(const std::string& hash, std::string_view kind) {
    const Lock lock(mutex_);
    const auto found = keys_.find(hash);
    return found == keys_.end() || found->second.kind != kind ? std::nullopt
                                                              : std::optional(found->second);
}

std::vector<AccessKey> Accounts::list_keys() {
    std::vector<AccessKey> keys;
    {
        const Lock lock(mutex_);
        for (const auto& [hash, key] : keys_) {
            keys.push_back(key);
        }
    }
    std::ranges::sort(keys, {}, &AccessKey::id);
    return keys;
}

Result<std::optional<std::string>> Accounts::password_hash(const std::string& email) {
    const store::Reading reading = workspace_.database().reading();
    return store::find_credential(reading.connection(), text::folded(email));
}

Done Accounts::set_password(const std::string& email, const std::string& hash, Instant now) {
    return workspace_.write_outside_ledger(password_write(email, hash, now));
}

std::function<Done(store::Writing&)> Accounts::password_write(const std::string& email,
                                                              const std::string& hash,
                                                              Instant now) {
    return [email, hash, now](store::Writing& writing) {
        return store::set_credential(writing.connection, text::folded(email), hash, now);
    };
}

Done Accounts::open_session(const std::string& token_hash, const OpenSession& session) {
    const auto write = [&](store::Writing& writing) -> Done {
        TRY(store::end_expired_sessions(writing.connection, session.created_at));
        return store::add_session(writing.connection,
                                  bytes_of(token_hash),
                                  {.user = session.user,
                                   .created_at = session.created_at,
                                   .seen_at = session.created_at,
                                   .expires_at = session.expires_at});
    };
    TRY(workspace_.write_outside_ledger(write));
    const Lock lock(mutex_);
    std::erase_if(sessions_,
                  [&](const auto& each) { return each.second.expires_at <= session.created_at; });
    sessions_[token_hash] = session;
    return {};
}

Done Accounts::end_session(const std::string& token_hash) {
    TRY(workspace_.write_outside_ledger([&](store::Writing& writing) {
        return store::end_session(writing.connection, bytes_of(token_hash));
    }));
    const Lock lock(mutex_);
    sessions_.erase(token_hash);
    return {};
}

Done Accounts::end_sessions_of(const std::string& email) {
    TRY(workspace_.write_outside_ledger([&](store::Writing& writing) {
        return store::end_sessions_of(writing.connection, email);
    }));
    const Lock lock(mutex_);
    std::erase_if(sessions_, [&](const auto& each) { return each.second.user == email; });
    return {};
}

Result<AccessKey> Accounts::add_key(const std::string& hash, AccessKey key) {
    const auto write = [&](store::Writing& writing) -> Done {
        key.id = TRY(writing.ids.next("api_key"));
        return store::add_api_key(writing.connection,
                                  bytes_of(hash),
                                  {.id = key.id,
                                   .kind = key.kind,
                                   .browser = key.browser,
                                   .scopes = joined(key.scopes),
                                   .name = key.name,
                                   .created_at = key.created_at,
                                   .revoked_at = {}});
    };
    TRY(workspace_.write_outside_ledger(write));
    const Lock lock(mutex_);
    keys_[hash] = key;
    return key;
}

Done Accounts::revoke_key(std::int64_t id, Instant now) {
    const auto write = [&](store::Writing& writing) -> Done {
        const bool revoked = TRY(store::revoke_api_key(writing.connection, id, now));
        return revoked ? Done() : Done(fail(Failure::not_found, "there is no such key"));
    };
    TRY(workspace_.write_outside_ledger(write));
    const Lock lock(mutex_);
    std::erase_if(keys_, [&](const auto& each) { return each.second.id == id; });
    return {};
}

Result<std::optional<KeptReply>> Accounts::find_reply(const std::string& key) {
    const store::Reading reading = workspace_.database().reading();
    auto kept = TRY(store::find_answer(reading.connection(), key));
    if (!kept) {
        return std::nullopt;
    }
    return KeptReply{.request_hash = std::move(kept->request_hash),
                     .status = static_cast<int>(kept->status),
                     .body = std::move(kept->body),
                     .at = kept->at};
}

Done Accounts::keep_reply(const std::string& key, const KeptReply& reply) {
    return workspace_.write_outside_ledger([&](store::Writing& writing) -> Done {
        TRY(store::forget_answers(writing.connection, plus(reply.at, -replies_kept_micros)));
        TRY(store::drop_answer(writing.connection, key, mark_status));
        const bool kept = TRY(store::keep_answer(writing.connection,
                                                 key,
                                                 {.request_hash = reply.request_hash,
                                                  .status = reply.status,
                                                  .body = reply.body,
                                                  .at = reply.at}));
        return kept ? Done() : Done(fail(Failure::conflict, "another reply was kept meanwhile"));
    });
}

std::function<Done(store::Writing&)> Accounts::mark_write(const std::string& key,
                                                          const KeptReply& mark) {
    return [key, mark](store::Writing& writing) -> Done {
        TRY(store::keep_answer(
            writing.connection,
            key,
            {.request_hash = mark.request_hash, .status = mark_status, .body = {}, .at = mark.at}));
        return {};
    };
}

Done Accounts::drop_mark(const std::string& key) {
    return workspace_.write_outside_ledger([&](store::Writing& writing) {
        return store::drop_answer(writing.connection, key, mark_status);
    });
}

}  // namespace baton::engine
