#include "engine/team_goals.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "base/value.hpp"
#include "engine/people.hpp"
#include "goals/goal_measures.hpp"
#include "goals/period.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view record_name = "goal";
constexpr std::string_view both = "both";
constexpr std::size_t target_most = 40;

// A goal counts in its period alone; without one as long as it stands. nullopt when never.
std::optional<goals::TeamGoal> within_period(goals::TeamGoal span,
                                             const std::string& period,
                                             const TimeZone& zone) {
    if (const auto days = goals::parse_period(period)) {
        span.from = std::max(span.from, zone.start_of(days->first_day()));
        span.to = std::min(span.to, zone.start_of(days->end_day()));
    }
    return span.from < span.to ? std::optional(span) : std::nullopt;
}

std::vector<Problem> problems_of(const NewGoal& goal) {
    std::vector<Problem> problems;
    if (goal.team != "marketing" && goal.team != "sales") {
        problems.push_back({"/team", "marketing or sales"});
    }
    if (goals::find_goal_measure(goal.measure) == nullptr) {
        problems.push_back({"/measure", "is none that a goal can have"});
    }
    if (!goal.period.empty() && !goals::parse_period(goal.period)) {
        problems.push_back({"/period", "a year, quarter or month, such as 2026-Q4"});
    }
    if (goal.target.size() > target_most) {
        problems.push_back({"/target", "at most 40 characters"});
    }
    return problems;
}

std::string target_of(const agreement::Agreement& agreed, const agreement::Goal& goal) {
    const auto* measure = goals::find_goal_measure(goal.metric);
    const bool money = measure != nullptr && goal.metric == "revenue";
    return render(goal.target) + (money ? " " + std::string(agreed.currency.text()) : "");
}

void add_agreed(const agreement::Agreement& agreed, std::vector<GoalView>& views) {
    for (const agreement::Goal& goal : agreed.goals) {
        const auto* measure = goals::find_goal_measure(goal.metric);
        views.push_back({.team = std::string(both),
                         .measure = goal.metric,
                         .title = measure == nullptr ? goal.metric : std::string(measure->title),
                         .kind = measure == nullptr ? "" : std::string(name(measure->kind)),
                         .period = goal.period,
                         .target = target_of(agreed, goal)});
    }
}

std::optional<GoalView> recorded_goal(const ledger::Timeline& timeline,
                                      const ledger::Record& record,
                                      Instant at) {
    const auto text = [&](std::string_view property) {
        return text_of(timeline, record.properties, property, at);
    };
    const auto* measure = goals::find_goal_measure(text("measure"));
    if (measure == nullptr || !text("removed").empty()) {
        return std::nullopt;
    }
    return GoalView{.id = record.key,
                    .team = text("team"),
                    .measure = std::string(measure->key),
                    .title = std::string(measure->title),
                    .kind = std::string(name(measure->kind)),
                    .period = text("period"),
                    .target = text("target")};
}

// From its first fact until it was removed; nothing of one that was taken back.
std::optional<goals::TeamGoal> span_of(const ledger::Timeline& timeline,
                                       const ledger::Record& record,
                                       const TimeZone& zone) {
    const auto first_of = [&](std::string_view property) -> const ledger::Change* {
        const auto* changes = record.properties.find(timeline.dictionary().find_name(property));
        return changes == nullptr ? nullptr : ledger::first_of(*changes);
    };
    const auto* set = first_of("measure");
    const auto* measure = goals::find_goal_measure(
        text_of(timeline, record.properties, "measure", Instant::latest()));
    if (set == nullptr || measure == nullptr) {
        return std::nullopt;
    }
    const auto* removed = first_of("removed");
    const bool sales = text_of(timeline, record.properties, "team", Instant::latest()) == "sales";
    return within_period({.team = sales ? goals::Side::sales : goals::Side::marketing,
                          .kind = measure->kind,
                          .from = set->at,
                          .to = removed == nullptr ? Instant::latest() : removed->at},
                         text_of(timeline, record.properties, "period", Instant::latest()),
                         zone);
}

void add_agreed_spans(const lifecycle::Chain& chain,
                      const TimeZone& zone,
                      std::vector<goals::TeamGoal>& spans) {
    for (std::size_t index = 0; index < chain.size(); ++index) {
        const Instant from = chain.version(index).effective;
        const Instant to =
            index + 1 < chain.size() ? chain.version(index + 1).effective : Instant::latest();
        for (const agreement::Goal& goal : chain.version(index).agreement->goals) {
            const auto* measure = goals::find_goal_measure(goal.metric);
            for (const goals::Side side : {goals::Side::marketing, goals::Side::sales}) {
                const auto span =
                    measure == nullptr
                        ? std::nullopt
                        : within_period(
                              {.team = side, .kind = measure->kind, .from = from, .to = to},
                              goal.period,
                              zone);
                if (span) {
                    spans.push_back(*span);
                }
            }
        }
    }
}

}  // namespace

std::vector<GoalView> list_goals(const Workspace::View& view, Instant now) {
    std::vector<GoalView> views;
    if (const auto version = view.live.chain().in_force(now)) {
        add_agreed(*view.live.chain().version(*version).agreement, views);
    }
    for (const ledger::Record* record : view.timeline.records_of(record_name)) {
        if (auto goal = recorded_goal(view.timeline, *record, now)) {
            views.push_back(*std::move(goal));
        }
    }
    return views;
}

Result<Receipt> add_goal(Desk& desk, const NewGoal& goal, const Because& because) {
    if (auto problems = problems_of(goal); !problems.empty()) {
        return fail(Failure::invalid, "This is no goal yet.", std::move(problems));
    }
    const std::string key = TRY(desk.new_record_key());
    ledger::Properties properties{{"team", goal.team}, {"measure", goal.measure}};
    for (const auto& [property, value] :
         {std::pair("period", &goal.period), std::pair("target", &goal.target)}) {
        if (!text::trimmed(*value).empty()) {
            properties.emplace_back(property, std::string(text::trimmed(*value)));
        }
    }
    desk.batch().topics.insert("goals");
    const ledger::Event& event = desk.record(
        ledger::RecordChanged{
            .record = std::string(record_name), .key = key, .properties = std::move(properties)},
        because);
    return Receipt{.id = key, .recorded = {event.position}, .count = 1};
}

Result<Receipt> remove_goal(Desk& desk, const std::string& id, const Because& because) {
    const ledger::Record* record = desk.timeline().find_record(record_name, id);
    if (record == nullptr || !recorded_goal(desk.timeline(), *record, Instant::latest())) {
        return fail(Failure::not_found, fmt::format("there is no goal {}", id));
    }
    desk.batch().topics.insert("goals");
    const ledger::Event& event =
        desk.record(ledger::RecordChanged{.record = std::string(record_name),
                                          .key = id,
                                          .properties = {{"removed", std::string("removed")}}},
                    because);
    return Receipt{.id = id, .recorded = {event.position}, .count = 1};
}

std::vector<goals::TeamGoal> goals_over_time(const Workspace::View& view, const TimeZone& zone) {
    std::vector<goals::TeamGoal> spans;
    add_agreed_spans(view.live.chain(), zone, spans);
    for (const ledger::Record* record : view.timeline.records_of(record_name)) {
        if (const auto span = span_of(view.timeline, *record, zone)) {
            spans.push_back(*span);
        }
    }
    return spans;
}

}  // namespace baton::engine
