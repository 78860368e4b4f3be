#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "engine/workspace.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

// What the timeline of a contact, company or deal is made of, before it is put into words. Entries
// point into the timeline.
namespace baton::engine::timeline_entries {

struct NamedChange {
    ledger::Code name = 0;
    const ledger::Change* change = nullptr;
    const ledger::Change* before = nullptr;
};

// Properties that one event changed.
struct ChangeGroup {
    std::vector<NamedChange> changes;
};

struct Created {
    ledger::Code by = ledger::no_code;
};

struct StageReached {
    const lifecycle::Reached* reached = nullptr;
    std::size_t journey = 0;
};

struct JourneyEnded {
    const lifecycle::Journey* journey = nullptr;
    std::size_t number = 0;
};

struct DealStatusSet {
    const ledger::Deal* deal = nullptr;
    const ledger::StatusChange* change = nullptr;
    bool first = false;
};

struct DealMoved {
    const ledger::Deal* deal = nullptr;
    const ledger::Change* change = nullptr;
};

struct Note {
    const ledger::Change* text = nullptr;
};

// Praise, or a word about a rejection.
struct Feedback {
    const ledger::Change* said = nullptr;
    bool praise = false;
};

struct Entry {
    Instant at;
    std::uint64_t order = 0;  // of its event; the highest for what is derived (stages)
    std::variant<ledger::Touch,
                 ChangeGroup,
                 Created,
                 const ledger::CompanyChange*,
                 const ledger::HandoffFact*,
                 const ledger::Placement*,
                 StageReached,
                 JourneyEnded,
                 DealStatusSet,
                 DealMoved,
                 Note,
                 Feedback>
        what;
    const ledger::Contact* of = nullptr;  // whose doing, in the timeline of a company or a deal
};

// Newest first; what was to be seen at `as_of`, without what was taken back.
[[nodiscard]] std::vector<Entry> entries_of(const Workspace::View& view,
                                            const ledger::Contact& contact,
                                            Instant as_of);

// What became of the company itself, and what its people of that time did and what was done about
// them: touches, stages, handoffs, deals, notes; not what was written about each of them. Linear in
// what they have.
[[nodiscard]] std::vector<Entry> entries_of(const Workspace::View& view,
                                            const ledger::Company& company,
                                            Instant as_of);

// The deal's own changes, notes and stages, and what its people did. Linear in what they have.
[[nodiscard]] std::vector<Entry> entries_of(const Workspace::View& view,
                                            const ledger::Deal& deal,
                                            Instant as_of);

[[nodiscard]] std::string id_of(const Entry& entry);

// marketing or sales: whose touches look like that.
[[nodiscard]] std::string side_of_shape(const ledger::Dictionary& dictionary,
                                        const ledger::Shape& shape);

// marketing or sales, when it is one side's doing.
[[nodiscard]] std::optional<std::string> team_of(const ledger::Timeline& timeline,
                                                 const lifecycle::Chain& chain,
                                                 const Entry& entry);

}  // namespace baton::engine::timeline_entries
