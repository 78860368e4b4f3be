#include "engine/erasing.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <rapidcheck.h>
#include <string>
#include <utility>
#include <vector>

#include "connect/segment.hpp"
#include "engine/accounts.hpp"
#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/erasure.hpp"
#include "engine/export.hpp"
#include "engine/house.hpp"
#include "engine/note_commands.hpp"
#include "engine/replay.hpp"
#include "engine/running.hpp"

namespace baton::engine::testing {
namespace {

constexpr std::string_view rules = R"(agreement: Erasure
timezone: UTC
currency: EUR
stages:
  - { name: lead, owner: marketing, when: 'known contact.email' }
  - { name: MQL,  owner: marketing, when: 'count(page_view) >= 1' }
  - { name: SAL,  owner: sales,     when: 'handoff accepted' }
disqualify:
  - { reason: student, when: 'contact.job_title = "student"' }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: Re-engage, eligible_again_after: 10 days }
)";

const Because who{.by = "mia@acme.test"};

// The files below a folder that hold the text, by name.
std::vector<std::string> holding(const std::filesystem::path& folder, std::string_view text) {
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        std::ifstream in(each.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        if (bytes.find(text) != std::string::npos) names.push_back(each.path().filename());
    }
    return names;
}

class Erased : public ::testing::Test {
protected:
    Erased() {
        running.hire("kim@acme.test", {{"role", std::string("rep")}});
        running.sign(std::string(rules));
    }

    ContactId create(const ledger::Properties& properties) {
        const auto made = running.run(
            [&](Desk& desk) { return create_contact(desk, {.properties = properties}, who); });
        EXPECT_TRUE(made) << made.error().message;
        return {std::stoll(made->id)};
    }

    void touch(ContactId contact) {
        const auto touched = running.run([&](Desk& desk) -> Result<Receipt> {
            ledger::Touched what;
            what.contact = contact;
            what.kind = "page_view";
            what.fields = {{"path", std::string("/pricing?q=quuxly-secret")}};
            desk.record(what, who);
            return Receipt{};
        });
        EXPECT_TRUE(touched);
    }

    Result<Receipt> erase(ContactId contact, const std::string& why = "asked for it") {
        return running.workspace().erase({.contact = contact, .why = why}, who);
    }

    // Where the texts still stand, in files that are open and afterwards.
    void expect_nowhere(const std::vector<std::string>& texts) {
        for (const std::string& text : texts) {
            EXPECT_EQ(holding(running.directory(), text), std::vector<std::string>()) << text;
        }
        EXPECT_EQ(running.problem(), "");
        running.restart();
        for (const std::string& text : texts) {
            EXPECT_EQ(holding(running.directory(), text), std::vector<std::string>()) << text;
        }
        EXPECT_EQ(running.problem(), "");
    }

