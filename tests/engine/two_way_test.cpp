#include "engine/two_way.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>

#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/feedback_commands.hpp"
#include "engine/feedback_figures.hpp"
#include "engine/handoff_commands.hpp"
#include "engine/house.hpp"
#include "engine/two_way_plan.hpp"

namespace baton::testing {
namespace {

using Step = ledger::HandoffStep;

constexpr std::string_view promising = R"(agreement: Promises
timezone: UTC
currency: EUR
business_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }
definitions:
  visits: 'count(page_view where path starts with "/pricing" within 30 days) >= 2'
stages:
  - { name: MQL, owner: marketing, when: 'visits or contact.job_title = "buyer"' }
  - { name: SAL, owner: sales, when: handoff accepted }
  - { name: customer, owner: sales, when: deal won }
handoff:
  at: MQL
  to: { team: sales, by: round_robin }
  respond_within: 4 business hours
  follow_up: { attempts: 2, within: 3 business days }
  reject_reasons: [bad fit, no budget]
  recycle: { to: Nurture, eligible_again_after: 60 days }
promises:
  marketing:
    - { metric: mql_count, per: month, target: 22 }
    - { metric: mql_value, per: month, target: 4000 }
    - { metric: shoe_size, per: month, target: 42 }
  sales:
    - { metric: response_within_sla, target: 50% }
    - { metric: handoff_feedback, target: 100% }
goals:
  - { metric: revenue, period: 2026-Q1, target: 100000 }
)";

// The house's clock begins on Monday, 2026-03-02, when both teams have signed.
class TwoWay : public ::testing::Test {
protected:
    TwoWay() { house.agree(promising); }

    void at(std::string_view instant) {
        house.workspace().clock().move_to(*parse_instant(std::string(instant)));
    }

    void qualify(const std::string& user) {
        house.send_one(pricing_view(user, user + "-1"));
        house.send_one(pricing_view(user, user + "-2"));
    }

    void move(const std::string& user, Step step, const std::string& reason = {}) {
        const auto chain = house.read(
            [](const engine::Workspace::View& view) { return view.live.shared_chain(); });
        const auto contact = house.contact(user);
        const auto moved = house.run([=](engine::Desk& desk) {
            return engine::move_handoff(desk,
                                        *chain,
                                        {.contact = contact, .step = step, .reason = reason},
                                        {.by = "kim@house.test"});
        });
        ASSERT_TRUE(moved) << moved.error().message;
    }

    void log(const std::string& user, engine::Activity::Type type) {
        const auto contact = house.contact(user);
        const auto logged = house.run([=](engine::Desk& desk) {
            return engine::log_activity(
                desk, {.contact = contact, .type = type}, {.by = "kim@house.test"});
        });
        ASSERT_TRUE(logged) << logged.error().message;
    }

    engine::SlaView sla(std::string_view period = "2026-03") {
        return house.read([&](const engine::Workspace::View& view) {
            return engine::two_way_sla(
                view, {.period = *goals::parse_period(period), .now = house.now()});
        });
    }

    engine::FeedbackFigures feedback(const std::string& by) {
        return house.read([&](const engine::Workspace::View& view) {
            return engine::feedback_figures(view, {.by = by, .now = house.now()}).value();
        });
    }

    House house;
};

TEST_F(TwoWay, SaysNothingOfAnEmptyWorkspace) {
    const engine::SlaView view = sla();
    EXPECT_EQ(view.period.working_days, 22);
    EXPECT_EQ(view.period.working_days_passed, 1);
    EXPECT_EQ(view.sales.human.n, 0);
    EXPECT_EQ(view.sales.human.half, std::nullopt);
    EXPECT_EQ(view.marketing.sources.size(), 1);
    EXPECT_EQ(view.marketing.sources[0].value, std::nullopt);
    EXPECT_EQ(view.marketing.mature_after_days, std::nullopt);
    EXPECT_EQ(view.conservation.qualified, 0);
    EXPECT_EQ(view.without_owner, 0);
    const auto plan = house.read([&](const engine::Workspace::View& v) {
        return engine::sla_plan(v, {.now = house.now()}).value();
    });
    EXPECT_EQ(plan.goal->minor, 10'000'000);
    EXPECT_EQ(plan.goal_period, "2026-Q1");
    EXPECT_EQ(plan.average, std::nullopt);
    for (const auto& need : plan.needs)
        EXPECT_EQ(need.needed, std::nullopt);
    EXPECT_EQ(plan.worthwhile, std::nullopt);
}

