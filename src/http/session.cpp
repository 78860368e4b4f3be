#include "http/session.hpp"

#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "http/ascii.hpp"
#include "http/rate_limit.hpp"
#include "http/request.hpp"
#include "http/secrets.hpp"
#include "http/target.hpp"

namespace baton::http {

namespace {

// Ten wrong passwords at once, then one a minute; an address may be an office of many people.
constexpr Rate account_rate{.interval_micros = minute_micros, .burst = 10};
constexpr Rate address_rate{.interval_micros = 10 * second_micros, .burst = 50};

constexpr std::string_view cookie_attributes = "; Path=/; Secure; HttpOnly; SameSite=Lax";

std::string_view authority_of(std::string_view origin) {
    const auto scheme = origin.find("://");
    return scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
}

Result<Principal> known(std::optional<Principal> principal) {
    if (!principal) {
        return fail(Failure::forbidden, "This key is not known, or no longer valid.");
    }
    return *std::move(principal);
}

}  // namespace

std::optional<std::string> session_hash(const std::vector<Field>& headers) {
    for (const Field& header : headers) {
        if (!same_letters(header.name, "cookie")) {
            continue;
        }
        if (const auto token = find_cookie(header.value, session_cookie_name)) {
            return sha256_hex(*token);
        }
    }
    return std::nullopt;
}

Result<Principal> find_principal(const AccessDoor& door,
                                 const std::vector<Field>& headers,
                                 Instant now) {
    if (const auto authorization = find_header(headers, "authorization")) {
        if (const auto token = bearer_token(*authorization)) {
            return known(door.find_api_key(sha256_hex(*token)));
        }
        const auto basic = TRY(parse_basic(*authorization));
        return known(door.find_write_key(sha256_hex(basic.user)));
    }
    if (const auto hash = session_hash(headers)) {
        return door.find_session(*hash, now).value_or(Principal{});
    }
    return Principal{};
}

Done check_same_site(const std::vector<Field>& headers, bool strict) {
    const auto site = find_header(headers, "sec-fetch-site");
    const auto origin = find_header(headers, "origin");
    const auto host = find_header(headers, "host").value_or("");
    const bool other_site = site && *site != "same-origin" && *site != "none";
    const bool other_origin = origin && !same_letters(authority_of(*origin), host);
    if (other_site || other_origin || (strict && !site && !origin)) {
        return fail(Failure::forbidden, "This request does not come from Baton's own page.");
    }
    return {};
}

Field session_cookie(std::string_view token) {
    return {"Set-Cookie",
            fmt::format("{}={}; Max-Age={}{}",
                        session_cookie_name,
                        token,
                        session_micros / second_micros,
                        cookie_attributes)};
}

Field ended_session_cookie() {
    return {"Set-Cookie", fmt::format("{}=; Max-Age=0{}", session_cookie_name, cookie_attributes)};
}

SignIn::SignIn(const AccessDoor& door)
    : door_(door),
      nobody_hash_(hash_password(random_token()).value_or(std::string())),
      per_account_(account_rate),
      per_address_(address_rate) {}

Result<std::int64_t> SignIn::check_password(std::string_view email,
                                            std::string_view password,
                                            std::string_view remote,
                                            Instant now) {
    const std::string account_key = text::folded(email);
    if (per_account_.check(account_key, now) || per_address_.check(remote, now)) {
        return fail(Failure::busy, "Too many wrong passwords. Try again in a few minutes.");
    }
    const auto account = TRY(door_.find_account(email));
    const bool fits = password_fits(account ? account->password_hash : nobody_hash_, password);
    if (!account || !account->active || !fits) {
        static_cast<void>(per_account_.admit(account_key, now));
        static_cast<void>(per_address_.admit(remote, now));
        return fail(Failure::forbidden, "The e-mail or the password is wrong.");
    }
    return account->user;
}

Result<std::string> SignIn::with_password(std::string_view email,
                                          std::string_view password,
                                          std::string_view remote,
                                          Instant now) {
    return as(TRY(check_password(email, password, remote, now)), now);
}

Result<std::string> SignIn::as(std::int64_t user, Instant now) const {
    std::string token = random_token();
    TRY(door_.keep_session({.token_hash = sha256_hex(token),
                            .user = user,
                            .created_at = now,
                            .expires_at = plus(now, session_micros)}));
    return token;
}

}  // namespace baton::http
