#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/running.hpp"

namespace baton::engine::testing {
namespace {

constexpr std::string_view rules = R"(agreement: Undo
timezone: UTC
currency: EUR
stages:
  - { name: lead, owner: marketing, when: 'known contact.email' }
  - { name: MQL,  owner: marketing, when: 'count(page_view) >= 1 or company.employees >= 1000' }
  - { name: SAL,  owner: sales,     when: 'handoff accepted' }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: Re-engage, eligible_again_after: 10 days }
)";

// What an undo has to write afresh.
struct Rewritten {
    std::size_t contacts = 0;
    std::size_t histories = 0;
    std::size_t companies = 0;
    std::size_t deals = 0;
    std::size_t records = 0;
    bool operator==(const Rewritten&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Rewritten& it) {
    return out << it.contacts << " contacts, " << it.histories << " histories, " << it.companies
               << " companies, " << it.deals << " deals, " << it.records << " records";
}

class Undo : public ::testing::Test {
protected:
    Undo() {
        running.hire("kim@acme.test", {{"role", std::string("rep")}});
        running.sign(std::string(rules));
        company = {std::stoll(
            done([&](Desk& desk) {
                return create_company(
                    desk, {.properties = {{"employees", Decimal{10 * decimal_one}}}}, who);
            }).id)};
        for (int number = 0; number < 60; ++number) {
            contacts.push_back({std::stoll(
                done([&](Desk& desk) {
                    return create_contact(
                        desk,
                        {.properties = {{"email", "p" + std::to_string(number) + "@acme.test"}},
                         .company = number < 5 ? company : CompanyId{}},
                        who);
                }).id)});
        }
    }

    template <typename Act>
    Receipt done(Act act) {
        const auto receipt = running.run(std::move(act));
        EXPECT_TRUE(receipt) << receipt.error().message;
        return receipt.value_or(Receipt{});
    }

    Receipt touch(ContactId contact) {
        return done([&](Desk& desk) -> Result<Receipt> {
            ledger::Touched touched;
            touched.contact = contact;
            touched.kind = "page_view";
            touched.actor = ledger::Actor::human;
            return Receipt{.recorded = {desk.record(touched, who).position}};
        });
    }

    Rewritten take_back(const Receipt& receipt) {
        Rewritten rewritten;
        done([&](Desk& desk) {
            auto undone = undo(desk, receipt.recorded, who);
            const Batch& batch = desk.batch();
            rewritten = {.contacts = batch.contacts.size(),
                         .histories = batch.histories.size(),
                         .companies = batch.companies.size(),
                         .deals = batch.deals.size(),
                         .records = batch.records.size()};
            return undone;
        });
        EXPECT_EQ(running.problem(), "");
        return rewritten;
    }

    // The entry that began a record, as undo is told it.
    ledger::Position position_of(std::string_view record) {
        return running.workspace().read([&](const Workspace::View& view) {
            const auto found = view.timeline.records_of(record);
            EXPECT_FALSE(found.empty()) << record;
            return found.empty() ? ledger::Position{}
                                 : view.timeline.position_of(found[0]->first_order).value();
        });
    }

    void expect_stays(const ledger::Position& position) {
        const std::string before = running.head_and_state();
        const auto undone = running.run([&](Desk& desk) { return undo(desk, {position}, who); });
        ASSERT_FALSE(undone);
        EXPECT_EQ(undone.error().failure, Failure::refused);
        EXPECT_EQ(running.head_and_state(), before);
    }

    Running running{parse_instant("2026-03-02T09:00:00Z").value()};
    const Because who{.by = "mia@acme.test"};
    CompanyId company;
    std::vector<ContactId> contacts;
};

TEST_F(Undo, of_a_touch_rewrites_its_contact_alone) {
    const Receipt touched = touch(contacts[7]);
    EXPECT_EQ(running.row(contacts[7]).stage, "MQL");
    EXPECT_EQ(take_back(touched), (Rewritten{.contacts = 1, .histories = 1}));
    EXPECT_EQ(running.row(contacts[7]).stage, "lead");
}

TEST_F(Undo, of_an_undo_brings_it_back_at_the_same_cost) {
    const Receipt touched = touch(contacts[7]);
    const Receipt undone = done([&](Desk& desk) { return undo(desk, touched.recorded, who); });
    EXPECT_EQ(running.row(contacts[7]).stage, "lead");
    EXPECT_EQ(take_back(undone), (Rewritten{.contacts = 1, .histories = 1}));
    EXPECT_EQ(running.row(contacts[7]).stage, "MQL");
}

TEST_F(Undo, of_a_companys_change_reads_its_contacts_and_rewrites_it) {
    const Receipt changed = done([&](Desk& desk) {
        return change_company(desk, company, {{"employees", Decimal{5000 * decimal_one}}}, who);
    });
    EXPECT_EQ(running.row(contacts[0]).stage, "MQL");
    EXPECT_EQ(take_back(changed), (Rewritten{.histories = 5, .companies = 1}));
    EXPECT_EQ(running.row(contacts[0]).stage, "lead");
    EXPECT_EQ(running.row(contacts[9]).stage, "lead");
}

TEST_F(Undo, of_a_deal_rewrites_the_deal) {
    const Receipt made = done([&](Desk& desk) {
        return create_deal(desk,
                           {.external_id = {},
                            .contacts = {contacts[3]},
                            .properties = {{"name", std::string("Big one")}}},
                           who);
    });
    const Rewritten rewritten = take_back(made);
    EXPECT_EQ(rewritten.deals, 1U);
    EXPECT_EQ(rewritten.contacts, 0U);
    EXPECT_EQ(rewritten.companies, 0U);
}

TEST_F(Undo, of_a_merge_rewrites_both_contacts) {
    touch(contacts[20]);
    const Receipt merged = done([&](Desk& desk) -> Result<Receipt> {
        const ledger::Event event =
            desk.record(ledger::Merged{.from = contacts[20], .into = contacts[21]}, who);
        return Receipt{.recorded = {event.position}};
    });
    EXPECT_EQ(running.row(contacts[21]).stage, "MQL");
    EXPECT_EQ(take_back(merged), (Rewritten{.contacts = 2, .histories = 2}));
    EXPECT_EQ(running.row(contacts[21]).stage, "lead");
    EXPECT_EQ(running.row(contacts[20]).stage, "MQL");
}

TEST_F(Undo, is_refused_for_what_was_signed_and_for_what_baton_did) {
    touch(contacts[7]);
    running.move_to(plus(running.now(), 6 * hour_micros));
    for (const std::string_view record : {"version", "signature", "breach"}) {
        expect_stays(position_of(record));
    }
    const auto offered = running.workspace().read([&](const Workspace::View& view) {
        const auto& handoffs = view.timeline.find(contacts[7])->own.handoffs;
        return view.timeline.position_of(handoffs.front().order).value();
    });
    expect_stays(offered);
    EXPECT_EQ(running.problem(), "");
}

}  // namespace
}  // namespace baton::engine::testing
