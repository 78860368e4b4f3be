#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/carrying.hpp"
#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/export.hpp"
#include "engine/import_run.hpp"
#include "engine/note_commands.hpp"
#include "engine/random_life.hpp"
#include "engine/row_rendering.hpp"

// The whole ledger as text: read again it says the same.
namespace baton::engine::testing {
namespace {

// A ledger and what is read from it again, in a workspace of its own at the same instant.
class Copied {
public:
    explicit Copied(Running& from)
        : text_(exported(from.workspace())), folder_(new_directory()), copy_(from.now()) {
        write_file(folder_ / "ledger.jsonl", text_);
        const auto report =
            run_import(copy_.workspace(), {.id = "1", .files = {folder_ / "ledger.jsonl"}});
        EXPECT_TRUE(report) << report.error().message;
    }

    ~Copied() { std::filesystem::remove_all(folder_); }

    Copied(const Copied&) = delete;
    Copied& operator=(const Copied&) = delete;

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] Running& running() { return copy_; }

private:
    std::string text_;
    std::filesystem::path folder_;
    Running copy_;
};

using Names = std::map<std::string, std::string>;  // internal id, external id

void replace_id(std::string& text, const std::string& before, const Names& names, char end) {
    const auto start = text.find(before);
    if (start == std::string::npos) return;
    const auto first = start + before.size();
    const auto found = names.find(text.substr(first, text.find(end, first) - first));
    if (found != names.end()) text.replace(first, found->first.size(), found->second);
}

// Every row of every table, with external ids instead of the internal ones.
std::string all_tables(Running& running) {
    Names contacts;
    Names deals;
    std::set<std::string> kinds;
    std::vector<ContactId> ids;
    std::string text = tables(running);
    running.workspace().read([&](const Workspace::View& view) {
        for (const auto& each : view.timeline.contacts()) {
            contacts[std::to_string(each.id.value)] = each.external_id;
            ids.push_back(each.id);
        }
        for (const auto& each : view.timeline.deals()) {
            deals[std::to_string(each.id.value)] = each.external_id;
        }
        for (const auto& each : view.timeline.records()) {
            kinds.insert(view.timeline.dictionary().name(each.record));
        }
    });
    for (const ContactId id : ids) {
        text += "\n" + contacts[std::to_string(id.value)] + ":";
        for (const auto& each : running.entries(id)) {
            text += fmt::format(" {} {} {} {}", each.journey, each.stage, each.at.micros, each.how);
        }
        for (const auto& each : running.handoffs(id)) {
            text += fmt::format(" {} {} {} {} {} {} {} {}",
                                each.number,
                                each.stage,
                                each.state,
                                each.owner,
                                each.offered_at.micros,
                                each.reason,
                                each.flag,
                                each.version);
        }
        for (const auto& each : running.breaches(id)) {
            text += fmt::format(" {} {} {}", each.number, each.kind, each.due_at.micros);
        }
    }
    std::set<std::string> rows;  // keys begin with ids that are others in a copy
    for (const std::string& kind : kinds) {
        for (const auto& each : running.records(kind)) {
            std::string row = fmt::format("\n{}={} {} {}", kind, each.key, each.version, each.body);
            if (kind == "breach" || kind == "restatement" || kind == "erasure" || kind == "offer" ||
                kind == "escalation")
                replace_id(row, "=", contacts, '/');
            replace_id(row, R"("contact":")", contacts, '"');
            replace_id(row, R"("deal":")", deals, '"');
            rows.insert(row);
        }
    }
    for (const std::string& row : rows)
        text += row;
    for (const std::string_view kind : {"companies", "deals", "handoffs", "stages", "touches"}) {
        const auto table = export_table(running.workspace(), kind);
        EXPECT_TRUE(table);
        for (const auto& row : table->rows) {
            text += "\n" + std::string(kind);
            for (const Value& value : row)
                append_value(text += ' ', value);
        }
    }
    return text;
}

TEST(CarryingLedgers, ALedgerReadAgainTellsTheSameHistory) {
    std::mt19937 dice(7);
    for (int round = 0; round < 6; ++round) {
        RandomLife life;
        const auto roll = [&](int below) {
            return static_cast<int>(dice() % static_cast<unsigned>(below));
        };
        for (int i = 0; i < 80; ++i) {
            constexpr std::array minutes{0, 1, 9, 30, 121};
            constexpr std::array late{0, 0, 0, 60, 3000};
            Deed deed{.what = roll(24),
                      .who = roll(9),
                      .which = roll(60),
                      .minutes = minutes.at(static_cast<std::size_t>(roll(5))),
                      .late = late.at(static_cast<std::size_t>(roll(5)))};
            ASSERT_EQ(life.live(deed), "");
        }
        Copied copied(life.running());
        Running& copy = copied.running();
        EXPECT_EQ(copy.problem(), "");
        EXPECT_EQ(journeys(copy.workspace()), journeys(life.running().workspace()));
        EXPECT_EQ(all_tables(copy), all_tables(life.running()));
        EXPECT_EQ(exported(copy.workspace()), copied.text());
    }
}

// A contact whose external id looks like a path, offered and not answered in time, with a task.
class CarryingRecords : public Carrying {
protected:
    void SetUp() override {
        std::string contacts = "id,email,created_at\n";
        for (const char* id : {"other", "eu/1", "7"}) {
            contacts += fmt::format("{},{}@acme.test,2026-02-01T08:00:00Z\n", id, id[0]);
        }
        write_file(folder_ / "contacts.csv", contacts);
        write_file(folder_ / "touches.csv",
                   "contact,at,kind,path\n"
                   "eu/1,2026-03-01T10:00:00Z,page_view,/pricing\n"
                   "eu/1,2026-03-01T11:00:00Z,page_view,/pricing\n"
                   "eu/1,2026-03-01T12:00:00Z,page_view,/pricing\n");
        const auto done =
            run_import(running_.workspace(),
                       {.id = "1", .files = {folder_ / "contacts.csv", folder_ / "touches.csv"}});
        ASSERT_TRUE(done) << done.error().message;
        running_.move_to(plus(carrying_start, 5 * day_micros));
        const ContactId contact = running_.contact("eu/1");
        ASSERT_FALSE(running_.breaches(contact).empty());
        ASSERT_TRUE(running_.run([&](Desk& desk) {
            return change_record(desk,
                                 {.record = "task",
                                  .key = "t1",
                                  .properties = {{"title", std::string("Call")},
                                                 {"contact", std::to_string(contact.value)}}},
                                 {.by = "kim@acme.test"});
        }));
        ASSERT_TRUE(running_.run([&](Desk& desk) {
            return add_note(desk, {.text = "hm", .contact = contact}, {.by = "kim@acme.test"});
        }));
    }
};

TEST_F(CarryingRecords, RecordsPointToTheSameContact) {
    Copied copied(running_);
    Running& copy = copied.running();
    const ContactId contact = copy.contact("eu/1");
    EXPECT_NE(contact, running_.contact("eu/1")) << "or this test shows nothing";
    EXPECT_EQ(copied.text().find(std::to_string(running_.contact("eu/1").value)),
              std::string::npos);
    for (const char* kind : {"task", "note", "breach"}) {
        const auto rows = copy.records(kind);
        ASSERT_FALSE(rows.empty()) << kind;
        EXPECT_NE(rows.front().body.find(fmt::format(R"("contact":"{}")", contact.value)),
                  std::string::npos)
            << rows.front().body;
    }
    EXPECT_EQ(copy.problem(), "");
}

TEST_F(CarryingRecords, AMissedClockIsNotRecordedAnew) {
    Copied copied(running_);
    Running& copy = copied.running();
    const auto missed = running_.breaches(running_.contact("eu/1")).size();
    EXPECT_EQ(copy.breaches(copy.contact("eu/1")).size(), missed);
    EXPECT_EQ(copy.records("breach").size(), missed);
    copy.move_to(plus(copy.now(), 20 * day_micros));
    EXPECT_EQ(copy.records("breach").size(), missed);
    EXPECT_EQ(copy.problem(), "");
}

TEST_F(CarryingRecords, WhatComesAfterwardsTakesNoKeyOfWhatWasRead) {
    Copied copied(running_);
    Running& copy = copied.running();
    for (int i = 0; i < 3; ++i) {
        const auto noted = copy.run(
            [&](Desk& desk) { return add_note(desk, {.text = "later"}, {.by = "kim@acme.test"}); });
        ASSERT_TRUE(noted);
    }
    EXPECT_EQ(copy.records("note").size(), 4U);
}

TEST_F(Carrying, TwoContactsThatHadTheSameIdStayTwo) {
    const auto files = write_files(folder_, 12);
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "1", .files = files}));
    ASSERT_TRUE(undo_import(running_.workspace(), "1", "mia@acme.test"));
    ASSERT_TRUE(run_import(running_.workspace(), {.id = "2", .files = files}));
    Copied copied(running_);
    EXPECT_EQ(copied.running().problem(), "");
    EXPECT_EQ(journeys(copied.running().workspace()), journeys(running_.workspace()));
    EXPECT_EQ(copied.running().row(copied.running().contact("p3")).touches, 3);
    EXPECT_EQ(exported(copied.running().workspace()), copied.text());
}

TEST(CarryingLedgers, WhoIsOnlyMentionedKeepsTheName) {
    const std::filesystem::path folder = new_directory();
    write_file(folder / "ledger.jsonl",
               R"({"type":"touch","at":"2026-01-01T00:00Z","contact":"c9","kind":"call"}
{"type":"contact","at":"2026-01-02T00:00Z","id":"c1"}
{"type":"company","at":"2026-01-02T00:00Z","contact":"c1","company":"acme"}
{"type":"change","at":"2026-01-02T00:00Z","record":"task","id":"t","property":"contact","value":"c8"}
{"type":"change","at":"2026-01-02T00:00Z","record":"version","id":"v","property":"text","value":"agreement: A\n"}
)");
    Running first(carrying_start);
    ASSERT_TRUE(run_import(first.workspace(), {.id = "1", .files = {folder / "ledger.jsonl"}}));
    Copied copied(first);
    for (const char* part :
         {R"("contact":"c9")", R"("company":"acme")", R"("value":"agreement: A\n")"}) {
        EXPECT_NE(copied.text().find(part), std::string::npos) << copied.text();
    }
    EXPECT_EQ(exported(copied.running().workspace()), copied.text());
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace baton::engine::testing
