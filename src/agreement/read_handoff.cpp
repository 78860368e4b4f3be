#include <algorithm>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/agreement_reader.hpp"
#include "agreement/ast.hpp"
#include "agreement/document.hpp"
#include "agreement/reading.hpp"
#include "agreement/scope.hpp"

namespace baton::agreement {
namespace {

constexpr std::int64_t attempts_max = 1'000;

void warn_unknown(Reading& reading,
                  const Node& node,
                  std::string_view what,
                  const std::vector<std::string>& known) {
    if (known.empty() || std::ranges::find(known, node.text) != known.end()) return;
    reading.findings().warn(reading.place(node),
                            fmt::format("no {} \"{}\" is known yet", what, node.text),
                            reading.findings().suggest(node.text, known));
}

std::string read_team(Reading& reading, const Node* node) {
    if (node == nullptr) return {};
    warn_unknown(reading, *node, "team", reading.scope().known->teams);
    return reading.text(*node, "a team");
}

std::string read_user(Reading& reading, const Node* node) {
    if (node == nullptr) return {};
    warn_unknown(reading, *node, "user", reading.scope().known->users);
    return reading.text(*node, "a user");
}

Receiver::Rule read_receiver_rule(Reading& reading, const Node& node) {
    Receiver::Rule rule;
    const Section section(reading, node, "a routing rule", {"when", "team", "user"});
    if (const auto* when = section.require("when")) rule.when = reading.criterion(*when);
    rule.team = read_team(reading, section.find("team"));
    rule.user = read_user(reading, section.find("user"));
    if (node.kind == Node::Kind::section && rule.team.empty() && rule.user.empty()) {
        reading.error(node, "a routing rule needs \"team\" or \"user\"");
    }
    return rule;
}

Receiver read_receiver(Reading& reading, const Node& node) {
    Receiver receiver;
    const Section section(reading, node, "to", {"team", "user", "by", "prefer", "rules"});
    receiver.team = read_team(reading, section.find("team"));
    receiver.user = read_user(reading, section.find("user"));
    if (const auto* by = section.find("by")) {
        receiver.by = reading.choice<Receiver::By>(*by,
                                                   {{"round_robin", Receiver::By::round_robin},
                                                    {"least_loaded", Receiver::By::least_loaded}});
    }
    if (const auto* prefer = section.find("prefer")) {
        receiver.prefer = reading.choice<std::string_view>(
            *prefer, {{"company.owner", "company.owner"}, {"contact.owner", "contact.owner"}});
    }
    if (const auto* rules = section.find("rules")) {
        for (const auto& rule : reading.list(*rules, "a list of rules with when")) {
            receiver.rules.push_back(read_receiver_rule(reading, rule));
        }
    }
    if (node.kind == Node::Kind::section && receiver.team.empty() && receiver.user.empty()) {
        reading.error(node,
                      "\"to\" needs \"team\" or \"user\" for those whom no rule sends elsewhere");
    }
    return receiver;
}

FollowUp read_follow_up(Reading& reading, const Node& node) {
    FollowUp follow_up;
    const Section section(reading, node, "follow_up", {"attempts", "within"});
    if (const auto* attempts = section.require("attempts")) {
        follow_up.attempts = static_cast<int>(reading.whole_number(*attempts, 1, attempts_max));
    }
    if (const auto* within = section.require("within")) {
        follow_up.within = reading.duration(*within, 0);
    }
    return follow_up;
}

BreachStep read_breach_step(Reading& reading, const Node& node) {
    using Action = BreachStep::Action;
    BreachStep step;
    const Section section(reading, node, "a step of on_breach", {"after", "do"});
    if (const auto* after = section.require("after")) step.after = reading.duration(*after, 0);
    if (const auto* action = section.require("do")) {
        step.action =
            reading.choice<Action>(*action,
                                   {{"notify_owner", Action::notify_owner},
                                    {"notify_manager", Action::notify_manager},
                                    {"notify_alignment_lead", Action::notify_alignment_lead},
                                    {"reassign", Action::reassign}});
    }
    return step;
}

HandoffOverride read_override(Reading& reading, const Node& node) {
    HandoffOverride special;
    const Section section(
        reading,
        node,
        "an override",
        {"name", "when", "until", "respond_within", "accept_within", "follow_up", "to"});
    if (const auto* name = section.require("name")) {
        special.name = reading.text(*name, "the name of an override");
    }
    if (const auto* when = section.require("when")) special.when = reading.criterion(*when);
    if (const auto* until = section.find("until")) special.until = reading.date(*until);
    if (const auto* respond = section.find("respond_within")) {
        special.respond_within = reading.duration(*respond, 0);
    }
    if (const auto* accept = section.find("accept_within")) {
        special.accept_within = reading.duration(*accept, 0);
    }
    if (const auto* follow_up = section.find("follow_up")) {
        special.follow_up = read_follow_up(reading, *follow_up);
    }
    if (const auto* to = section.find("to")) special.to = read_receiver(reading, *to);
    return special;
}

void read_overrides(Reading& reading, const Node& node, HandoffTerms& terms) {
    Names names;
    for (const auto& item : reading.list(node, "a list of overrides")) {
        terms.overrides.push_back(read_override(reading, item));
        const auto& name = terms.overrides.back().name;
        if (!names.add(name) && !name.empty()) {
            reading.error(item, fmt::format("there are two overrides named \"{}\"", name));
        }
    }
}

void read_recycle(Reading& reading, const Node& node, HandoffTerms& terms) {
    const Section section(reading, node, "recycle", {"to", "eligible_again_after", "touches"});
    if (const auto* to = section.find("to")) terms.recycle_to = reading.text(*to, "a journey");
    if (const auto* wait = section.require("eligible_again_after")) {
        terms.eligible_again_after = reading.duration(*wait, 1);
    }
    if (const auto* touches = section.find("touches")) {
        terms.all_touches_count = reading.choice<bool>(*touches, {{"all", true}});
    }
}

void read_clocks(Reading& reading, const Section& section, HandoffTerms& terms) {
    if (const auto* respond = section.require("respond_within")) {
        terms.respond_within = reading.duration(*respond, 0);
    }
    terms.accept_within = terms.respond_within;
    if (const auto* accept = section.find("accept_within")) {
        terms.accept_within = reading.duration(*accept, 0);
    }
    if (const auto* follow_up = section.find("follow_up")) {
        terms.follow_up = read_follow_up(reading, *follow_up);
    }
    if (const auto* steps = section.find("on_breach")) {
        for (const auto& step : reading.list(*steps, "a list of steps with after and do")) {
            terms.on_breach.push_back(read_breach_step(reading, step));
        }
    }
}

void read_at(Reading& reading, const Node& node, HandoffTerms& terms) {
    const auto name = reading.text(node, "the name of a stage");
    if (name.empty()) return;
    const auto& stages = reading.scope().stages;
    if (const auto* index = stages.find(name)) {
        terms.at = *index;
    } else {
        reading.error(node,
                      fmt::format("there is no stage named \"{}\"", name),
                      reading.findings().suggest(name, stages.all()));
    }
}

}  // namespace

HandoffTerms read_handoff(Reading& reading, const Node& node) {
    HandoffTerms terms;
    const Section section(reading,
                          node,
                          "handoff",
                          {"at",
                           "to",
                           "respond_within",
                           "accept_within",
                           "follow_up",
                           "on_breach",
                           "reject_reasons",
                           "recycle",
                           "overrides"});
    if (const auto* at = section.require("at")) read_at(reading, *at, terms);
    if (const auto* to = section.find("to")) {
        terms.to = read_receiver(reading, *to);
    } else {
        terms.to.team = "sales";
    }
    read_clocks(reading, section, terms);
    if (const auto* reasons = section.find("reject_reasons")) {
        terms.reject_reasons = reading.texts(*reasons, "a reason");
    }
    if (const auto* recycle = section.require("recycle")) read_recycle(reading, *recycle, terms);
    if (const auto* overrides = section.find("overrides")) {
        read_overrides(reading, *overrides, terms);
    }
    return terms;
}

}  // namespace baton::agreement
