#pragma once

#include <cstddef>
#include <vector>

#include "base/result.hpp"
#include "connect/import_rows.hpp"
#include "engine/desk.hpp"
#include "engine/import_rows_command.hpp"

// Dates of rows become facts of their own date: placements, touches, stages of deals. The import is
// their cause, so its undo takes them back.
namespace baton::engine {

// Those that are not known yet; says how many were recorded.
[[nodiscard]] Result<std::size_t> record_happenings(
    Desk& desk,
    ContactId contact,
    const std::vector<connect::ImportedHappening>& happenings,
    const ImportContext& context);

// A new deal of which the dates of its stages are known: it is opened, walks through them, and ends
// as the row says. REQUIRES: the row has happenings.
void record_way(Desk& desk,
                ledger::DealChanged deal,
                const connect::ImportedDeal& row,
                const ImportContext& context);

// The stages of a deal that is there, which are not known yet; says how many were recorded.
[[nodiscard]] std::size_t record_missing_stages(Desk& desk,
                                                DealId deal,
                                                const connect::ImportedDeal& row,
                                                const ImportContext& context);

// What a deal has of its end alone.
[[nodiscard]] bool belongs_to_the_end(const std::string& property);

// Since when the contact is known: as its row says, else since the first that is known to have
// happened with it; `now` without either.
[[nodiscard]] Instant creation_of(const connect::ImportedContact& row,
                                  const ImportContext& context,
                                  Instant now);

}  // namespace baton::engine