// Three handed over on Monday at nine: one called after two hours, one rejected after five (late),
// one left alone.
TEST_F(TwoWay, CountsAnswersOnTheWorkingClock) {
    at("2026-03-02T09:00Z");
    for (const char* user : {"ada", "bob", "cyd"})
        qualify(user);
    at("2026-03-02T11:00Z");
    move("ada", Step::accepted);
    log("ada", engine::Activity::Type::call);
    at("2026-03-02T12:00Z");
    engine::SlaView view = sla();
    EXPECT_EQ(view.sales.promises[0].share->k, 1);
    EXPECT_EQ(view.sales.promises[0].share->n, 1);
    EXPECT_EQ(view.sales.promises[0].running, 2);
    at("2026-03-02T14:00Z");
    move("bob", Step::rejected, "bad fit");
    at("2026-03-03T09:00Z");
    view = sla();
    const engine::SlaPromise& answered = view.sales.promises[0];
    EXPECT_EQ(answered.metric, "response_within_sla");
    EXPECT_EQ(answered.target, 50);
    EXPECT_EQ(answered.share->k, 1);
    EXPECT_EQ(answered.share->n, 3);
    EXPECT_EQ(answered.missing, 2);
    EXPECT_EQ(answered.running, 0);
    const engine::SlaPromise& told = view.sales.promises[1];
    EXPECT_EQ(told.share->k, 2);  // a call, a reason; cyd is overdue without a word
    EXPECT_EQ(told.share->n, 3);
    EXPECT_EQ(view.sales.accepted.k, 1);
    EXPECT_EQ(view.sales.accepted.n, 2);
    EXPECT_EQ(view.sales.human.n, 3);
    EXPECT_EQ(view.sales.human.answered, 2);
    EXPECT_EQ(view.sales.promised_minutes, 240);
    ASSERT_EQ(view.sales.weekdays.size(), 1);
    EXPECT_EQ(view.sales.weekdays[0].key, "0");
    EXPECT_EQ(view.without_owner, 0);
    EXPECT_EQ(view.conservation.qualified, 3);
}

// Eight: half are answered within 1 h, 2 h, 3 h and 4 h of working time, four still wait.
TEST_F(TwoWay, HalfCountsWhatStillWaits) {
    at("2026-03-02T09:00Z");
    for (int user = 0; user < 8; ++user)
        qualify("u" + std::to_string(user));
    for (int user = 0; user < 4; ++user) {
        at("2026-03-02T1" + std::to_string(user) + ":00Z");
        log("u" + std::to_string(user), engine::Activity::Type::call);
    }
    at("2026-03-09T09:00Z");
    const engine::SlaView view = sla();
    EXPECT_EQ(view.sales.human.n, 8);
    EXPECT_EQ(view.sales.human.answered, 4);
    ASSERT_TRUE(view.sales.human.half);
    EXPECT_NEAR(*view.sales.human.half, 240, 1);
    EXPECT_EQ(view.sales.human.nine_of_ten, std::nullopt);
    EXPECT_EQ(view.sales.system.n, 8);
}

TEST_F(TwoWay, AsOfLooksAtNothingLater) {
    at("2026-03-02T09:00Z");
    qualify("ada");
    at("2026-03-02T15:00Z");
    move("ada", Step::rejected, "no budget");
    const auto then = house.read([&](const engine::Workspace::View& view) {
        return engine::two_way_sla(view,
                                   {.period = *goals::parse_period("2026-03"),
                                    .now = house.now(),
                                    .as_of = *parse_instant("2026-03-02T10:00Z")});
    });
    EXPECT_EQ(then.sales.promises[0].share->n, 0);
    EXPECT_EQ(then.sales.promises[0].running, 1);
    EXPECT_EQ(then.sales.accepted.n, 0);
    EXPECT_EQ(sla().sales.accepted.n, 1);
}

