#include <fmt/format.h>
#include <gtest/gtest.h>
#include <optional>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "engine/contact_commands.hpp"
#include "engine/running.hpp"
#include "engine/task_commands.hpp"
#include "engine/task_repeat.hpp"
#include "engine/task_views.hpp"

// Tasks come again when they are done, and remind their owner once.
namespace baton::engine::testing {
namespace {

Instant at(std::string_view text) {
    return parse_instant(text).value();
}

// The next days, as a calendar on the wall shows them.
std::string days(const std::string& repeat, std::string_view due, int number, const char* zone) {
    const TimeZone here = TimeZone::find(zone).value();
    std::string shown;
    std::optional<NextTime> next = NextTime{.due = at(due), .repeat = parse_repeat(repeat).value()};
    for (; number > 0 && next; --number) {
        next = next_time(next->repeat, next->due, next->due, here);
        shown += next ? render(next->due).substr(0, 16) + ' ' : "end";
    }
    return shown;
}

TEST(Repeat, ComesOnTheDaysOfACalendar) {
    struct Case {
        const char* repeat;
        const char* due;
        int number;
        const char* days;
    };

    // 2026-03-02 is a Monday; Berlin's clocks change on 2026-03-29.
    for (const Case& each : {
             Case{"FREQ=DAILY;INTERVAL=3",
                  "2026-03-02T09:00:00Z",
                  2,
                  "2026-03-05T09:00 2026-03-08T09:00 "},
             Case{"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
                  "2026-03-05T09:00:00Z",
                  3,
                  "2026-03-06T09:00 2026-03-09T09:00 2026-03-10T09:00 "},
             Case{"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
                  "2026-03-02T09:00:00Z",
                  3,
                  "2026-03-04T09:00 2026-03-16T09:00 2026-03-18T09:00 "},
             Case{"FREQ=WEEKLY", "2026-03-27T09:00:00Z", 1, "2026-04-03T08:00 "},
             Case{"FREQ=MONTHLY", "2026-01-31T09:00:00Z", 2, "2026-03-31T08:00 2026-05-31T08:00 "},
             Case{"FREQ=MONTHLY;BYMONTHDAY=-1",
                  "2026-01-31T09:00:00Z",
                  2,
                  "2026-02-28T09:00 2026-03-31T08:00 "},
             Case{"FREQ=MONTHLY;BYDAY=1MO",
                  "2026-03-02T09:00:00Z",
                  2,
                  "2026-04-06T08:00 2026-05-04T08:00 "},
             Case{"FREQ=MONTHLY;BYDAY=-1FR",
                  "2026-03-02T09:00:00Z",
                  2,
                  "2026-03-27T09:00 2026-04-24T08:00 "},
             Case{"FREQ=DAILY;COUNT=3",
                  "2026-03-02T09:00:00Z",
                  5,
                  "2026-03-03T09:00 2026-03-04T09:00 end"},
             Case{"FREQ=DAILY;UNTIL=20260304T235959Z",
                  "2026-03-02T09:00:00Z",
                  5,
                  "2026-03-03T09:00 2026-03-04T09:00 end"},
         }) {
        EXPECT_EQ(days(each.repeat, each.due, each.number, "Europe/Berlin"), each.days)
            << each.repeat;
    }
}

TEST(Repeat, RefusesWhatItDoesNotKnowByName) {
    for (const char* text : {"",
                             "WEEKLY",
                             "FREQ=HOURLY",
                             "FREQ=DAILY;BYHOUR=9",
                             "FREQ=DAILY;COUNT=0",
                             "FREQ=DAILY;COUNT=2;UNTIL=20261231",
                             "FREQ=WEEKLY;BYDAY=XX",
                             "FREQ=WEEKLY;BYDAY=1MO",
                             "FREQ=DAILY;BYMONTHDAY=3",
                             "FREQ=DAILY;FREQ=DAILY",
                             "FREQ=MONTHLY;BYMONTHDAY=32",
                             "FREQ=DAILY;UNTIL=soon"}) {
        EXPECT_FALSE(parse_repeat(text).has_value()) << text;
    }
    EXPECT_EQ(render(parse_repeat("rrule:freq=monthly;byday=-1fr").value()),
              "FREQ=MONTHLY;BYDAY=-1FR");
}

RC_GTEST_PROP(Repeat, ReadsAsItWasWritten, ()) {
    Repeat repeat{
        .frequency = *rc::gen::element(
            Repeat::Frequency::daily, Repeat::Frequency::weekly, Repeat::Frequency::monthly),
        .interval = *rc::gen::inRange(1, 1000)};
    for (int number = *rc::gen::inRange(0, 4); number > 0; --number) {
        repeat.days.push_back({.weekday = *rc::gen::inRange(0, 7)});
    }
    if (*rc::gen::arbitrary<bool>()) {
        repeat.count = *rc::gen::inRange(1, 1000);
    } else {
        repeat.until = Date{*rc::gen::inRange(0, 40'000)};
    }
    RC_ASSERT(parse_repeat(render(repeat)).value() == repeat);
}

class Tasks : public ::testing::Test {
protected:
    Tasks() { running.hire("kim@acme.test", {{"role", std::string("rep")}}); }

    Receipt change(const std::string& key, ledger::Properties properties) {
        const auto receipt = running.run([&](Desk& desk) {
            return change_task(desk, key, properties, {.by = "kim@acme.test"});
        });
        EXPECT_TRUE(receipt) << receipt.error().message;
        return receipt.value_or(Receipt{});
    }

    // Title, due, done and reminded of every task that is there.
    std::string shown() {
        return running.workspace().read([&](const Workspace::View& view) {
            std::string text;
            const auto all = [](const TaskFacts& /*task*/) { return true; };
            for (const TaskFacts& task : find_tasks(view.timeline, Instant::latest(), all)) {
                const TaskView seen = task_view(view.timeline, task, Instant::latest());
                text += fmt::format("{} {}{}{};",
                                    seen.title,
                                    seen.due_at ? render(*seen.due_at).substr(0, 16) : "never",
                                    seen.done_at ? " done" : "",
                                    seen.reminded_at ? " reminded" : "");
            }
            return text;
        });
    }

    std::uint64_t facts() {
        return running.workspace().read(
            [](const Workspace::View& view) { return view.timeline.last_order(); });
    }

    Running running{at("2026-03-02T09:00:00Z")};
};

TEST_F(Tasks, DoneComesAgainAsOneStepAndUndoTakesBothBack) {
    const std::string key = change("",
                                   {{"title", std::string("Call")},
                                    {"due_at", at("2026-03-02T10:00:00Z")},
                                    {"repeat", std::string("FREQ=WEEKLY;COUNT=2")}})
                                .id;
    const Receipt done = change(key, {{"done_at", running.now()}});
    EXPECT_EQ(done.recorded.size(), 2U);
    EXPECT_EQ(shown(), "Call 2026-03-02T10:00 done;Call 2026-03-09T10:00;");
    ASSERT_TRUE(running.run(
        [&](Desk& desk) { return undo(desk, done.recorded, {.by = "kim@acme.test"}); }));
    EXPECT_EQ(shown(), "Call 2026-03-02T10:00;");
    change(key, {{"done_at", running.now()}});
    change(key, {{"done_at", running.now()}});
    EXPECT_EQ(shown(), "Call 2026-03-02T10:00 done;Call 2026-03-09T10:00;") << "done twice";
}

TEST_F(Tasks, WhatWasMissedIsSkipped) {
    const std::string key = change("",
                                   {{"title", std::string("Look")},
                                    {"due_at", at("2026-03-02T10:00:00Z")},
                                    {"repeat", std::string("FREQ=DAILY")}})
                                .id;
    running.move_to(at("2026-03-05T12:00:00Z"));
    change(key, {{"done_at", running.now()}});
    EXPECT_EQ(shown(), "Look 2026-03-02T10:00 done;Look 2026-03-06T10:00;");
}

TEST_F(Tasks, RemindOnceOverARestartAndAgainWhenMoved) {
    const std::string key = change("",
                                   {{"title", std::string("Call")},
                                    {"due_at", at("2026-03-02T12:00:00Z")},
                                    {"remind_before", Decimal{30 * decimal_one}}})
                                .id;
    running.move_to(at("2026-03-02T11:29:00Z"));
    EXPECT_EQ(shown(), "Call 2026-03-02T12:00;");
    running.move_to(at("2026-03-02T11:30:00Z"));
    EXPECT_EQ(shown(), "Call 2026-03-02T12:00 reminded;");
    const std::uint64_t fired = facts();
    running.restart();
    running.move_to(at("2026-03-02T13:00:00Z"));
    EXPECT_EQ(facts(), fired) << "it reminds once";
    change(key, {{"due_at", at("2026-03-02T15:00:00Z")}});
    EXPECT_EQ(shown(), "Call 2026-03-02T15:00;");
    running.move_to(at("2026-03-02T14:30:00Z"));
    EXPECT_EQ(shown(), "Call 2026-03-02T15:00 reminded;");
    EXPECT_EQ(running.problem(), "");
}

TEST_F(Tasks, WhatCameDueWhileDownRemindsAfterTheStart) {
    change("",
           {{"title", std::string("Call")},
            {"due_at", at("2026-03-02T12:00:00Z")},
            {"remind_before", Decimal{}}});
    const std::string finished = change("",
                                        {{"title", std::string("Done before")},
                                         {"due_at", at("2026-03-02T12:00:00Z")},
                                         {"remind_before", Decimal{}}})
                                     .id;
    change(finished, {{"done_at", running.now()}});
    running.kill();
    running.move_to(at("2026-03-03T09:00:00Z"));
    EXPECT_EQ(shown(), "Call 2026-03-02T12:00 reminded;Done before 2026-03-02T12:00 done;");
    EXPECT_EQ(running.problem(), "");
}

TEST_F(Tasks, AnUndoneDoingRemindsAfterAll) {
    const std::string key = change("",
                                   {{"title", std::string("Call")},
                                    {"due_at", at("2026-03-02T12:00:00Z")},
                                    {"remind_before", Decimal{}}})
                                .id;
    const Receipt done = change(key, {{"done_at", running.now()}});
    running.run([&](Desk& desk) { return undo(desk, done.recorded, {.by = "kim@acme.test"}); })
        .value();
    running.move_to(at("2026-03-02T12:00:00Z"));
    EXPECT_EQ(shown(), "Call 2026-03-02T12:00 reminded;");
}

}  // namespace
}  // namespace baton::engine::testing
