#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "ledger/event.hpp"
#include "lifecycle/journeys.hpp"

// Two contacts that are one person become one, and two again.
namespace baton::engine {

// `from` becomes part of `into`. One fact says so (agreement.md rule 15); what is chosen otherwise
// than that fact leaves it is a change of the survivor at the same instant.
struct Merge {
    ContactId from;
    ContactId into;
    ledger::Properties values = {};  // what the survivor shall have; others as `merged_values` says
};

// A property of which both know something, and which of the two stays unless somebody chooses.
struct MergedValue {
    std::string name;
    Value of_from;
    Value of_into;
    bool takes_from = false;
    bool restrictive = false;  // about consent: the most restrictive stays, whatever is chosen
};

// The properties in which two contacts differ, by name. Of two values the newest stays; the e-mail
// address and the owner are the survivor's.
[[nodiscard]] std::vector<MergedValue> merged_values(const ledger::Timeline& timeline,
                                                     const ledger::Contact& from,
                                                     const ledger::Contact& into);

// Whether a property says what somebody agreed to, or that they want no mail.
[[nodiscard]] bool is_about_consent(std::string_view property);

// Refused when one of them is no contact (any more), and while an open handoff of one would be
// answered by what happened to the other's: the open one has to be answered first.
Result<Receipt> merge_contacts(Desk& desk,
                               const lifecycle::Chain& chain,
                               const Merge& merge,
                               const Because& because);

// `from` is its own again, as if the two had never been one: what was recorded of each returns to
// each; what was recorded of the survivor since then stays there.
Result<Receipt> unmerge_contact(Desk& desk, ContactId from, const Because& because);

}  // namespace baton::engine
