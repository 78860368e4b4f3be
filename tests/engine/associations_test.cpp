#include "engine/associations.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "engine/association_commands.hpp"
#include "engine/carrying.hpp"
#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/export.hpp"
#include "engine/import_run.hpp"
#include "engine/merge_commands.hpp"
#include "engine/note_commands.hpp"
#include "engine/running.hpp"

namespace baton::engine::testing {
namespace {

using enum CrmType;
using Roles = std::vector<std::string>;

class AssociationsOf : public ::testing::Test {
protected:
    AssociationsOf() {
        running.hire("kim@acme.test", {{"role", std::string("rep")}});
        ada = {.type = contacts, .id = contact("ada@acme.test")};
        bea = {.type = contacts, .id = contact("bea@acme.test")};
        acme = {.type = companies, .id = company("Acme")};
        other = {.type = companies, .id = company("Other")};
        deal = {.type = deals, .id = make_deal("Big deal")};
    }

    Receipt done(Command command) {
        running.move_to({running.now().micros + minute_micros});
        const auto receipt = running.run(std::move(command));
        EXPECT_TRUE(receipt) << receipt.error().message;
        return receipt.value_or(Receipt{});
    }

    std::string contact(const std::string& email) {
        return done([&](Desk& desk) {
                   return create_contact(desk, {.properties = {{"email", email}}}, who);
               })
            .id;
    }

    std::string company(const std::string& name) {
        return done([&](Desk& desk) {
                   return create_company(desk, {.properties = {{"name", name}}}, who);
               })
            .id;
    }

    std::string make_deal(const std::string& name) {
        return done([&](Desk& desk) {
                   return create_deal(desk, {.properties = {{"name", name}}}, who);
               })
            .id;
    }

    Receipt associate(const AssociationWish& wish) {
        return done([&](Desk& desk) { return Associating(desk, who).associate(wish); });
    }

    Receipt set_roles(const AssociationWish& wish) {
        return done([&](Desk& desk) { return Associating(desk, who).set_roles(wish); });
    }

    Receipt dissociate(const ObjectRef& one, const ObjectRef& two) {
        return done([&](Desk& desk) { return Associating(desk, who).dissociate(one, two); });
    }

    void undo_it(const Receipt& receipt) {
        done([&](Desk& desk) { return undo(desk, receipt.recorded, who); });
    }

    // "25: champion, user" for each, "25*" for the own company; in order of ids.
    std::string of(const ObjectRef& object, CrmType to, Instant at = Instant::latest()) {
        return running.workspace().read([&](const Workspace::View& view) {
            std::set<std::string> lines;
            for (const Association& each :
                 Associations(view.timeline, view.directory, at).of(object, to)) {
                std::string line = each.to.id + (each.primary ? "*" : "");
                for (const std::string& role : each.roles) {
                    line += (role == each.roles.front() ? ": " : ", ") + role;
                }
                lines.insert(line);
            }
            std::string text;
            for (const std::string& line : lines) {
                text += (text.empty() ? "" : "; ") + line;
            }
            return text;
        });
    }

