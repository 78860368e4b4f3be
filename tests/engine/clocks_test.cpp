#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "engine/contact_commands.hpp"
#include "engine/house.hpp"

// Clocks of a handoff run on whatever the buyer does meanwhile, and stop for what the rep does.
namespace baton::engine {
namespace {

using baton::testing::House;
using baton::testing::pricing_view;

class Clocks : public ::testing::Test {
protected:
    Clocks() {
        house.agree();
        visit();
        visit();
    }

    void visit() {
        const auto outcome = house.send_one(pricing_view("u1", fmt::format("m{}", ++visits)));
        EXPECT_EQ(outcome.accepted, 1);
    }

    void visit_every(std::int64_t micros, int times) {
        for (int i = 0; i < times; ++i) {
            house.wait(micros);
            visit();
        }
    }

    void call() {
        const ContactId contact = house.contact("u1");
        EXPECT_TRUE(house.run([&](Desk& desk) {
            return log_activity(desk, {.contact = contact}, {.by = "kim@house.test"});
        }));
    }

    // What was missed, and after how many minutes.
    std::vector<std::string> missed() {
        return house.read([&](const Workspace::View& view) {
            std::vector<std::string> all;
            for (const ledger::Record* record : view.timeline.records_of("breach")) {
                const auto value = [&](std::string_view name) {
                    return view.timeline.value(record->properties, name, Instant::latest());
                };
                const auto due = std::get<Instant>(value("due_at"));
                all.push_back(fmt::format("{} {}",
                                          std::get<std::string>(value("kind")),
                                          (due.micros - start.micros) / minute_micros));
            }
            return all;
        });
    }

    House house;
    Instant start = house.now();
    int visits = 0;
};

TEST_F(Clocks, RunOutWhileTheBuyerVisits) {
    visit_every(29 * minute_micros, 8);  // 232 minutes
    EXPECT_EQ(missed(), (std::vector<std::string>{}));
    visit_every(29 * minute_micros, 8);
    EXPECT_EQ(missed(), (std::vector<std::string>{"response 240"}));
    visit_every(day_micros, 3);
    EXPECT_EQ(missed(), (std::vector<std::string>{"response 240", "acceptance 2880"}));
}

TEST_F(Clocks, StopForACallBetweenVisits) {
    visit_every(20 * minute_micros, 3);
    call();
    visit_every(20 * minute_micros, 20);
    EXPECT_EQ(missed(), (std::vector<std::string>{}));
    visit_every(day_micros, 3);
    EXPECT_EQ(missed(), (std::vector<std::string>{"acceptance 2880"}));
}

TEST_F(Clocks, RunOnAfterARestart) {
    visit_every(20 * minute_micros, 3);
    house.reopen();
    visit_every(29 * minute_micros, 8);
    EXPECT_EQ(missed(), (std::vector<std::string>{"response 240"}));
}

}  // namespace
}  // namespace baton::engine
