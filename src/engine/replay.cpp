#include "engine/replay.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

#include "engine/row_rendering.hpp"
#include "store/delivery.hpp"
#include "store/ledger_table.hpp"
#include "store/state_hash.hpp"
#include "store/table.hpp"

namespace baton::engine {

namespace {

template <typename Row>
store::Hash hash_of(std::vector<Row> rows) {
    std::ranges::sort(rows, store::before<Row>);
    return store::hash_rows(rows);
}

// The rows of every table, in memory.
struct Tables {
    std::vector<store::ContactRow> contacts;
    std::vector<store::CompanyRow> companies;
    std::vector<store::DealRow> deals;
    std::vector<store::DealContactRow> deal_contacts;
    std::vector<store::HandoffRow> handoffs;
    std::vector<store::StageEntryRow> stage_entries;
    std::vector<store::BreachRow> breaches;
    std::vector<store::RecordRow> records;
};

template <typename Row>
void append(std::vector<Row>& to, std::vector<Row> rows) {
    to.insert(to.end(), rows.begin(), rows.end());
}

void render_contacts(const Memory& memory, const Live& live, Tables& tables) {
    const ledger::Timeline& timeline = memory.timeline;
    for (ledger::Slot slot = 0; slot < timeline.contacts().size(); ++slot) {
        const ledger::Contact& contact = timeline.contacts()[slot];
        const lifecycle::History& history = live.history(slot);
        tables.contacts.push_back(contact_row(timeline, contact, history, live.chain()));
        append(tables.handoffs, handoff_rows(timeline, contact, history, live.chain()));
        append(tables.stage_entries, stage_entry_rows(contact, history, live.chain()));
    }
}

void render_others(const Memory& memory, Tables& tables) {
    const ledger::Timeline& timeline = memory.timeline;
    for (const ledger::Company& company : timeline.companies()) {
        tables.companies.push_back(company_row(timeline, company));
    }
    for (const ledger::Deal& deal : timeline.deals()) {
        tables.deals.push_back(deal_row(memory, deal));
        append(tables.deal_contacts, deal_contact_rows(timeline, deal));
    }
    for (const ledger::Record& record : timeline.records()) {
        tables.records.push_back(record_row(timeline, record));
        if (auto breach = breach_row(timeline, record)) {
            tables.breaches.push_back(*std::move(breach));
        }
    }
}

}  // namespace

std::string replayed_hash(const Memory& memory, const Live& live) {
    Tables tables;
    render_contacts(memory, live, tables);
    render_others(memory, tables);
    const std::array<store::Hash, store::hashed_tables.size()> hashes{
        hash_of(std::move(tables.contacts)),
        hash_of(std::move(tables.companies)),
        hash_of(std::move(tables.deals)),
        hash_of(std::move(tables.deal_contacts)),
        hash_of(std::move(tables.handoffs)),
        hash_of(std::move(tables.stage_entries)),
        hash_of(std::move(tables.breaches)),
        hash_of(std::move(tables.records)),
    };
    return store::render(store::combine(hashes));
}

Result<Verification> verify(Workspace& workspace) {
    const store::Reading reading = workspace.database().reading();
    const store::Verification chains = TRY(store::verify_ledger(reading.connection()));
    Verification verification{
        .touches = chains.touches,
        .changes = chains.changes,
        .head = store::render(chains.head),
        .live_hash = store::render(TRY(store::state_hash(reading.connection()))),
        .replayed_hash = workspace.replayed_hash(),
        .problem = {}};
    if (chains.first_bad) {
        verification.problem = fmt::format("the ledger was altered: bucket {}, entry {}",
                                           chains.first_bad->bucket,
                                           chains.first_bad->seq);
    } else if (verification.live_hash != verification.replayed_hash) {
        const auto waiting = TRY(store::Fanouts::waiting(reading.connection(), 1));
        verification.problem = waiting.empty()
                                   ? "the tables are not what the ledger says"
                                   : "a company's change is still on its way to its contacts";
    }
    verification.ok = verification.problem.empty();
    return verification;
}

}  // namespace baton::engine
