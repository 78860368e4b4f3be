#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// What is kept of people who were erased: record `erasure` (key "1025/erased"; contact, why,
// history). Their stage history cannot be worked out again without what was erased, so it stands in
// that record as it was known then (agreement.md rule 24), and is read from there ever after.
namespace baton::engine {

inline constexpr std::string_view erasure_record = "erasure";

struct Erasure {
    ContactId contact;
    Instant at;
    std::string by;
    std::string why;
    std::string history;  // as frozen() made it
};

[[nodiscard]] inline std::string erasure_key(ContactId contact) {
    return std::to_string(contact.value) + "/erased";
}

[[nodiscard]] inline bool was_erased(const ledger::Timeline& timeline, ContactId contact) {
    return timeline.find_record(erasure_record, erasure_key(contact)) != nullptr;
}

[[nodiscard]] std::optional<Erasure> find_erasure(const ledger::Timeline& timeline,
                                                  ContactId contact);
[[nodiscard]] std::vector<Erasure> list_erasures(const ledger::Timeline& timeline);

// Whom a record says to be erased; zero for every other record.
[[nodiscard]] ContactId erased_in(const ledger::RecordChanged& changed);

// A chain, and what its versions are called in the ledger.
struct NamedChain {
    const lifecycle::Chain& chain;
    std::span<const std::string> keys;
};

// A stage history as text that needs neither the contact's events nor this very chain, and back.
// Thawed under a chain that lacks a version, its stages are those of the newest version that has
// one of that name.
[[nodiscard]] std::string frozen(const lifecycle::History& history, const NamedChain& named);
[[nodiscard]] Result<lifecycle::History> thawed(std::string_view text, const NamedChain& named);

// The part of a history that had happened by `until`.
[[nodiscard]] lifecycle::History up_to(lifecycle::History history, Instant until);

}  // namespace baton::engine
