#pragma once

#include <string>

#include "base/id.hpp"
#include "engine/desk.hpp"
#include "engine/import_rows_command.hpp"

// How the rows of a file refer to what the workspace knows.
namespace baton::engine {

// By external id, else by e-mail; null when nobody is meant.
[[nodiscard]] const ledger::Contact* find_contact(Desk& desk, const std::string& reference);

// By external id, domain or name; zero when none is meant.
[[nodiscard]] CompanyId find_company(const Desk& desk, const std::string& reference);

// Owners are written as name or e-mail; both are kept as the user's key where the user is known.
[[nodiscard]] ledger::Properties with_owner_key(const ledger::Timeline& timeline,
                                                ledger::Properties properties);

[[nodiscard]] Result<RowOutcome> apply_deal_row(Desk& desk,
                                                const connect::ImportedDeal& row,
                                                const ImportContext& context);

}  // namespace baton::engine
