#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"

// The demo world: eighteen months of a fictitious company, Lumen Freight, as ledger events.
// What is hidden in it to be found is told in docs/guide/demo.md.
namespace baton::demo {

inline constexpr std::string_view company_name = "Lumen Freight";
inline constexpr std::string_view time_zone_name = "Europe/Berlin";
inline constexpr std::string_view currency_code = "EUR";

// Where the ids come from; each call gives one that was never given before.
struct Ids {
    std::function<ContactId()> next_contact;
    std::function<CompanyId()> next_company;
    std::function<DealId()> next_deal;
    std::function<VisitorId()> next_visitor;
};

struct World {
    std::uint64_t seed = 1;
    int contacts = 5'000;   // at least 50
    int touches = 200'000;  // exactly so many, unless the handoffs alone need more
    Instant end;            // nothing happens later
    Ids ids;
    // What a signature covers, of the text of a version; without it signatures carry no
    // fingerprint.
    std::function<std::string(std::string_view text)> fingerprint_of = {};
};

using Sink = std::function<Done(ledger::Draft&&)>;

// Gives every event of the world to `sink` in the order of `at`, and stops at its first failure.
// The same options and ids give the same events, byte for byte, on every machine.
//
// Records other than contacts, companies and deals, by record and key:
//   team NAME {name} · user E-MAIL {name, email, role, team, signs_for, manager}
//   product NAME {name, price} · pipeline KEY {name, stages} · asset NAME {name, journey_stage,
//   persona, …} campaign NAME {name, channel, starts_on, ends_on} · cost CAMPAIGN/DAY {campaign,
//   on, amount} version "1" {text, name, created_by} · version "draft-1" · signature VERSION/TEAM
//   {by, fingerprint} consent CONTACT/email {contact, purpose, state} · task KEY {title, due_at,
//   done_at, contact, owner} note KEY {text, contact}; `contact` is the internal id as decimal
//   text.
[[nodiscard]] Done generate(const World& world, const Sink& sink);

// The person a visitor of the demo plays: a contact at a wanted company who has not yet shown
// intent. Two views of /pricing make an MQL of them.
struct Buyer {
    std::string_view external_id;
    std::string_view email;
    std::string_view name;
    std::string_view company;
};

[[nodiscard]] Buyer buyer();

}  // namespace baton::demo
