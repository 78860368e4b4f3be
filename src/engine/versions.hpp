#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/check.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// The versions of the agreement and their signatures, read from the ledger: record `version` (key
// "7" or "draft-2"; text, name, created_by, discarded) and record `signature` (key "7/marketing";
// by, fingerprint, withdrawn). A draft gets its number when it is signed first.
namespace baton::engine {

struct Signature {
    std::string team;  // marketing or sales
    std::string by;    // e-mail address
    Instant at;
    std::string fingerprint;  // of the normalised text that was signed
};

struct AgreementVersion {
    enum class State : std::uint8_t { draft, scheduled, in_force, superseded, discarded };

    std::string key;
    std::string name;
    std::string text;
    std::string fingerprint;  // SHA-256 of the normalised text, lower-case hex
    std::string created_by;
    Instant created_at;
    State state = State::draft;
    std::vector<Signature> signatures;
    std::optional<Instant> effective;  // when it takes or took effect; only with both signatures
};

[[nodiscard]] std::string_view name(AgreementVersion::State state);

// Lower-case hex of the SHA-256 of the normalised text: what a signature covers.
[[nodiscard]] std::string fingerprint_of(std::string_view text);

// As of `at`, in order of creation.
[[nodiscard]] std::vector<AgreementVersion> list_versions(const ledger::Timeline& timeline,
                                                          Instant at);

// Every version that both teams signed, compiled: the chain that decides. A text that no longer
// checks (a property was removed) is left out; `problems` says which.
struct ChainInForce {
    std::shared_ptr<const lifecycle::Chain> chain;
    std::vector<std::string> keys;  // of the chain's versions, by index
    std::vector<std::string> problems;
};

// The same versions, in force from the same instants.
[[nodiscard]] bool same_versions(const ChainInForce& left, const ChainInForce& right);

[[nodiscard]] ChainInForce chain_of(const ledger::Timeline& timeline, Instant at);

// The types of the properties that every workspace has.
[[nodiscard]] ledger::DeclaredTypes standard_types();

// The property types that an agreement is checked against.
[[nodiscard]] agreement::Schema schema_of(const ledger::Timeline& timeline);

}  // namespace baton::engine
