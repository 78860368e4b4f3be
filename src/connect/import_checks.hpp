#pragma once

#include <string>
#include <string_view>

#include "connect/import_findings.hpp"
#include "connect/import_rows.hpp"

namespace baton::connect {

// What cannot be true of one row at once, noted as findings.
void check_contact(const ImportedContact& contact, Findings& findings);
void check_deal(const ImportedDeal& deal, std::string_view stage, Findings& findings);

// Whether a lead's status says that nobody should have it: "Unqualified", "Junk", "Spam" …
[[nodiscard]] bool means_junk(std::string_view status);

// Where a stage of contacts usually stands, from subscriber to customer; 0 for any other.
[[nodiscard]] int usual_place(std::string_view stage);

}  // namespace baton::connect
