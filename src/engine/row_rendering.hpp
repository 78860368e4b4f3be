#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/live.hpp"
#include "ledger/timeline.hpp"
#include "store/lists.hpp"
#include "store/rows.hpp"

// The rows of the tables people read, as functions of the timeline and the stage histories: the
// same functions write them when the ledger grows and when it is replayed, so both give the same
// bytes.
namespace baton::engine {

[[nodiscard]] store::ContactRow contact_row(const ledger::Timeline& timeline,
                                            const ledger::Contact& contact,
                                            const lifecycle::History& history,
                                            const lifecycle::Chain& chain);

// The part of a contact's row that a touch changes.
[[nodiscard]] store::ContactTouches touches_of(const ledger::Contact& contact);

[[nodiscard]] store::CompanyRow company_row(const ledger::Timeline& timeline,
                                            const ledger::Company& company);

[[nodiscard]] store::DealRow deal_row(const Memory& memory, const ledger::Deal& deal);

[[nodiscard]] std::vector<store::DealContactRow> deal_contact_rows(const ledger::Timeline& timeline,
                                                                   const ledger::Deal& deal);

[[nodiscard]] store::RecordRow record_row(const ledger::Timeline& timeline,
                                          const ledger::Record& record);

// A `breach` record as a row of its own table; nullopt for other records.
[[nodiscard]] std::optional<store::BreachRow> breach_row(const ledger::Timeline& timeline,
                                                         const ledger::Record& record);

[[nodiscard]] std::vector<store::HandoffRow> handoff_rows(const ledger::Timeline& timeline,
                                                          const ledger::Contact& contact,
                                                          const lifecycle::History& history,
                                                          const lifecycle::Chain& chain);

[[nodiscard]] std::vector<store::StageEntryRow> stage_entry_rows(const ledger::Contact& contact,
                                                                 const lifecycle::History& history,
                                                                 const lifecycle::Chain& chain);

// The company of a deal: its `company` property holds the company's external id; zero without.
[[nodiscard]] CompanyId deal_company(const Memory& memory, const ledger::Deal& deal, Instant at);

// A record's version is the order of its last change: what compare-and-set compares.
[[nodiscard]] std::int64_t record_version(const ledger::Tracks& tracks);

// A deal's: how often any of its properties was set. The properties of one event of a deal stand in
// one line of the ledger, so their orders run into those of the next events.
[[nodiscard]] std::int64_t deal_version(const ledger::Deal& deal);

// Conflict when a version is given and the record's is another by now.
[[nodiscard]] Done check_version(std::int64_t current, std::optional<std::int64_t> version);

// All current values as one JSON object, unknown ones left out, in order of first mention.
[[nodiscard]] std::string properties_text(const ledger::Timeline& timeline,
                                          const ledger::Tracks& tracks,
                                          Instant at);

// One value as JSON text: money as {"amount","currency"}, dates and instants as ISO text.
void append_value(std::string& out, const Value& value);

}  // namespace baton::engine
