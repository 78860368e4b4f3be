#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "agreement/check.hpp"
#include "engine/contact_commands.hpp"
#include "engine/leaks.hpp"
#include "engine/routing_simulation.hpp"
#include "engine/running.hpp"
#include "engine/versions.hpp"
#include "handoff/handoffs.hpp"

// What is open is always somebody's: when people leave, and when a draft would give it to others.
namespace baton::engine::testing {
namespace {

constexpr std::string_view terms = R"(agreement: Many
timezone: UTC
currency: EUR
stages:
  - { name: lead, owner: marketing, when: 'known contact.phone' }
  - { name: MQL,  owner: marketing, when: 'known contact.email' }
  - { name: SAL,  owner: sales,     when: 'handoff accepted' }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 hours
  on_breach: [ { after: 0 hours, do: notify_owner } ]
  reject_reasons: [bad fit]
  recycle: { to: Re-engage, eligible_again_after: 10 days }
)";

constexpr int many = 500;

class Owners : public ::testing::Test {
protected:
    Owners() : running(Instant{1'772'409'600'000'000}) {
        running.hire("kim@acme.test", {{"role", std::string("rep")}});
        running.sign(std::string(terms));
    }

    void qualify(int number) {
        const auto made = running.run([&](Desk& desk) {
            return create_contact(desk,
                                  {.external_id = {},
                                   .properties = {{"email", fmt::format("p{}@acme.test", number)}},
                                   .company = {}},
                                  {.by = "mia@acme.test"});
        });
        ASSERT_TRUE(made);
    }

    std::map<std::string, int> held() {
        return running.workspace().read([](const Workspace::View& view) {
            std::map<std::string, int> owners;
            for (const ledger::Contact& contact : view.timeline.contacts()) {
                const auto handoffs =
                    handoff::read_handoffs(view.timeline, contact, view.live.chain());
                if (!handoffs.empty() && handoff::is_open(handoffs.back().state)) {
                    ++owners[handoffs.back().owner];
                }
            }
            return owners;
        });
    }

    LeakReport leaks() {
        return running.workspace().read(
            [&](const Workspace::View& view) { return leak_report(view, {.now = running.now()}); });
    }

    std::int64_t leaking(const std::string& key) {
        for (const LeakSort& sort : leaks().sorts) {
            if (sort.key == key) return sort.count;
        }
        return -1;
    }

    Running running;
};

TEST_F(Owners, WhoLeavesWithFiveHundredOpenHandoffsLeavesNoneUnowned) {
    for (int i = 0; i < many; ++i)
        qualify(i);
    ASSERT_EQ(held(), (std::map<std::string, int>{{"kim@acme.test", many}}));
    for (const char* rep : {"ann@acme.test", "bob@acme.test"}) {
        running.hire(rep, {{"role", std::string("rep")}});
    }
    running.hire("kim@acme.test", {{"active", false}});
    running.workspace().drain();
    EXPECT_EQ(
        held(),
        (std::map<std::string, int>{{"ann@acme.test", many / 2}, {"bob@acme.test", many / 2}}));
    running.hire("ann@acme.test", {{"active", false}});
    running.hire("bob@acme.test", {{"active", false}});
    running.kill();
    // Nobody of the team is left, and there is no manager: the alignment lead has them.
    EXPECT_EQ(held(), (std::map<std::string, int>{{"mia@acme.test", many}}));
    EXPECT_EQ(leaks().qualified, many);
    EXPECT_EQ(leaks().accounted, many);
    EXPECT_EQ(running.problem(), "");
}

TEST_F(Owners, TheLeakReportNamesWhatLiesStill) {
    qualify(1);
    EXPECT_EQ(leaking("overdue"), 0);
    running.move_to(plus(running.now(), 5 * hour_micros));
    EXPECT_EQ(leaking("overdue"), 1);
    EXPECT_EQ(leaking("unowned"), 0);
    EXPECT_EQ(leaking("orphans"), 0);
    running.hire("kim@acme.test", {{"active", false}});
    running.hire("mia@acme.test", {{"active", false}});
    running.hire("sam@acme.test", {{"active", false}});
    running.workspace().drain();
    EXPECT_EQ(leaking("orphans"), 1) << "nobody at all works here any more";
    EXPECT_EQ(leaks().accounted, 0);
}

TEST_F(Owners, ADraftsRoutingIsTriedOnWhatWasOffered) {
    running.hire("lee@acme.test", {{"role", std::string("rep")}});
    for (int i = 0; i < 6; ++i) {
        qualify(i);
        running.move_to(plus(running.now(), minute_micros));
    }
    const RoutingSimulation found = running.workspace().read([&](const Workspace::View& view) {
        const auto simulated = [&](const std::string& text) {
            auto checked = agreement::check(text, schema_of(view.timeline));
            return simulate_routing(
                view,
                std::make_shared<const agreement::Agreement>(*std::move(checked.agreement)),
                Instant::earliest(),
                Instant::latest());
        };
        const RoutingSimulation same = simulated(std::string(terms));
        EXPECT_EQ(same.offers, 6);
        EXPECT_EQ(same.same, 6) << "the routing in force gives what was given";
        std::string draft(terms);
        draft.replace(draft.find("by: round_robin"),
                      std::string_view("by: round_robin").size(),
                      "rules: [ { when: 'contact.email starts with \"p3\"', user: kim@acme.test }, "
                      "{ when: 'true', user: lee@acme.test } ]");
        return simulated(draft);
    });
    EXPECT_EQ(found.offers, 6);
    ASSERT_EQ(found.reps.size(), 2U);
    EXPECT_EQ(found.reps[0].then, 3);
    EXPECT_EQ(found.reps[0].would, 1);
    EXPECT_EQ(found.reps[1].would, 5);
    EXPECT_EQ(found.offers - found.same, static_cast<std::int64_t>(found.changed.size()));
}

}  // namespace
}  // namespace baton::engine::testing