    Running running{Instant{1'772'409'600'000'000}};  // 2026-03-02
};

TEST_F(Erased, LeavesNoPersonalTextInAnyFile) {
    const ContactId ada = create({{"email", "zora.quux@acme.test"},
                                  {"first_name", "Zorabella"},
                                  {"last_name", "Quuxworth"},
                                  {"phone", "+49 30 5550199"}});
    const auto changed = running.run([&](Desk& desk) {
        return change_contact(
            desk, {.contact = ada, .properties = {{"email", "zora2.quux@acme.test"}}}, who);
    });
    ASSERT_TRUE(changed);
    touch(ada);
    ASSERT_TRUE(running.run([&](Desk& desk) {
        return add_note(desk, {.text = "likes xylophones", .contact = ada}, who);
    }));
    ASSERT_TRUE(running.run([&](Desk& desk) {
        return log_activity(desk, {.contact = ada, .note = "hates bassoons"}, who);
    }));
    ASSERT_TRUE(running.run([&](Desk& desk) -> Result<Receipt> {
        desk.batch().kept_aside.push_back({.received = desk.now(),
                                           .source = "site",
                                           .reason = "odd",
                                           .body = R"({"email":"ZORA.quux@acme.test"})"});
        return Receipt{};
    }));
    const auto accounts = Accounts::load(running.workspace());
    ASSERT_TRUE(accounts);
    ASSERT_TRUE((*accounts)->keep_reply(
        "k", {.request_hash = "h", .body = "zora.quux@acme.test", .at = running.now()}));
    const auto upload = running.directory() / "imports" / "7" / "file";
    std::filesystem::create_directories(upload.parent_path());
    std::ofstream(upload)
        << "email,name\nZora.Quux@acme.test,Zorabella Quuxworth\nbob@x.test,Bob\n";
    ASSERT_TRUE(erase(ada));
    expect_nowhere({"zora.quux",
                    "ZORA.quux",
                    "Zora.Quux",
                    "zora2.quux",
                    "Zorabella",
                    "zorabella",
                    "Quuxworth",
                    "quuxworth",
                    "5550199",
                    "xylophones",
                    "bassoons",
                    "quuxly"});
    std::ifstream in(upload);
    const std::string left(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(
        left,
        "email,name\n" + std::string(19, ' ') + "," + std::string(19, ' ') + "\nbob@x.test,Bob\n");
    const auto reply = Accounts::load(running.workspace()).value()->find_reply("k");
    ASSERT_TRUE(reply && *reply);
    EXPECT_EQ((*reply)->status, 0) << "carried out, and its answer is not kept";
}

// Rows that moved from page to page leave remains there; the erasure finds them.
TEST_F(Erased, LeavesNoRemainsAmongManyRows) {
    std::vector<ContactId> people;
    for (int number = 0; number < 300; ++number) {
        people.push_back(create({{"email", "quuxina" + std::to_string(number) + "@acme.test"},
                                 {"last_name", "Quuxson" + std::to_string(number * 7919 % 300)}}));
    }
    for (int number = 0; number < 300; number += 20) {
        ASSERT_TRUE(erase(people[static_cast<std::size_t>(number)]));
        EXPECT_EQ(holding(running.directory(), "quuxina" + std::to_string(number) + "@"),
                  std::vector<std::string>());
    }
    EXPECT_EQ(running.problem(), "");
}

TEST_F(Erased, KeepsTheHistoryAsItWas) {
    const ContactId ada = create({{"email", "ada@acme.test"}});
    touch(ada);
    const auto before = running.entries(ada);
    ASSERT_EQ(before.size(), 2U) << "lead and MQL";
    ASSERT_TRUE(erase(ada));
    EXPECT_EQ(running.row(ada).email, "");
    EXPECT_EQ(running.row(ada).stage, "MQL") << "a lead has a known address; it was one";
    EXPECT_EQ(running.entries(ada), before);
    ASSERT_EQ(running.handoffs(ada).size(), 1U);
    EXPECT_EQ(running.handoffs(ada).front().state, "withdrawn");
    EXPECT_EQ(running.handoffs(ada).front().reason, "erased");
    running.move_to(plus(running.now(), 30 * day_micros));
    EXPECT_EQ(running.breaches(ada), std::vector<store::BreachRow>());
    std::string stricter(rules);
    stricter.replace(stricter.find(">= 1"), 4, ">= 9");
    running.sign(stricter);
    EXPECT_EQ(running.entries(ada), before);
    running.restart();
    EXPECT_EQ(running.entries(ada), before);
    EXPECT_EQ(running.problem(), "");
}

TEST_F(Erased, IsSaidOnce) {
    const ContactId ada = create({{"email", "ada@acme.test"}});
    const auto first = erase(ada);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->count, 1);
    const std::string state = running.head_and_state();
    const auto again = erase(ada);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->count, 0);
    EXPECT_EQ(running.head_and_state(), state);
    const auto nobody = erase({77 * 1024 + 5});
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().failure, Failure::not_found);
    const auto changed = running.run([&](Desk& desk) {
        return change_contact(
            desk, {.contact = ada, .properties = {{"email", "ada@acme.test"}}}, who);
    });
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().failure, Failure::refused);
    const auto taken_back =
        running.run([&](Desk& desk) { return undo(desk, first->recorded, who); });
    EXPECT_FALSE(taken_back) << "an erasure stays";
}

TEST_F(Erased, TheAddressMayComeAgain) {
    const ContactId ada = create({{"email", "ada@acme.test"}});
    ASSERT_TRUE(erase(ada));
    const ContactId new_ada = create({{"email", "ada@acme.test"}});
    EXPECT_NE(new_ada, ada);
    EXPECT_EQ(running.contact("ada@acme.test"), new_ada);
    running.restart();
    EXPECT_EQ(running.contact("ada@acme.test"), new_ada);
    EXPECT_EQ(running.problem(), "");
}

TEST_F(Erased, WhatWasMergedIntoThemIsThem) {
    const ContactId old = create({{"email", "zora.old@acme.test"}, {"job_title", "student"}});
    const ContactId ada = create({{"email", "zora.new@acme.test"}});
    ASSERT_TRUE(running.run([&](Desk& desk) -> Result<Receipt> {
        desk.record(ledger::Merged{.from = old, .into = ada}, who);
        return Receipt{};
    }));
    const auto before = running.entries(old);
    ASSERT_TRUE(erase(old));
    EXPECT_EQ(running.entries(old), before);
    expect_nowhere({"zora.old", "zora.new"});
    EXPECT_EQ(erase(ada)->count, 0);
}

