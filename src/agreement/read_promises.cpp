#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/agreement_reader.hpp"
#include "agreement/ast.hpp"
#include "agreement/document.hpp"
#include "agreement/reading.hpp"
#include "base/instant.hpp"

namespace baton::agreement {
namespace {

constexpr std::array<std::string_view, 4> rule_kinds{
    "pause", "campaign_mail_needs", "contact_owner", "quiet_after"};

std::string one_word(Reading& reading, const Node* node, std::string_view word) {
    if (node == nullptr) return {};
    return std::string(reading.choice<std::string_view>(*node, {{word, word}}));
}

void check_rule(Reading& reading, const Node& node, const Section& section) {
    const auto stated = [&](std::string_view key) { return section.find(key) != nullptr; };
    const auto kinds = std::ranges::count_if(rule_kinds, stated);
    if (kinds != 1) {
        reading.error(node,
                      "a rule of engagement has one of pause, campaign_mail_needs, contact_owner "
                      "and quiet_after");
    }
    if ((stated("pause") || stated("campaign_mail_needs")) && !stated("while")) {
        reading.error(node, "this rule of engagement needs \"while\"");
    }
    if (stated("except") && !stated("pause")) {
        reading.error(*section.find("except"), "\"except\" goes with \"pause\"");
    }
    if (stated("for") != stated("quiet_after")) {
        reading.error(node, "\"quiet_after\" and \"for\" go together");
    }
}

EngagementRule read_rule(Reading& reading, const Node& node) {
    EngagementRule rule;
    const Section section(
        reading,
        node,
        "a rule of engagement",
        {"while", "pause", "except", "campaign_mail_needs", "contact_owner", "quiet_after", "for"});
    if (node.kind != Node::Kind::section) return rule;
    check_rule(reading, node, section);
    if (const auto* condition = section.find("while")) {
        rule.while_holds = reading.criterion(*condition);
    }
    rule.pauses_journeys = !one_word(reading, section.find("pause"), "journeys").empty();
    if (const auto* except = section.find("except")) {
        rule.except = reading.texts(*except, "a journey");
    }
    rule.campaign_mail_needs =
        one_word(reading, section.find("campaign_mail_needs"), "owner_consent");
    rule.contact_owner = one_word(reading, section.find("contact_owner"), "company.owner");
    rule.quiet_after = one_word(reading, section.find("quiet_after"), "rep_mail");
    if (const auto* quiet = section.find("for")) rule.quiet_for = reading.duration(*quiet, 1);
    return rule;
}

Promise read_promise(Reading& reading, const Node& node, Team by) {
    Promise promise{.by = by};
    const Section section(reading, node, "a promise", {"metric", "per", "target"});
    if (const auto* metric = section.require("metric")) {
        promise.metric = reading.text(*metric, "a metric");
    }
    if (const auto* per = section.find("per")) {
        promise.per =
            reading.choice<std::string_view>(*per, {{"month", "month"}, {"quarter", "quarter"}});
    }
    if (const auto* target = section.require("target")) {
        promise.percent = target->text.ends_with('%');
        promise.target = promise.percent
                             ? reading.percent(*target, "a share")
                             : reading.number(*target, "a number or a share such as 95%");
    }
    return promise;
}

bool is_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// 2026, 2026-Q1 or 2026-01.
bool is_period(std::string_view text) {
    constexpr std::size_t year_length = 4;
    if (text.size() < year_length || !is_digits(text.substr(0, year_length))) return false;
    if (text.size() == year_length) return true;
    const auto rest = text.substr(year_length);
    if (rest.size() != 3 || rest[0] != '-') return false;
    if (rest[1] == 'Q') return rest[2] >= '1' && rest[2] <= '4';
    return parse_date(std::string(text) + "-01").has_value();
}

Goal read_goal(Reading& reading, const Node& node) {
    Goal goal;
    const Section section(
        reading, node, "a goal", {"metric", "period", "target", "marketing_sourced"});
    if (const auto* metric = section.require("metric")) {
        goal.metric = reading.text(*metric, "a metric");
    }
    if (const auto* period = section.require("period")) {
        goal.period = reading.text(*period, "a period");
        if (!goal.period.empty() && !is_period(goal.period)) {
            reading.error(*period,
                          fmt::format("expected a period such as 2026, 2026-Q1 or 2026-01, found "
                                      "\"{}\"",
                                      goal.period));
        }
    }
    if (const auto* target = section.require("target")) {
        goal.target = reading.number(*target, "a number");
    }
    if (const auto* share = section.find("marketing_sourced")) {
        goal.marketing_sourced_percent = reading.percent(*share, "a share");
    }
    return goal;
}

}  // namespace

std::vector<EngagementRule> read_rules_of_engagement(Reading& reading, const Node& node) {
    std::vector<EngagementRule> rules;
    for (const auto& item : reading.list(node, "a list of rules")) {
        rules.push_back(read_rule(reading, item));
    }
    return rules;
}

std::vector<Promise> read_promises(Reading& reading, const Node& node) {
    std::vector<Promise> promises;
    const Section section(reading, node, "promises", {"marketing", "sales"});
    for (const auto& member : node.members) {
        const auto by = member.key.text == "sales" ? Team::sales : Team::marketing;
        if (section.find(member.key.text) == nullptr) continue;
        for (const auto& item : reading.list(member.value, "a list of promises")) {
            promises.push_back(read_promise(reading, item, by));
        }
    }
    return promises;
}

std::vector<Goal> read_goals(Reading& reading, const Node& node) {
    std::vector<Goal> goals;
    for (const auto& item : reading.list(node, "a list of goals")) {
        goals.push_back(read_goal(reading, item));
    }
    return goals;
}

}  // namespace baton::agreement
