#include "store/lists.hpp"

#include <algorithm>
#include <cstddef>
#include <gtest/gtest.h>
#include <set>
#include <sqlite3.h>
#include <string>
#include <tuple>
#include <vector>

#include "base/id.hpp"
#include "store/database.hpp"
#include "store/lists_sql.hpp"
#include "store/rows.hpp"
#include "store/table.hpp"
#include "store/workspace.hpp"

namespace baton::store {
namespace {

class Lists : public testing::Workspace {
protected:
    static constexpr int count = 300;

    Lists() {
        write([this](Writing& writing) {
            for (int number = 0; number < count; ++number) {
                rows_.push_back(contact(number));
                ASSERT_TRUE(upsert(writing.connection, rows_.back()));
            }
        });
    }

    static ContactRow contact(int number) {
        const std::vector<std::string> last_names{"Lovelace", "Hopper", "Łukasiewicz", "hoppe"};
        const std::vector<std::string> stages{"", "Lead", "MQL"};
        const std::vector<std::string> owners{"kim", "lee"};
        ContactRow row{.id = make_id<ContactTag>(number + 1, number * 7 % 1024)};
        row.external_id = "c" + std::to_string(number);
        row.email = row.external_id + "@acme.test";
        row.last_name = last_names[static_cast<std::size_t>(number) % 4];
        row.name_key = name_key_of("Ada", row.last_name);
        row.stage = stages[static_cast<std::size_t>(number) % 3];
        row.owner = owners[static_cast<std::size_t>(number / 3) % 2];
        row.company = {number % 5 == 0 ? 2048 : 0};
        row.created_at = {number / 4};  // four of each instant: the id decides
        if (number % 2 == 0) row.last_touch_at = Instant{1000 - number};
        row.deleted = number % 50 == 0;
        return row;
    }

    // Every page of the query, put together.
    std::vector<ContactRow> pages(ContactQuery query) {
        std::vector<ContactRow> all;
        query.limit = 7;
        const auto reading = database().reading();
        for (;;) {
            const auto page = list_contacts(reading.connection(), query).value();
            if (page.empty()) return all;
            all.insert(all.end(), page.begin(), page.end());
            query.after = page.back();
        }
    }

    template <typename Keep, typename Less>
    std::vector<ContactRow> expected(Keep keep, Less less) {
        std::vector<ContactRow> out;
        for (const auto& row : rows_) {
            if (!row.deleted && keep(row)) out.push_back(row);
        }
        std::ranges::sort(out, less);
        return out;
    }

