#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "ledger/event.hpp"

// What people and programs do to companies, deals and tasks.
namespace baton::engine {

struct NewCompany {
    std::string external_id = {};
    ledger::Properties properties;
};

// Conflict when the external id or the domain is taken.
Result<Receipt> create_company(Desk& desk, const NewCompany& company, const Because& because);

// A company's change is read by the criteria of all its contacts. With a version it is refused as a
// conflict when that is no longer the company's.
Result<Receipt> change_company(Desk& desk,
                               CompanyId company,
                               const ledger::Properties& properties,
                               const Because& because,
                               std::optional<std::int64_t> version = {});

struct NewDeal {
    std::string external_id = {};
    std::vector<ContactId> contacts = {};
    ledger::Properties properties;  // name, amount, pipeline, stage, product, owner, company …
};

// The stage decides the status; without one the pipeline's first stage. A deal of a contact whose
// handoff is accepted converts that handoff.
Result<Receipt> create_deal(Desk& desk, const NewDeal& deal, const Because& because);

struct DealChange {
    DealId deal;
    ledger::Properties properties = {};
    std::optional<std::vector<ContactId>> contacts = {};
    std::optional<std::int64_t> version = {};  // refused as a conflict when it is no longer this
};

// Moving to a lost stage needs a lost_reason; to an unknown stage is refused. closed_at is set when
// the deal is won or lost and cleared when it opens again.
Result<Receipt> change_deal(Desk& desk, const DealChange& change, const Because& because);

Result<Receipt> delete_deal(Desk& desk, DealId deal, const Because& because);

// Any other record (task, product, team, campaign, cost …): created by its first change. An empty
// key makes a new one.
struct RecordChange {
    std::string record;
    std::string key = {};
    ledger::Properties properties;
};

// What is said again as it stands is not recorded again; the receipt may hold nothing.
Result<Receipt> change_record(Desk& desk, const RecordChange& change, const Because& because);

}  // namespace baton::engine
