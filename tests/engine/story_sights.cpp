#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include "backtest/backtest.hpp"
#include "engine/backtesting.hpp"
#include "engine/conservation.hpp"
#include "engine/engagement.hpp"
#include "engine/feedback_views.hpp"
#include "engine/stage.hpp"
#include "engine/wording.hpp"
#include "handoff/handoffs.hpp"
#include "handoff/offered.hpp"

namespace baton::engine::testing {

namespace {

std::string instead(const std::string& what, const std::string& is) {
    return fmt::format("{} is {}", what, is.empty() ? "none" : is);
}

std::string short_name(const std::string& email) {
    return email.substr(0, email.find('@'));
}

// Stories tell seconds; receipts that tie are microseconds apart.
bool is_then(Instant at, const Step& step, std::size_t from) {
    const auto wanted = instant_in(step.take("zone"), step.word(from), step.word(from + 1));
    return wanted && at.micros / second_micros == wanted->micros / second_micros;
}

std::string text_of(Stage& stage, ContactId id, const std::string& property) {
    return stage.running.workspace().read([&](const Workspace::View& view) {
        const Value value =
            view.timeline.value(*view.timeline.find(id), property, Instant::latest());
        return known(value) ? value_words(value) : std::string();
    });
}

// contact ada@acme.test [stage S|none] [owner kim] [handoff accepted|none] [flag "…"] [touches N]
// [has PROPERTY=VALUE …]
std::string contact(Stage& stage, const Step& step) {
    if (step.word(2) == "gone") {
        return stage.running.find_contact(step.word(1)) ? "it is there" : "";
    }
    const ContactId id = stage.running.contact(step.word(1));
    const store::ContactRow row = stage.running.row(id);
    const auto handoffs = stage.running.handoffs(id);
    const store::HandoffRow last = handoffs.empty() ? store::HandoffRow{} : handoffs.back();
    for (const auto& [property, value] : properties_of(step)) {
        const std::string is = text_of(stage, id, property);
        if (is != (known(value) ? value_words(value) : std::string())) return instead(property, is);
    }
    const std::array<std::pair<std::string_view, std::string>, 6> sights{
        {{"stage", row.stage},
         {"touches", std::to_string(row.touches)},
         {"how", row.stage_how},
         {"owner", short_name(last.owner)},
         {"handoff", last.state},
         {"flag", last.flag}}};
    for (const auto& [name, is] : sights) {
        const std::string wanted = step.after(std::string(name));
        if (!wanted.empty() && wanted != (is.empty() ? "none" : is)) {
            return instead(std::string(name), is);
        }
    }
    return {};
}

// breaches ada@acme.test N   |   breach ada@acme.test response at DAY TIME
std::string breaches(Stage& stage, const Step& step) {
    const auto rows = stage.running.breaches(stage.running.contact(step.word(1)));
    if (step.word(0) == "breaches") {
        const std::string count = std::to_string(rows.size());
        return count == step.word(2) ? "" : instead("their number", count);
    }
    std::string seen;
    for (const store::BreachRow& row : rows) {
        if (row.kind == step.word(2) && is_then(row.due_at, step, 4)) return {};
        seen += fmt::format("{} {}, ", row.kind, render(row.due_at));
    }
    return instead("what was missed", seen);
}

// offers ada@acme.test N   |   offers kim N: what the rep was offered last of all contacts
std::string offers(Stage& stage, const Step& step) {
    std::size_t count = 0;
    if (step.word(1).find('@') != std::string::npos) {
        count = stage.running.handoffs(stage.running.contact(step.word(1))).size();
    } else {
        const auto contacts = stage.running.workspace().read([](const Workspace::View& view) {
            std::vector<ContactId> ids;
            for (const ledger::Contact& each : view.timeline.contacts())
                ids.push_back(each.id);
            return ids;
        });
        for (const ContactId id : contacts) {
            for (const store::HandoffRow& row : stage.running.handoffs(id)) {
                count += short_name(row.owner) == step.word(1) ? 1 : 0;
            }
        }
    }
    return std::to_string(count) == step.word(2) ? ""
                                                 : instead("their number", std::to_string(count));
}

// offered ada@acme.test at DAY TIME   |   due …: the last handoff's
std::string instants(Stage& stage, const Step& step) {
    const auto rows = stage.running.handoffs(stage.running.contact(step.word(1)));
    if (rows.empty()) return "there is no handoff";
    const bool due = step.word(0) == "due";
    const Instant is =
        due ? rows.back().due_at.value_or(Instant::latest()) : rows.back().offered_at;
    return is_then(is, step, 3) ? "" : instead(step.word(0), render(is));
}

// escalations ada@acme.test N   |   escalation ada@acme.test ACTION at DAY TIME [to kim]
std::string escalations(Stage& stage, const Step& step) {
    const auto prefix = fmt::format("{}/", stage.running.contact(step.word(1)).value);
    std::size_t count = 0;
    std::string seen;
    for (const store::RecordRow& row : stage.running.records("escalation")) {
        if (!row.key.starts_with(prefix)) continue;
        // What is recorded a second time stands in the same record.
        count += stage.running.workspace().read([&](const Workspace::View& view) {
            const auto action = view.timeline.dictionary().find_name("action");
            return view.timeline.find_record("escalation", row.key)
                ->properties.find(action)
                ->size();
        });
        const auto [due, action, to] = stage.running.workspace().read([&](const auto& view) {
            const auto& said = view.timeline.find_record("escalation", row.key)->properties;
            const auto text = [&](std::string_view name) {
                const Value value = view.timeline.value(said, name, Instant::latest());
                return known(value) ? value_words(value) : std::string();
            };
            const Value at = view.timeline.value(said, "due_at", Instant::latest());
            return std::tuple(std::get<Instant>(at), text("action"), short_name(text("to")));
        });
        const std::string wanted = step.after("to");
        if (action == step.word(2) && is_then(due, step, 4) && (wanted.empty() || wanted == to)) {
            return {};
        }
        seen += fmt::format("{} {} to {}, ", action, render(due), to);
    }
    if (step.word(0) == "escalation") return instead("what was done", seen);
    return std::to_string(count) == step.word(2) ? "" : instead("their number", seen);
}

// promised ada@acme.test "Q3 launch"|none   |   trace ada@acme.test "a part of a line"
std::string promised(Stage& stage, const Step& step) {
    const ContactId id = stage.running.contact(step.word(1));
    const auto [special, trace] = stage.running.workspace().read([&](const auto& view) {
        const ledger::Contact& contact = *view.timeline.find(id);
        const auto handoffs = handoff::read_handoffs(view.timeline, contact, view.live.chain());
        const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest(), true);
        const auto offered = last == nullptr
                                 ? std::nullopt
                                 : handoff::find_offered(view.timeline, contact, last->at);
        return std::pair(
            handoffs.empty() ? std::string() : handoffs.back().override_name,
            fmt::format("{}",
                        fmt::join(offered ? offered->trace : std::vector<std::string>{}, " | ")));
    });
    if (step.word(0) == "trace") {
        return trace.find(step.word(2)) == std::string::npos ? instead("the trace", trace) : "";
    }
    const std::string is = special.empty() ? "none" : special;
    return is == step.word(2) ? "" : instead("the override", is);
}

// marketing journeys|campaigns ada@acme.test allowed|paused [since DAY TIME] [journey=NAME]
// owner_must_be ada@acme.test kim|none
std::string engaged(Stage& stage, const Step& step) {
    const bool owner = step.word(0) == "owner_must_be";
    const ContactId id = stage.running.contact(step.word(owner ? 1 : 2));
    const EngagementView is = stage.running.workspace().read([&](const Workspace::View& view) {
        return engagement_view(
            view, *view.timeline.find(id), step.take("journey"), stage.running.now());
    });
    if (owner) {
        const std::string who = is.owner_must_be ? short_name(is.owner_must_be->id) : "none";
        return who == step.word(2) ? "" : instead("the owner", who);
    }
    const ApproachView& approach = step.word(1) == "journeys" ? is.journeys : is.campaigns;
    if (approach.allowed != (step.word(3) == "allowed")) {
        return instead("it", approach.allowed ? "allowed" : approach.because.value_or(""));
    }
    const bool since = step.word(4) == "since";
    return !since || (approach.since && is_then(*approach.since, step, 5))
               ? ""
               : instead("since", approach.since ? render(*approach.since) : "");
}

// restatements N
std::string restatements(Stage& stage, const Step& step) {
    const std::string count = std::to_string(stage.running.records("restatement").size());
    return count == step.word(1) ? "" : instead("their number", count);
}

// journeys ada@acme.test "lead entered, MQL entered | lead entered"
std::string journeys(Stage& stage, const Step& step) {
    std::vector<store::StageEntryRow> rows =
        stage.running.entries(stage.running.contact(step.word(1)));
    std::ranges::stable_sort(
        rows, {}, [](const auto& row) { return std::pair(row.journey, row.at); });
    std::string text;
    std::int64_t journey = 1;
    for (const store::StageEntryRow& row : rows) {
        text += text.empty() ? "" : row.journey == journey ? ", " : " | ";
        text += row.stage + " " + row.how;
        journey = row.journey;
    }
    return text == step.word(2) ? "" : instead("it", text);
}

// reached ada@acme.test MQL at DAY TIME
std::string reached(Stage& stage, const Step& step) {
    std::string seen;
    for (const store::StageEntryRow& row :
         stage.running.entries(stage.running.contact(step.word(1)))) {
        if (row.stage == step.word(2)) {
            if (is_then(row.at, step, 4)) return {};
            seen += render(row.at) + " ";
        }
    }
    return instead("it", seen);
}

// conservation qualified|offered|overdue|accepted|waiting|dropped|OUTCOME|"REASON" N
std::string conserved(Stage& stage, const Step& step) {
    const Conservation sum = stage.running.workspace().read(
        [&](const Workspace::View& view) { return conservation(view, stage.running.now()); });
    Conservation::Counts counts{{"qualified", sum.qualified},
                                {"offered", sum.offered},
                                {"overdue", sum.overdue},
                                {"accepted", sum.accepted},
                                {"waiting", sum.waiting},
                                {"dropped", sum.dropped}};
    const auto total = sum.offered + sum.accepted + sum.waiting + sum.closed_total() + sum.dropped;
    if (total != sum.qualified) {
        return instead("the sum of the parts", std::to_string(total));
    }
    counts.insert(sum.closed.begin(), sum.closed.end());
    counts.insert(sum.waiting_reasons.begin(), sum.waiting_reasons.end());
    for (const auto& [outcome, reasons] : sum.closed_reasons) {
        counts.insert(reasons.begin(), reasons.end());
    }
    const std::string is = std::to_string(counts[step.word(1)]);
    return is == step.word(2) ? "" : instead(step.word(1), is);
}

Result<backtest::Report> reported(Stage& stage, const Step& step) {
    std::ifstream in(stage.folder / (step.word(1) + ".agreement"));
    const BacktestAsk ask{
        .agreements = {{.name = step.word(1),
                        .text = std::string(std::istreambuf_iterator<char>(in), {})}},
        .opening = step.take("opening") == "recorded" ? backtest::Opening::recorded
                                                      : backtest::Opening::beginning};
    Workspace& workspace = stage.running.workspace();
    const auto question = TRY(workspace.read([&](const Workspace::View& view) {
        return backtest_question(view, view.timeline, ask, stage.running.now());
    }));
    auto findings =
        TRY(read_findings(workspace, question, [](std::size_t, std::size_t) { return true; }));
    return backtest::report_of(question, std::move(findings));
}

// backtest DRAFT STAGE [entered N] [never_offered N] [accepted N] … [opening=recorded]
std::string backtested(Stage& stage, const Step& step) {
    const auto report = reported(stage, step);
    if (!report) return report.error().message;
    const auto& stages = report->agreements.front().stages;
    const auto found = std::ranges::find(stages, step.word(2), &backtest::StageFigures::stage);
    if (found == stages.end()) return "there is no such stage";
    const backtest::MoveCounts moves = found->against_in_force.value_or(backtest::MoveCounts{});
    const std::array<std::pair<std::string_view, std::int64_t>, 9> sights{
        {{"entered", found->entered},
         {"observed", found->observed},
         {"never_offered", found->never_offered},
         {"accepted", found->accepted},
         {"rejected", found->rejected},
         {"won", found->won},
         {"gained", moves.gained},
         {"lost", moves.lost},
         {"kept", moves.kept}}};
    for (const auto& [name, is] : sights) {
        const std::string wanted = step.after(std::string(name));
        if (!wanted.empty() && wanted != std::to_string(is)) {
            return instead(std::string(name), std::to_string(is));
        }
    }
    return {};
}

// praised ada@acme.test "real need"|none   |   answered ada@acme.test disputed|none   |   thread
// ada@acme.test N   |   unanswered N
std::string told(Stage& stage, const Step& step) {
    const bool of_all = step.word(0) == "unanswered";
    const ContactId id = of_all ? ContactId{} : stage.running.contact(step.word(1));
    return stage.running.workspace().read([&](const Workspace::View& view) -> std::string {
        const Instant now = stage.running.workspace().clock().now();
        const auto wanted = [&](std::size_t at, const std::string& is) {
            return step.word(at) == is ? std::string() : instead("what was said", is);
        };
        if (of_all) {
            return wanted(1, std::to_string(list_rejections(view, {.now = now}).total));
        }
        const auto feedback = feedback_of(view, *view.timeline.find(id), now);
        if (step.word(0) == "thread") {
            return wanted(2, std::to_string(feedback.thread.size()));
        }
        if (step.word(0) == "praised") {
            return wanted(2, feedback.praise ? feedback.praise->reason : "none");
        }
        return wanted(2, feedback.answers.empty() ? "none" : feedback.answers.back().answer);
    });
}

std::string verified(Stage& stage, const Step& /*step*/) {
    return stage.running.problem();
}

struct Sight {
    std::string_view word;
    std::string (*unmet)(Stage&, const Step&);
};

constexpr std::array sights{Sight{"contact", contact},
                            Sight{"breaches", breaches},
                            Sight{"breach", breaches},
                            Sight{"offers", offers},
                            Sight{"offered", instants},
                            Sight{"due", instants},
                            Sight{"escalations", escalations},
                            Sight{"escalation", escalations},
                            Sight{"promised", promised},
                            Sight{"trace", promised},
                            Sight{"praised", told},
                            Sight{"answered", told},
                            Sight{"thread", told},
                            Sight{"unanswered", told},
                            Sight{"marketing", engaged},
                            Sight{"owner_must_be", engaged},
                            Sight{"restatements", restatements},
                            Sight{"journeys", journeys},
                            Sight{"reached", reached},
                            Sight{"conservation", conserved},
                            Sight{"backtest", backtested},
                            Sight{"verify", verified}};

}  // namespace

std::string unmet(Stage& stage, const Step& step) {
    for (const Sight& sight : sights) {
        if (sight.word == step.word(0)) return sight.unmet(stage, step);
    }
    return "nobody understands this expectation";
}

}  // namespace baton::engine::testing