TEST_F(Erased, IsNotExportedByName) {
    const ContactId ada = create({{"email", "ada@acme.test"}, {"plan", "pro"}});
    ASSERT_TRUE(erase(ada));
    const auto table = export_table(running.workspace(), "contacts");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows.size(), 1U);
    const auto column = [&](std::string_view name) {
        const auto found = std::ranges::find(table->header, name);
        return table->rows[0][static_cast<std::size_t>(found - table->header.begin())];
    };
    EXPECT_EQ(column("email"), Value(Unknown{}));
    EXPECT_EQ(column("plan"), Value(std::string("pro")));
    EXPECT_EQ(column("stage"), Value(std::string("lead")));
}

// A visitor that was theirs is nobody's afterwards: what comes from the browser begins anew.
TEST(ErasedVisitor, IsANewOneWhenItComesAgain) {
    baton::testing::House house;
    house.agree();
    house.send_one(
        R"({"type":"identify","userId":"u1","anonymousId":"zxanon","messageId":"1","traits":{"email":"zora@acme.test"}})");
    house.send_one(
        R"({"type":"page","anonymousId":"zxanon","messageId":"2","properties":{"path":"/pricing"}})");
    const ContactId first = house.contact("u1");
    ASSERT_EQ(house.touches_of("u1"), 1U);
    ASSERT_TRUE(house.workspace().erase({.contact = first, .why = "asked"}, who));
    EXPECT_EQ(holding(house.workspace().database().directory(), "zxanon"),
              std::vector<std::string>());
    house.send_one(
        R"({"type":"page","anonymousId":"zxanon","messageId":"3","properties":{"path":"/pricing"}})");
    EXPECT_EQ(house.read([&](const Workspace::View& view) {
        return view.timeline.find(first)->all().touches.size();
    }),
              1U);
    house.send_one(
        R"({"type":"identify","userId":"u1","anonymousId":"zxanon","messageId":"4","traits":{"email":"zora@acme.test"}})");
    EXPECT_NE(house.contact("u1"), first);
    EXPECT_EQ(house.touches_of("u1"), 1U);
    EXPECT_TRUE(verify(house.workspace()).value().ok);
}

lifecycle::Reached any_reached(std::size_t versions) {
    return {.version = *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(versions)),
            .stage = *rc::gen::inRange<std::uint32_t>(0, 3),
            .at = Instant{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000'000)},
            .how = *rc::gen::element(
                lifecycle::How::entered, lifecycle::How::passed, lifecycle::How::placed)};
}

TEST_F(Erased, FreezingAndThawingGivesTheSameHistory) {
    running.sign("# again\n" + std::string(rules));
    const auto [chain, keys] = running.workspace().read([](const Workspace::View& view) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < view.live.chain().size(); ++i) {
            names.push_back(view.live.version_key(i));
        }
        return std::pair(view.live.shared_chain(), names);
    });
    const NamedChain named{.chain = *chain, .keys = keys};
    const auto read = rc::check([&] {
        lifecycle::History history;
        const int journeys = *rc::gen::inRange(0, 4);
        for (int i = 0; i < journeys; ++i) {
            lifecycle::Journey journey{.began = any_reached(1).at};
            if (*rc::gen::arbitrary<bool>()) {
                journey.ended = any_reached(1).at;
                journey.end = *rc::gen::element(lifecycle::End::returned,
                                                lifecycle::End::disqualified,
                                                lifecycle::End::merged,
                                                lifecycle::End::deleted);
                journey.reason = *rc::gen::element<std::string>("", "bad \"fit\"", "größe");
            }
            const int stages = *rc::gen::inRange(0, 4);
            for (int j = 0; j < stages; ++j)
                journey.stages.push_back(any_reached(chain->size()));
            history.journeys.push_back(std::move(journey));
        }
        if (*rc::gen::arbitrary<bool>()) {
            history.disqualified.push_back(
                {.at = any_reached(1).at, .reason = "student", .reasons = {"student", "spam"}});
        }
        const auto thawed_again = thawed(frozen(history, named), named);
        RC_ASSERT(thawed_again);
        RC_ASSERT(*thawed_again == history);
    });
    EXPECT_TRUE(read);
}

}  // namespace
}  // namespace baton::engine::testing