    Running running{carrying_start};
    Because who{.by = "kim@acme.test"};
    ObjectRef ada;
    ObjectRef bea;
    ObjectRef acme;
    ObjectRef other;
    ObjectRef deal;
};

TEST_F(AssociationsOf, ARoleInADealMakesOneOfItsContacts) {
    associate({.from = ada, .to = deal, .roles = {"champion"}});
    associate({.from = deal, .to = ada, .roles = {"user"}});
    EXPECT_EQ(of(deal, contacts), ada.id + ": champion, user");
    EXPECT_EQ(of(ada, deals), deal.id + ": champion, user");
    EXPECT_EQ(of(bea, deals), "");
    EXPECT_EQ(running.problem(), "");
}

TEST_F(AssociationsOf, WhatIsSoAlreadyIsNotRecordedAgain) {
    EXPECT_FALSE(associate({.from = ada, .to = deal, .roles = {"champion"}}).recorded.empty());
    EXPECT_TRUE(associate({.from = ada, .to = deal, .roles = {"champion"}}).recorded.empty());
    EXPECT_TRUE(set_roles({.from = ada, .to = deal, .roles = {"champion"}}).recorded.empty());
    EXPECT_TRUE(dissociate(bea, deal).recorded.empty());
}

TEST_F(AssociationsOf, AsItWasThenAndUndone) {
    associate({.from = ada, .to = deal, .roles = {"champion"}});
    const Instant then{running.now().micros + second_micros};
    const Receipt changed = set_roles({.from = ada, .to = deal, .roles = {"blocker"}});
    EXPECT_EQ(of(deal, contacts), ada.id + ": blocker");
    EXPECT_EQ(of(deal, contacts, then), ada.id + ": champion");
    undo_it(changed);
    EXPECT_EQ(of(deal, contacts), ada.id + ": champion");
    const Receipt removed = dissociate(deal, ada);
    EXPECT_EQ(of(deal, contacts), "");
    EXPECT_EQ(of(ada, deals), "");
    undo_it(removed);
    EXPECT_EQ(of(deal, contacts), ada.id + ": champion");
    EXPECT_EQ(running.problem(), "");
}

TEST_F(AssociationsOf, GoWithAMergeAndPartWithAnUnmerge) {
    associate({.from = ada, .to = deal, .roles = {"champion"}});
    associate({.from = bea, .to = deal, .roles = {"user"}});
    associate({.from = bea, .to = other});
    const auto chain = running.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    done([&](Desk& desk) {
        return merge_contacts(
            desk, *chain, {.from = {std::stoll(bea.id)}, .into = {std::stoll(ada.id)}}, who);
    });
    EXPECT_EQ(of(deal, contacts), ada.id + ": champion, user");
    EXPECT_EQ(of(other, contacts), ada.id + "*");
    associate({.from = ada, .to = deal, .roles = {"budget_holder"}});
    set_roles({.from = ada, .to = deal, .roles = {"champion", "budget_holder"}});
    EXPECT_EQ(of(deal, contacts), ada.id + ": champion, budget_holder");
    done([&](Desk& desk) { return unmerge_contact(desk, {std::stoll(bea.id)}, who); });
    EXPECT_EQ(of(deal, contacts), ada.id + ": champion, budget_holder; " + bea.id);
    EXPECT_EQ(of(other, contacts), bea.id + "*");
    EXPECT_EQ(running.problem(), "");
}

TEST_F(AssociationsOf, AContactHasOneOwnCompanyAndOthers) {
    associate({.from = ada, .to = acme, .roles = {"decision_maker"}});
    associate({.from = ada, .to = other});
    EXPECT_EQ(of(ada, companies), acme.id + "*: decision_maker; " + other.id);
    associate({.from = other, .to = ada, .primary = true});
    EXPECT_EQ(of(ada, companies), acme.id + ": decision_maker; " + other.id + "*");
    EXPECT_EQ(of(acme, contacts), ada.id + ": decision_maker");
    dissociate(ada, other);
    EXPECT_EQ(of(ada, companies), acme.id + ": decision_maker");
    associate({.from = deal, .to = acme});
    associate({.from = deal, .to = other});
    EXPECT_EQ(of(deal, companies), acme.id + "*; " + other.id);
    EXPECT_EQ(of(other, deals), deal.id);
}

TEST_F(AssociationsOf, TasksAndNotesBelongToManyRecords) {
    const ObjectRef note{.type = notes, .id = done([&](Desk& desk) {
                                                  return add_note(desk, {.text = "met"}, who);
                                              }).id};
    associate({.from = note, .to = ada});
    associate({.from = note, .to = bea});
    associate({.from = note, .to = acme});
    associate({.from = deal, .to = note});
    EXPECT_EQ(of(note, contacts), ada.id + "; " + bea.id);
    EXPECT_EQ(of(note, companies), acme.id);
    EXPECT_EQ(of(deal, notes), note.id);
    EXPECT_EQ(of(bea, notes), note.id);
    dissociate(ada, note);
    EXPECT_EQ(of(note, contacts), bea.id);
    EXPECT_EQ(of(ada, notes), "");
}

TEST_F(AssociationsOf, RefusedMeansUnchanged) {
    const std::string before = running.head_and_state();
    const std::vector<AssociationWish> wrong{
        {.from = ada, .to = deal, .roles = {"king"}},
        {.from = deal, .to = acme, .roles = {"champion"}},
        {.from = ada, .to = {.type = deals, .id = "99999"}},
        {.from = {.type = contacts, .id = "x"}, .to = deal},
        {.from = ada, .to = bea},
    };
    for (const AssociationWish& wish : wrong) {
        EXPECT_FALSE(
            running.run([&](Desk& desk) { return Associating(desk, who).associate(wish); }));
    }
    EXPECT_EQ(running.head_and_state(), before);
}

TEST_F(AssociationsOf, TheLedgersTextNamesThemByExternalId) {
    associate({.from = ada, .to = deal, .roles = {"champion", "user"}});
    associate({.from = ada, .to = acme});
    associate({.from = ada, .to = other});
    const std::string text = exported(running.workspace());
    EXPECT_NE(text.find(R"("record":"association")"), std::string::npos);
    EXPECT_NE(text.find(R"("property":"roles","value":["champion","user"])"), std::string::npos);
    const auto folder = new_directory();
    write_file(folder / "ledger.jsonl", text);
    Running copy(running.now());
    ASSERT_TRUE(run_import(copy.workspace(), {.id = "1", .files = {folder / "ledger.jsonl"}}));
    const auto table = export_table(copy.workspace(), "associations");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows, export_table(running.workspace(), "associations")->rows);
    ASSERT_EQ(table->rows.size(), 3U);
    EXPECT_EQ(table->rows[2][4], Value(std::string("Champion;User")));
    EXPECT_EQ(exported(copy.workspace()), text);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace baton::engine::testing