    std::vector<ContactRow> rows_;
};

bool newest(const ContactRow& left, const ContactRow& right) {
    return std::tuple(right.created_at, right.id) < std::tuple(left.created_at, left.id);
}

TEST_F(Lists, PagesShowEveryContactOnceInOrder) {
    const auto any = [](const ContactRow&) { return true; };
    EXPECT_EQ(pages({}), expected(any, newest));
    EXPECT_EQ(pages({.sort = ContactSort::name}), expected(any, [](const auto& a, const auto& b) {
                  return std::tuple(a.name_key, a.id) < std::tuple(b.name_key, b.id);
              }));
    EXPECT_EQ(pages({.sort = ContactSort::last_touched}),
              expected([](const ContactRow& row) { return row.last_touch_at.has_value(); },
                       [](const auto& a, const auto& b) {
                           return std::tuple(b.last_touch_at, b.id) <
                                  std::tuple(a.last_touch_at, a.id);
                       }));
}

ContactQuery filtered(ContactSort sort, int mask) {
    ContactQuery query{.sort = sort};
    if ((mask & 1) != 0) query.stage = "MQL";
    if ((mask & 2) != 0) query.owner = "kim";
    if ((mask & 4) != 0) query.company = CompanyId{2048};
    if ((mask & 8) != 0) query.name_prefix = "hopp";
    return query;
}

bool is_wanted(const ContactRow& row, const ContactQuery& query) {
    return !row.deleted && (!query.stage || row.stage == "MQL") &&
           (!query.owner || row.owner == "kim") && (!query.company || row.company.value == 2048) &&
           row.name_key.starts_with(query.name_prefix) &&
           (query.sort != ContactSort::last_touched || row.last_touch_at);
}

TEST_F(Lists, FiltersNarrowEverySort) {
    for (const auto sort : {ContactSort::newest, ContactSort::name, ContactSort::last_touched}) {
        for (int mask = 0; mask < 16; ++mask) {
            const ContactQuery query = filtered(sort, mask);
            std::set<ContactId> found;
            for (const auto& row : pages(query)) {
                EXPECT_TRUE(found.insert(row.id).second);
            }
            std::set<ContactId> wanted;
            for (const auto& row : rows_) {
                if (is_wanted(row, query)) wanted.insert(row.id);
            }
            EXPECT_EQ(found, wanted) << "sort " << static_cast<int>(sort) << " filters " << mask;
        }
    }
}

TEST_F(Lists, OneIsFoundById) {
    const auto reading = database().reading();
    EXPECT_EQ(find_contact(reading.connection(), rows_[9].id).value(), rows_[9]);
    EXPECT_FALSE(find_contact(reading.connection(), {12345678}).value());
}

// An index that does not fit would scan or sort the whole table.
TEST_F(Lists, NoListSortsOrScansTheTable) {
    sqlite3* handle = nullptr;
    sqlite3_open((directory_ + "/baton.sqlite").c_str(), &handle);
    for (const auto& sql : {contacts_newest_sql,
                            contacts_newest_of_stage_sql,
                            contacts_newest_of_owner_sql,
                            contacts_newest_of_stage_and_owner_sql,
                            contacts_newest_of_company_sql,
                            contacts_by_name_sql,
                            contacts_by_name_prefix_sql,
                            contacts_last_touched_sql,
                            companies_newest_sql,
                            deals_newest_sql,
                            deals_of_contact_sql,
                            handoffs_of_owner_sql,
                            handoffs_of_state_sql}) {
        sqlite3_stmt* plan = nullptr;
        const auto text = "EXPLAIN QUERY PLAN " + std::string(sql.text);
        ASSERT_EQ(sqlite3_prepare_v2(handle, text.c_str(), -1, &plan, nullptr), SQLITE_OK);
        std::string lines;
        while (sqlite3_step(plan) == SQLITE_ROW) {
            lines += reinterpret_cast<const char*>(sqlite3_column_text(plan, 3));
            lines += '\n';
        }
        sqlite3_finalize(plan);
        EXPECT_EQ(lines.find("TEMP B-TREE"), std::string::npos) << sql.name << "\n" << lines;
        EXPECT_EQ(lines.find("SCAN"), std::string::npos) << sql.name << "\n" << lines;
    }
    sqlite3_close(handle);
}

TEST_F(Lists, WhatBelongsToAContactIsReplacedAsAWhole) {
    const ContactId ada{1029};
    const StageEntryRow lead{
        .contact = ada, .journey = 1, .stage = "Lead", .at = {1}, .how = "entered"};
    const StageEntryRow mql{
        .contact = ada, .journey = 1, .stage = "MQL", .at = {2}, .how = "placed"};
    const HandoffRow handoff{
        .contact = ada, .number = 1, .state = "open", .owner = "kim", .offered_at = {3}};
    const BreachRow breach{
        .contact = ada, .number = 1, .kind = "response", .due_at = {4}, .recorded_at = {5}};
    write([&](Writing& writing) {
        auto& connection = writing.connection;
        ASSERT_TRUE(replace_stage_entries(connection, ada, {lead, mql}));
        ASSERT_TRUE(replace_stage_entries(connection, ada, {mql}));
        EXPECT_EQ(stage_entries_of(connection, ada).value(), std::vector{mql});
        ASSERT_TRUE(replace_handoffs(connection, ada, {handoff}));
        EXPECT_EQ(handoffs_of_contact(connection, ada).value(), std::vector{handoff});
        EXPECT_EQ(list_handoffs(connection, {.state = "open", .owner = "kim"}).value(),
                  std::vector{handoff});
        EXPECT_TRUE(list_handoffs(connection, {.state = "open", .owner = "lee"})->empty());
        EXPECT_TRUE(list_handoffs(connection, {.state = "open", .after = handoff})->empty());
        ASSERT_TRUE(replace_breaches(connection, ada, {breach}));
        EXPECT_EQ(breaches_of(connection, ada).value(), std::vector{breach});
        ASSERT_TRUE(replace_contacts_of_deal(connection, {2048}, {ada, {7}}));
        ASSERT_TRUE(replace_contacts_of_deal(connection, {2048}, {ada}));
        EXPECT_EQ(deals_of_contact(connection, ada)->size(), 1U);
        EXPECT_TRUE(deals_of_contact(connection, {7})->empty());
    });
}

TEST_F(Lists, RecordsAreListedByKind) {
    const RecordRow first{.kind = "task", .key = "a"};
    const RecordRow second{.kind = "task", .key = "b", .version = 2, .body = R"({"x":1})"};
    write([&](Writing& writing) {
        ASSERT_TRUE(upsert(writing.connection, second));
        ASSERT_TRUE(upsert(writing.connection, first));
        ASSERT_TRUE(upsert(writing.connection, RecordRow{.kind = "user", .key = "a"}));
        EXPECT_EQ(list_records(writing.connection, "task", "", 10).value(),
                  (std::vector{first, second}));
        EXPECT_EQ(list_records(writing.connection, "task", "a", 10).value(), std::vector{second});
        EXPECT_EQ(find_record(writing.connection, "task", "b").value(), second);
    });
}

}  // namespace
}  // namespace baton::store
