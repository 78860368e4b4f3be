#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/running.hpp"

namespace baton::engine::testing {
namespace {

constexpr std::string_view rules = R"(agreement: Large companies
timezone: UTC
currency: EUR
stages:
  - { name: lead, owner: marketing, when: 'known contact.email' }
  - { name: MQL,  owner: marketing, when: 'company.employees >= 1000' }
  - { name: SAL,  owner: sales,     when: 'handoff accepted' }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: Re-engage, eligible_again_after: 10 days }
)";

constexpr std::size_t people = 120;

class LargeCompany : public ::testing::Test {
protected:
    LargeCompany() {
        running.hire("kim@acme.test", {{"role", std::string("rep")}});
        running.sign(std::string(rules));
        const auto made = running.run([&](Desk& desk) {
            return create_company(
                desk, {.properties = {{"employees", Decimal{10 * decimal_one}}}}, who);
        });
        company = {std::stoll(made->id)};
        for (std::size_t number = 0; number < people; ++number) {
            const auto contact = running.run([&](Desk& desk) {
                return create_contact(
                    desk,
                    {.properties = {{"email", "p" + std::to_string(number) + "@acme.test"}},
                     .company = company},
                    who);
            });
            contacts.push_back({std::stoll(contact->id)});
        }
    }

    Instant change(std::int64_t employees) {
        running.move_to(plus(running.now(), minute_micros));
        const auto changed = running.run([&](Desk& desk) {
            return change_company(
                desk, company, {{"employees", Decimal{employees * decimal_one}}}, who);
        });
        EXPECT_TRUE(changed) << changed.error().message;
        return running.workspace().read([&](const Workspace::View& view) {
            const auto& tracks = view.timeline.find(company)->properties;
            const auto name = view.timeline.dictionary().find_name("employees");
            return ledger::Timeline::property(tracks, name, Instant::latest())->at;
        });
    }

    // How many contacts are done; all of them when nothing is under way.
    std::size_t progress() {
        std::size_t seen = people;
        const auto looked = running.run([&](Desk& /*desk*/) { return Result<Receipt>(Receipt{}); });
        EXPECT_TRUE(looked);
        running.workspace().read([&](const Workspace::View& view) {
            const auto under_way = view.live.fan_outs();
            seen = under_way.empty() ? people : under_way.front().done;
        });
        return seen;
    }

    // Every contact entered MQL at the instant of the change, and was offered once.
    void expect_all_qualified(Instant at) {
        for (const ContactId contact : contacts) {
            const auto entries = running.entries(contact);
            ASSERT_EQ(entries.size(), 2U) << contact.value;
            const auto& qualified = entries[0].stage == "MQL" ? entries[0] : entries[1];
            EXPECT_EQ(qualified.stage, "MQL");
            EXPECT_EQ(qualified.at, at);
            EXPECT_EQ(running.handoffs(contact).size(), 1U) << contact.value;
        }
        EXPECT_EQ(running.records("restatement").size(), 0U);
        EXPECT_EQ(running.problem(), "");
    }

    Running running{parse_instant("2026-03-02T09:00:00Z").value(), {.above = 20, .batch = 1}};
    const Because who{.by = "mia@acme.test"};
    CompanyId company;
    std::vector<ContactId> contacts;
};

TEST_F(LargeCompany, reaches_all_its_contacts_with_the_instant_of_the_change) {
    const Instant at = change(5000);
    EXPECT_LT(progress(), people) << "the change is answered before all contacts were read";
    running.workspace().drain();
    EXPECT_EQ(progress(), people);
    expect_all_qualified(at);
}

TEST_F(LargeCompany, goes_on_where_it_was_when_the_program_was_killed) {
    const Instant at = change(5000);
    while (progress() == 0) {
    }
    running.kill_now();
    expect_all_qualified(at);
    running.restart();
    expect_all_qualified(at);
}

TEST_F(LargeCompany, closing_does_not_wait_and_the_next_start_goes_on) {
    const Instant at = change(5000);
    running.restart();
    expect_all_qualified(at);
}

TEST_F(LargeCompany, a_contact_that_is_read_meanwhile_is_judged_by_the_change) {
    const Instant at = change(5000);
    const ContactId last = contacts.back();
    const auto touched = running.run([&](Desk& desk) -> Result<Receipt> {
        ledger::Touched touch;
        touch.contact = last;
        touch.kind = "page_view";
        touch.actor = ledger::Actor::human;
        desk.record(touch, who);
        return Receipt{};
    });
    ASSERT_TRUE(touched);
    EXPECT_EQ(running.row(last).stage, "MQL");
    running.workspace().drain();
    expect_all_qualified(at);
}

TEST_F(LargeCompany, two_changes_in_a_row_end_as_the_ledger_says) {
    change(5000);
    change(10);
    running.workspace().drain();
    EXPECT_EQ(running.problem(), "");
    for (const ContactId contact : contacts) {
        EXPECT_EQ(running.row(contact).stage, "MQL") << "a stage once reached stays";
        EXPECT_EQ(running.handoffs(contact).size(), 1U);
    }
}

TEST_F(LargeCompany, undoing_the_change_takes_it_back_while_it_is_under_way) {
    running.move_to(plus(running.now(), minute_micros));
    const auto changed = running.run([&](Desk& desk) {
        return change_company(desk, company, {{"employees", Decimal{5000 * decimal_one}}}, who);
    });
    ASSERT_TRUE(running.run([&](Desk& desk) { return undo(desk, changed->recorded, who); }));
    running.workspace().drain();
    EXPECT_EQ(running.problem(), "");
    for (const ContactId contact : contacts) {
        EXPECT_EQ(running.row(contact).stage, "lead");
    }
}

}  // namespace
}  // namespace baton::engine::testing
