#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"

// The people who work here, read from the ledger's `user` records (key: their e-mail address).
namespace baton::engine {

struct User {
    std::string email;
    std::string name;
    std::string role;       // marketer, rep, lead, manager, admin
    std::string team;       // a team's name, or empty
    std::string signs_for;  // marketing, sales or empty
    std::string time_zone;
    bool active = true;
    bool operator==(const User&) const = default;
};

// As of `at`; nullopt for nobody, or somebody deactivated by then.
[[nodiscard]] std::optional<User> find_user(const ledger::Timeline& timeline,
                                            std::string_view email,
                                            Instant at);

// In order of e-mail address, deactivated ones left out.
[[nodiscard]] std::vector<User> list_users(const ledger::Timeline& timeline, Instant at);

// Those who left too.
[[nodiscard]] std::vector<User> everybody(const ledger::Timeline& timeline, Instant at);

// The reps of a team; the team "sales" is every rep when no team of that name exists.
[[nodiscard]] std::vector<User> reps_of(const ledger::Timeline& timeline,
                                        std::string_view team,
                                        Instant at);

// A user's name, of those who left too; the text itself when nobody had that address.
[[nodiscard]] std::string display_name(const ledger::Timeline& timeline,
                                       std::string_view email,
                                       Instant at);

// A name of a person, a team or a company as it is kept: without blanks around it. nullopt when
// nothing is left, or for more than 200 bytes, or control characters.
[[nodiscard]] std::optional<std::string> name_in(std::string_view text);

// One property of a record as text; empty when unknown.
[[nodiscard]] std::string text_of(const ledger::Timeline& timeline,
                                  const ledger::Tracks& tracks,
                                  std::string_view name,
                                  Instant at);

}  // namespace baton::engine
