#pragma once

#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/batch.hpp"
#include "engine/desk.hpp"
#include "engine/live.hpp"
#include "store/database.hpp"
#include "store/lists.hpp"
#include "store/rows.hpp"

namespace baton::engine {

// The rows that a group of commands changed, as they stand after it: taken from memory while
// nobody changes it, so that they can be written while the next group is worked on.
struct ChangedRows {
    // The stage entries and handoffs of one contact: all of them.
    struct ContactHistory {
        ContactId contact;
        std::vector<store::StageEntryRow> entries;
        std::vector<store::HandoffRow> handoffs;
    };

    struct DealContacts {
        store::DealRow deal;
        std::vector<ContactId> contacts;
    };

    std::vector<store::ContactRow> contacts;
    std::vector<std::pair<ContactId, store::ContactTouches>> touches;
    std::vector<ContactHistory> histories;
    std::vector<store::CompanyRow> companies;
    std::vector<DealContacts> deals;
    std::vector<store::RecordRow> records;
    std::vector<store::BreachRow> breaches;
};

[[nodiscard]] ChangedRows changed_rows(const Memory& memory, const Live& live, const Batch& batch);

[[nodiscard]] Done write_rows(store::Writing& writing, const ChangedRows& rows);

}  // namespace baton::engine
