#include "engine/changed_rows.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/row_rendering.hpp"
#include "store/table.hpp"

namespace baton::engine {

namespace {

store::ContactRow row_of(const ledger::Timeline& timeline,
                         const Live& live,
                         const ledger::Contact& contact) {
    const lifecycle::History& history = live.history(timeline.slot_of(contact));
    return contact_row(timeline, contact, history, live.chain());
}

// Most of what comes in is touches: of those contacts' rows only what a touch changes is written.
// Who was only mentioned so far has no row yet.
void add_touched(const Memory& memory, const Live& live, const Batch& batch, ChangedRows& rows) {
    std::vector<ContactId> touched = batch.touched;
    std::ranges::sort(touched);
    const auto repeats = std::ranges::unique(touched);
    touched.erase(repeats.begin(), repeats.end());
    for (const ContactId id : touched) {
        const ledger::Contact& contact = *memory.timeline.find(id);
        if (batch.contacts.contains(id)) {
            continue;
        }
        if (contact.created()) {
            rows.touches.emplace_back(id, touches_of(contact));
        } else {
            rows.contacts.push_back(row_of(memory.timeline, live, contact));
        }
    }
}

void add_histories(const ledger::Timeline& timeline,
                   const Live& live,
                   const Batch& batch,
                   ChangedRows& rows) {
    for (const ContactId id : batch.histories) {
        const ledger::Contact& contact = *timeline.find(id);
        const lifecycle::History& history = live.history(timeline.slot_of(contact));
        rows.histories.push_back(
            {.contact = id,
             .entries = stage_entry_rows(contact, history, live.chain()),
             .handoffs = handoff_rows(timeline, contact, history, live.chain())});
    }
}

void add_others(const Memory& memory, const Batch& batch, ChangedRows& rows) {
    const ledger::Timeline& timeline = memory.timeline;
    for (const CompanyId id : batch.companies) {
        rows.companies.push_back(company_row(timeline, *timeline.find(id)));
    }
    for (const DealId id : batch.deals) {
        const ledger::Deal& deal = *timeline.find(id);
        auto& changed = rows.deals.emplace_back(deal_row(memory, deal));
        for (const store::DealContactRow& row : deal_contact_rows(timeline, deal)) {
            changed.contacts.push_back(row.contact);
        }
    }
    for (const auto& [record, key] : batch.records) {
        const ledger::Record& found = *timeline.find_record(record, key);
        rows.records.push_back(record_row(timeline, found));
        if (auto breach = breach_row(timeline, found)) {
            rows.breaches.push_back(*std::move(breach));
        }
    }
}

template <typename Row>
Done upsert_all(store::Connection& connection, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        TRY(store::upsert(connection, row));
    }
    return {};
}

}  // namespace

ChangedRows changed_rows(const Memory& memory, const Live& live, const Batch& batch) {
    ChangedRows rows;
    rows.contacts.reserve(batch.contacts.size());
    for (const ContactId id : batch.contacts) {
        rows.contacts.push_back(row_of(memory.timeline, live, *memory.timeline.find(id)));
    }
    add_touched(memory, live, batch, rows);
    add_histories(memory.timeline, live, batch, rows);
    add_others(memory, batch, rows);
    return rows;
}

Done write_rows(store::Writing& writing, const ChangedRows& rows) {
    store::Connection& connection = writing.connection;
    TRY(upsert_all(connection, rows.contacts));
    for (const auto& [contact, touches] : rows.touches) {
        if (!TRY(store::set_touches(connection, contact, touches))) {
            return fail(Failure::broken, "a contact in memory is not on disk");
        }
    }
    for (const ChangedRows::ContactHistory& each : rows.histories) {
        TRY(store::replace_stage_entries(connection, each.contact, each.entries));
        TRY(store::replace_handoffs(connection, each.contact, each.handoffs));
    }
    TRY(upsert_all(connection, rows.companies));
    for (const ChangedRows::DealContacts& each : rows.deals) {
        TRY(store::upsert(connection, each.deal));
        TRY(store::replace_contacts_of_deal(connection, each.deal.id, each.contacts));
    }
    TRY(upsert_all(connection, rows.records));
    return upsert_all(connection, rows.breaches);
}

}  // namespace baton::engine
