#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "connect/import_happenings.hpp"
#include "engine/desk.hpp"
#include "engine/import_rows_command.hpp"
#include "engine/workspace.hpp"

// How the rows of a file refer to what the workspace knows.
namespace baton::engine {

// By external id in either of its lengths (connect/import_ids.hpp).
[[nodiscard]] const ledger::Contact* contact_by_id(Desk& desk, const std::string& id);
[[nodiscard]] DealId deal_by_id(const Desk& desk, const std::string& id);

// By external id, else by e-mail; null when nobody is meant.
[[nodiscard]] const ledger::Contact* find_contact(Desk& desk, const std::string& reference);

// By external id, domain or name; zero when none is meant.
[[nodiscard]] CompanyId find_company(const Desk& desk, const std::string& reference);

// Owners are written as name, e-mail or id elsewhere; both are kept as the user's key where the
// user is known.
[[nodiscard]] ledger::Properties with_owner_key(const ledger::Timeline& timeline,
                                                ledger::Properties properties);

// What stages are called here: in the agreement in force (the last one, before it is), and in the
// pipelines.
[[nodiscard]] connect::StageNames stage_names(const Workspace::View& view);

// Why a row is left out although nothing is wrong with it; nothing when it is to be written.
[[nodiscard]] std::optional<RowOutcome> left_out_by(const ImportContext& context, bool is_here);

// Where the import is to offer nobody: what the contact has qualified for by now is not offered.
void keep_silent(Desk& desk, ContactId contact, const ImportContext& context);

[[nodiscard]] Result<RowOutcome> apply_deal_row(Desk& desk,
                                                const connect::ImportedDeal& row,
                                                const ImportContext& context);

}  // namespace baton::engine
