#pragma once

#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/desk.hpp"
#include "ledger/event.hpp"

// Traits become changes where they say something new.
namespace baton::engine {

struct IngestedTraits {
    const ledger::Properties& properties;
    bool browser = false;  // then what somebody else set stays
};

// Each returns what was left out and why, in sentences; the rest is recorded.
[[nodiscard]] std::vector<std::string> apply_contact_traits(Desk& desk,
                                                            ContactId contact,
                                                            const IngestedTraits& traits,
                                                            const Because& because);

// The company that the text means, by id, domain or name; created when there is none.
[[nodiscard]] Result<CompanyId> apply_company_traits(Desk& desk,
                                                     const std::string& reference,
                                                     const IngestedTraits& traits,
                                                     const Because& because,
                                                     std::vector<std::string>& left_out);

// The contact's primary company from then on, where it is not yet. A browser sets the first one
// only.
void set_ingested_company(
    Desk& desk, ContactId contact, CompanyId company, bool browser, const Because& because);

}  // namespace baton::engine
