#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"

// How pages name people and records in passing.
namespace baton::engine {

// `id` is the user's key, the e-mail address; `team` is marketing or sales, after the role.
struct UserRef {
    std::string id = {};
    std::string name = {};
    std::optional<std::string> team = {};
    bool operator==(const UserRef&) const = default;
};

BOOST_DESCRIBE_STRUCT(UserRef, (), (id, name, team))

struct ContactRef {
    std::string id = {};
    std::string name = {};
    std::optional<std::string> company = {};  // its name
    bool operator==(const ContactRef&) const = default;
};

BOOST_DESCRIBE_STRUCT(ContactRef, (), (id, name, company))

// Anything else that is named in passing.
struct NamedRef {
    std::string id = {};
    std::string name = {};
    bool operator==(const NamedRef&) const = default;
};

BOOST_DESCRIBE_STRUCT(NamedRef, (), (id, name))

// nullopt for an empty text; somebody who is no user any more keeps the text as name.
[[nodiscard]] std::optional<UserRef> user_ref(const ledger::Timeline& timeline,
                                              std::string_view email,
                                              Instant at);

// The side a role works on; nullopt for those who lead both.
[[nodiscard]] std::optional<std::string> side_of(std::string_view role);

[[nodiscard]] ContactRef contact_ref(const ledger::Timeline& timeline,
                                     const ledger::Contact& contact,
                                     Instant at);

// "Ada Lovelace", else the e-mail address, else the external id.
[[nodiscard]] std::string contact_name(const ledger::Timeline& timeline,
                                       const ledger::Contact& contact,
                                       Instant at);

// Its name, else its domain, else its external id.
[[nodiscard]] std::string company_name(const ledger::Timeline& timeline,
                                       const ledger::Company& company,
                                       Instant at);

// Its name, else its external id.
[[nodiscard]] std::string deal_name(const ledger::Timeline& timeline,
                                    const ledger::Deal& deal,
                                    Instant at);

}  // namespace baton::engine
