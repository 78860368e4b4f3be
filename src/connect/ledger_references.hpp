#pragma once

#include <vector>

#include "base/id.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"

// Tasks, notes, associations, breaches and restatements name contacts, companies and deals by
// internal id, which the text form does not know: there they name them by external id, in
// properties and in keys. What is no id of anybody stays as it is. Both directions keep the number
// and order of the properties.
namespace baton::connect {

[[nodiscard]] ledger::RecordChanged with_external_ids(const ledger::RecordChanged& changed,
                                                      const ledger::NameTable& names);

// External ids that nobody has yet get an internal one: a contact may come later in the file.
[[nodiscard]] ledger::RecordChanged with_internal_ids(ledger::RecordChanged changed,
                                                      ledger::NameTable& names);

// Whom such a record names, by internal id.
struct Referred {
    std::vector<ContactId> contacts;
    std::vector<CompanyId> companies;
    std::vector<DealId> deals;
};

[[nodiscard]] Referred referred_in(const ledger::RecordChanged& changed);

}  // namespace baton::connect