TEST_F(TwoWay, PacesLeadsOverWorkingDays) {
    at("2026-03-03T09:00Z");
    qualify("ada");
    at("2026-03-04T09:00Z");
    qualify("bob");
    at("2026-03-08T09:00Z");  // a Sunday: five working days are over
    const engine::SlaView view = sla();
    const engine::SlaPromise& leads = view.marketing.promises[0];
    EXPECT_EQ(leads.count, 2);
    EXPECT_EQ(leads.target, 22);
    EXPECT_EQ(leads.even_count, 5);
    const engine::SlaPromise& value = view.marketing.promises[1];
    EXPECT_EQ(value.sum->minor, 0);  // nobody knows yet what a lead is worth
    EXPECT_EQ(value.target_sum->minor, 400'000);
    EXPECT_EQ(value.even_sum->minor, 90'909);  // 4000.00 × 5 / 22
    EXPECT_FALSE(view.marketing.promises[2].measured);
    EXPECT_EQ(view.marketing.line.size(), 31);
    EXPECT_EQ(view.marketing.line[2].leads, 1);
    EXPECT_EQ(view.marketing.line[7].leads, 2);
    EXPECT_EQ(view.marketing.line[8].leads, std::nullopt);
    EXPECT_EQ(view.marketing.line[30].even->minor, 400'000);
    EXPECT_EQ(sla("2026-Q1").marketing.promises[0].target, 66);
    EXPECT_TRUE(sla("2026-02").marketing.promises.empty());  // nothing was in force
}

TEST_F(TwoWay, FeedbackIsToldByClause) {
    at("2026-03-02T10:00Z");
    for (const char* user : {"ada", "bob", "cyd"})
        qualify(user);
    move("ada", Step::accepted);
    move("bob", Step::rejected, "bad fit");
    const auto chain =
        house.read([](const engine::Workspace::View& view) { return view.live.shared_chain(); });
    const ContactId ada = house.contact("ada");
    const auto praised = house.run([&](engine::Desk& desk) {
        return engine::praise_handoff(
            desk, *chain, {.contact = ada, .reason = "real need"}, {.by = "kim@house.test"});
    });
    ASSERT_TRUE(praised) << praised.error().message;
    const engine::FeedbackFigures figures = feedback("clause");
    EXPECT_EQ(figures.handoffs, 3);
    EXPECT_EQ(figures.all.answered, 2);
    EXPECT_EQ(figures.all.praised.k, 1);
    ASSERT_EQ(figures.rows.size(), 1);  // nobody met the other clause
    const engine::FeedbackFigure& row = figures.rows[0];
    EXPECT_EQ(row.accepted.k, 1);
    EXPECT_EQ(row.accepted.n, 2);
    EXPECT_EQ(row.accepted_without.n, 0);
    EXPECT_FALSE(row.enough);
    ASSERT_EQ(row.reasons.size(), 1);
    EXPECT_EQ(row.reasons[0].reason, "bad fit");
    ASSERT_TRUE(row.number);
    const auto judged = house.read([&](const engine::Workspace::View& view) {
        return engine::judged_handoffs(view, {.by = "clause", .now = house.now()}, row.key, 0, 10)
            .value();
    });
    EXPECT_EQ(judged.total, 2);
    EXPECT_EQ(feedback("owner").rows.size(), 1);
    EXPECT_EQ(feedback("company.industry").rows[0].key, "");
    EXPECT_FALSE(house.read([&](const engine::Workspace::View& view) {
        return engine::feedback_figures(view, {.by = "weather", .now = house.now()}).has_value();
    }));
}

}  // namespace
}  // namespace baton::testing
