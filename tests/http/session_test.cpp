#include "http/session.hpp"

#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "http/request.hpp"
#include "http/secrets.hpp"

namespace baton::http {
namespace {

constexpr Instant start{1'000'000'000};

struct Memory {
    std::map<std::string, SessionRecord> sessions;
    std::string password_hash = *hash_password("correct horse");

    AccessDoor door() {
        return {
            .find_session = [this](const std::string& hash,
                                   Instant now) -> std::optional<Principal> {
                const auto found = sessions.find(hash);
                if (found == sessions.end() || found->second.expires_at <= now) {
                    return std::nullopt;
                }
                return Principal{.kind = Principal::Kind::session, .id = found->second.user};
            },
            .find_api_key = [](const std::string& hash) -> std::optional<Principal> {
                if (hash != sha256_hex("the-key")) {
                    return std::nullopt;
                }
                return Principal{.kind = Principal::Kind::api_key, .id = 7};
            },
            .find_write_key = [](const std::string& hash) -> std::optional<Principal> {
                if (hash != sha256_hex("wk")) {
                    return std::nullopt;
                }
                return Principal{.kind = Principal::Kind::write_key, .id = 9};
            },
            .find_account = [this](std::string_view email) -> Result<std::optional<Account>> {
                if (email != "ada@acme.test") {
                    return std::nullopt;
                }
                return Account{.user = 5, .password_hash = password_hash};
            },
            .keep_session = [this](const SessionRecord& session) -> Done {
                sessions[session.token_hash] = session;
                return {};
            },
            .drop_session = [this](const std::string& hash) -> Done {
                sessions.erase(hash);
                return {};
            },
        };
    }
};

std::vector<Field> cookie(const std::string& token) {
    return {{"Cookie", "a=b; __Host-baton=" + token + "; c=d"}};
}

TEST(SignIn, the_token_names_the_person_until_it_expires_and_is_not_stored) {
    Memory memory;
    SignIn sign_in(memory.door());
    const auto token = sign_in.with_password("ada@acme.test", "correct horse", "1.2.3.4", start);
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(token->size(), 43U);
    EXPECT_FALSE(memory.sessions.contains(*token));
    const auto door = memory.door();
    EXPECT_EQ(find_principal(door, cookie(*token), start)->id, 5);
    EXPECT_EQ(find_principal(door, cookie(*token), plus(start, session_micros))->kind,
              Principal::Kind::nobody);
    EXPECT_EQ(find_principal(door, cookie(*token + "x"), start)->kind, Principal::Kind::nobody);
}

TEST(SignIn, wrong_password_and_unknown_person_get_the_same_words) {
    Memory memory;
    SignIn sign_in(memory.door());
    const auto wrong = sign_in.with_password("ada@acme.test", "wrong horse", "1.2.3.4", start);
    const auto unknown = sign_in.with_password("bob@acme.test", "wrong horse", "1.2.3.4", start);
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong.error(), unknown.error());
    EXPECT_EQ(wrong.error().failure, Failure::forbidden);
    EXPECT_TRUE(memory.sessions.empty());
}

TEST(SignIn, ten_wrong_passwords_close_the_account_for_a_while_even_to_the_right_one) {
    Memory memory;
    SignIn sign_in(memory.door());
    for (int attempt = 0; attempt < 10; ++attempt) {
        EXPECT_EQ(sign_in.with_password("Ada@Acme.test", "no", "1.2.3.4", start).error().failure,
                  Failure::forbidden);
    }
    EXPECT_EQ(
        sign_in.with_password("ada@acme.test", "correct horse", "9.9.9.9", start).error().failure,
        Failure::busy);
    EXPECT_TRUE(sign_in.with_password(
        "ada@acme.test", "correct horse", "9.9.9.9", plus(start, 11 * minute_micros)));
}

TEST(FindPrincipal, keys_come_by_bearer_and_basic_and_must_be_known) {
    Memory memory;
    const auto door = memory.door();
    const auto ask = [&](std::string authorization) {
        return find_principal(door, {{"Authorization", std::move(authorization)}}, start);
    };
    EXPECT_EQ(ask("Bearer the-key")->id, 7);
    EXPECT_EQ(ask("bearer the-key")->id, 7);
    EXPECT_FALSE(ask("Bearer other"));
    EXPECT_EQ(ask("Basic d2s6")->id, 9);
    EXPECT_EQ(ask("basic d2s=")->id, 9);
    EXPECT_FALSE(ask("Basic eDo="));
    EXPECT_FALSE(ask("Basic !!!"));
    EXPECT_FALSE(ask("Digest abc"));
}

TEST(CheckSameSite, a_session_wants_proof_that_the_page_is_ours) {
    const Field host{"Host", "crm.acme.test:8080"};
    EXPECT_TRUE(check_same_site({host, {"Origin", "https://crm.acme.test:8080"}}, true));
    EXPECT_TRUE(check_same_site({host, {"Sec-Fetch-Site", "same-origin"}}, true));
    EXPECT_FALSE(check_same_site({host, {"Origin", "https://evil.test"}}, true));
    EXPECT_FALSE(check_same_site({host, {"Origin", "null"}}, true));
    EXPECT_FALSE(check_same_site({host, {"Sec-Fetch-Site", "same-site"}}, true));
    EXPECT_FALSE(check_same_site(
        {host, {"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://crm.acme.test:8080"}}, true));
    EXPECT_FALSE(check_same_site({host}, true));
    EXPECT_TRUE(check_same_site({host}, false));
    EXPECT_FALSE(check_same_site({host, {"Origin", "https://evil.test"}}, false));
}

TEST(SessionCookie, is_out_of_reach_for_scripts_and_other_sites) {
    EXPECT_EQ(session_cookie("tok").value,
              "__Host-baton=tok; Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Lax");
    EXPECT_EQ(ended_session_cookie().value,
              "__Host-baton=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax");
}

TEST(Passwords, are_hashed_with_argon2id_of_19_mib_and_two_passes) {
    const auto hash = hash_password("correct horse");
    ASSERT_TRUE(hash.has_value());
    EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(password_fits(*hash, "correct horse"));
    EXPECT_FALSE(password_fits(*hash, "correct horse "));
    EXPECT_FALSE(password_fits("", "correct horse"));
    EXPECT_NE(*hash_password("correct horse"), *hash);
    EXPECT_FALSE(hash_password("short"));
}

}  // namespace
}  // namespace baton::http
