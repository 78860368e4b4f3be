#pragma once

#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "ledger/timeline.hpp"

// How a workspace begins.
namespace baton::engine {

struct FirstRun {
    std::string company;
    std::string currency;
    std::string time_zone;
    std::string agreement;  // the key of a starting agreement, which becomes draft-1
    std::string name;       // of the first user, an admin
    std::string email;
};

// Nobody is known yet.
[[nodiscard]] bool needs_first_run(const ledger::Timeline& timeline);

// Settings, the first admin, the chosen agreement as a draft, the standard pipeline and lost
// reasons. Refused when there are users already.
[[nodiscard]] Result<Receipt> set_up(Desk& desk, const FirstRun& wish);

struct NewUser {
    std::string email;
    std::string name;
    std::string role;
    std::string team = {};
    std::string signs_for = {};
    std::string time_zone = {};
};

// Conflict when the address is taken.
[[nodiscard]] Result<Receipt> add_user(Desk& desk, const NewUser& user, const Because& because);

// Why deals are lost: record `workspace`, key `lost_reasons`; the standard ones without it.
[[nodiscard]] std::vector<std::string> lost_reasons(const ledger::Timeline& timeline, Instant at);

}  // namespace baton::engine
