#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/instant.hpp"
#include "base/mutex.hpp"
#include "base/result.hpp"
#include "engine/people.hpp"
#include "engine/workspace.hpp"

// Who may come in: passwords, sessions, keys, and answers kept for repeated requests. None of it is
// in the ledger; who people are is.
namespace baton::engine {

struct AccountUser {
    std::int64_t id = 0;  // the order of the user record: stable
    User user = {};
};

struct OpenSession {
    std::string user = {};  // an e-mail address
    Instant created_at = {};
    Instant expires_at = {};
};

struct AccessKey {
    std::int64_t id = 0;
    std::string name = {};
    std::string kind = {};  // write, api
    bool browser = false;
    std::vector<std::string> scopes = {};
    Instant created_at = {};
};

// The answer that a request with an Idempotency-Key was given.
struct KeptReply {
    std::string request_hash = {};
    int status = 200;
    std::string body = {};
    Instant at = {};
};

// Sessions, keys and users are answered from memory, so that a network thread may ask; what changes
// is durable before it counts. Secrets are known by their hashes alone. Safe from any thread.
class Accounts {
public:
    // The workspace outlives it.
    static Result<std::unique_ptr<Accounts>> load(Workspace& workspace);

    // Takes in the user records as they are now. Not from inside a command.
    void refresh_users();

    // Nothing for somebody unknown or deactivated. The e-mail address in any case.
    [[nodiscard]] std::optional<AccountUser> find_user(std::string_view email);
    [[nodiscard]] std::optional<AccountUser> find_user(std::int64_t id);

    // Whose session it is; nothing when it is unknown, has expired, or its user was deactivated.
    [[nodiscard]] std::optional<AccountUser> find_session(const std::string& token_hash,
                                                          Instant now);
    [[nodiscard]] std::optional<AccessKey> find_key(const std::string& hash, std::string_view kind);
    [[nodiscard]] std::vector<AccessKey> list_keys();

    // These may wait; not from the writer's thread.
    [[nodiscard]] Result<std::optional<std::string>> password_hash(const std::string& email);
    [[nodiscard]] Done set_password(const std::string& email, const std::string& hash, Instant now);
    // The same, to be committed together with the command that makes the user (Batch::beside).
    [[nodiscard]] static std::function<Done(store::Writing&)> password_write(
        const std::string& email, const std::string& hash, Instant now);
    [[nodiscard]] Done open_session(const std::string& token_hash, const OpenSession& session);
    [[nodiscard]] Done end_session(const std::string& token_hash);
    [[nodiscard]] Done end_sessions_of(const std::string& email);

    // The key with its new id.
    [[nodiscard]] Result<AccessKey> add_key(const std::string& hash, AccessKey key);
    // not_found when there is none, or it was revoked before.
    [[nodiscard]] Done revoke_key(std::int64_t id, Instant now);

    [[nodiscard]] Result<std::optional<KeptReply>> find_reply(const std::string& key);
    [[nodiscard]] Done keep_reply(const std::string& key, const KeptReply& reply);
    // That the request was carried out, while its answer is not known yet: a reply of status 0, to
    // be committed with what the request does (Alongside). `keep_reply` takes its place.
    [[nodiscard]] static std::function<Done(store::Writing&)> mark_write(const std::string& key,
                                                                         const KeptReply& mark);
    [[nodiscard]] Done drop_mark(const std::string& key);

private:
    explicit Accounts(Workspace& workspace) : workspace_(workspace) {}

    Workspace& workspace_;
    Mutex mutex_;
    std::map<std::string, AccountUser, std::less<>> users_ GUARDED_BY(mutex_);  // by folded address
    std::unordered_map<std::string, OpenSession> sessions_ GUARDED_BY(mutex_);
    std::unordered_map<std::string, AccessKey> keys_ GUARDED_BY(mutex_);  // those not revoked
};

}  // namespace baton::engine
