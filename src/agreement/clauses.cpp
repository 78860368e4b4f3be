#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/diff.hpp"
#include "agreement/render.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::agreement {
namespace {

constexpr std::array<std::string_view, 7> day_names{
    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::string_view word_of(Team team) {
    return team == Team::marketing ? "marketing" : "sales";
}

std::string_view word_of(BreachStep::Action action) {
    switch (action) {
        case BreachStep::Action::notify_owner: return "notify_owner";
        case BreachStep::Action::notify_manager: return "notify_manager";
        case BreachStep::Action::notify_alignment_lead: return "notify_alignment_lead";
        case BreachStep::Action::reassign: return "reassign";
    }
    return "";
}

std::string joined(const std::vector<std::string>& texts) {
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::string time_of_day(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

// Writes the agreement down clause by clause. A name that comes again is numbered: student#2.
class Writer {
public:
    explicit Writer(const Agreement& agreement) : agreement_(agreement) {}

    std::vector<Clause> all() {
        head();
        lists_and_definitions();
        scores();
        stages();
        disqualifiers();
        if (agreement_.handoff) handoff(*agreement_.handoff);
        rules();
        promises_and_goals();
        return std::move(clauses_);
    }

private:
    void say(std::string path, std::string text) {
        if (text.empty()) return;
        const auto count = ++times_[path];
        if (count > 1) path += fmt::format("#{}", count);
        clauses_.push_back({.path = std::move(path), .text = std::move(text)});
    }

    void say(std::string path, const std::optional<Duration>& duration) {
        if (duration) say(std::move(path), render(*duration));
    }

    void say(std::string path, const Criterion& criterion) {
        say(std::move(path), render(criterion, agreement_));
    }

    // The name under which the parts of a thing are listed.
    std::string unique(const std::string& path) {
        const auto count = ++names_[path];
        return count > 1 ? fmt::format("{}#{}", path, count) : path;
    }

    void head() {
        say("language", fmt::format("{}", agreement_.language));
        say("agreement", agreement_.name);
        if (agreement_.effective) say("effective", render(*agreement_.effective));
        on_effect();
        say("currency", std::string(agreement_.currency.text()));
        say("timezone", agreement_.timezone);
        if (agreement_.business_hours) business_hours(*agreement_.business_hours);
    }

    void on_effect() {
        const auto& effect = agreement_.on_effect;
        switch (effect.offer) {
            case OnEffect::Offer::all: return say("on_effect.offer", std::string("all"));
            case OnEffect::Offer::none: return say("on_effect.offer", std::string("none"));
            case OnEffect::Offer::limited:
                say("on_effect.offer", fmt::format("{} per rep per day", effect.per_rep_per_day));
        }
    }

    void business_hours(const BusinessHours& hours) {
        std::vector<std::string> days;
        for (std::size_t i = 0; i < day_names.size(); ++i) {
            if (hours.days.at(i)) days.emplace_back(day_names.at(i));
        }
        say("business_hours.days", joined(days));
        say("business_hours.from", time_of_day(hours.from_minute));
        say("business_hours.to", time_of_day(hours.to_minute));
        std::vector<std::string> holidays;
        for (const auto day : hours.holidays)
            holidays.push_back(render(day));
        say("business_hours.holidays", joined(holidays));
    }

    void lists_and_definitions() {
        for (const auto& [name, entries] : agreement_.lists)
            say("lists." + name, joined(entries));
        for (const auto& definition : agreement_.definitions) {
            say("definitions." + definition.name, definition.when);
        }
    }

    void scores() {
        for (const auto& score : agreement_.scores) {
            const auto path = "scores." + score.name;
            if (score.half_life_days) {
                say(path + ".half_life",
                    render(Duration{.count = *score.half_life_days, .unit = Unit::days}));
            }
            for (const auto& line : score.points) {
                say(fmt::format("{}.points[{}]", path, render(line.touches)),
                    fmt::format("{}", line.points));
            }
        }
    }

    void stages() {
        std::vector<std::string> names;
        for (const auto& stage : agreement_.stages)
            names.push_back(stage.name);
        say("stages", joined(names));
        for (const auto& stage : agreement_.stages) {
            const auto path = "stages." + stage.name;
            say(path + ".was", stage.was);
            say(path + ".owner", std::string(word_of(stage.owner)));
            say(path + ".description", stage.description);
            say(path + ".when", stage.when);
            say(path + ".examples.yes", joined(stage.examples_yes));
            say(path + ".examples.no", joined(stage.examples_no));
        }
    }

    void disqualifiers() {
        std::vector<std::string> reasons;
        for (const auto& disqualifier : agreement_.disqualify) {
            reasons.push_back(disqualifier.reason);
        }
        say("disqualify", joined(reasons));
        for (const auto& disqualifier : agreement_.disqualify) {
            say(fmt::format("disqualify.{}.when", disqualifier.reason), disqualifier.when);
        }
    }

    void receiver(const std::string& path, const Receiver& to) {
        say(path + ".team", to.team);
        say(path + ".user", to.user);
        say(path + ".by",
            std::string(to.by == Receiver::By::round_robin ? "round_robin" : "least_loaded"));
        say(path + ".prefer", to.prefer);
        for (const auto& rule : to.rules) {
            say(fmt::format("{}.rules[{}]", path, render(rule.when, agreement_)),
                rule.user.empty() ? "team " + rule.team : "user " + rule.user);
        }
    }

    void follow_up(const std::string& path, const std::optional<FollowUp>& promised) {
        if (!promised) return;
        say(path,
            fmt::format("{} attempts within {}", promised->attempts, render(promised->within)));
    }

    void handoff(const HandoffTerms& terms) {
        say("handoff.at", agreement_.stages[terms.at].name);
        receiver("handoff.to", terms.to);
        say("handoff.respond_within", render(terms.respond_within));
        say("handoff.accept_within", render(terms.accept_within));
        follow_up("handoff.follow_up", terms.follow_up);
        for (const auto& step : terms.on_breach) {
            say(fmt::format("handoff.on_breach[{}]", render(step.after)),
                std::string(word_of(step.action)));
        }
        say("handoff.reject_reasons", joined(terms.reject_reasons));
        say("handoff.recycle.to", terms.recycle_to);
        say("handoff.recycle.eligible_again_after", render(terms.eligible_again_after));
        if (terms.all_touches_count) say("handoff.recycle.touches", std::string("all"));
        for (const auto& special : terms.overrides)
            override_of(special);
    }

    void override_of(const HandoffOverride& special) {
        const auto path = "handoff.overrides." + special.name;
        say(path + ".when", special.when);
        if (special.until) say(path + ".until", render(*special.until));
        say(path + ".respond_within", special.respond_within);
        say(path + ".accept_within", special.accept_within);
        follow_up(path + ".follow_up", special.follow_up);
        if (special.to) receiver(path + ".to", *special.to);
    }

    void rules() {
        for (const auto& rule : agreement_.rules_of_engagement) {
            std::string text;
            if (rule.pauses_journeys) text = "pause journeys";
            if (!rule.except.empty()) text += " except " + joined(rule.except);
            if (!rule.campaign_mail_needs.empty()) {
                text = "campaign mail needs " + rule.campaign_mail_needs;
            }
            if (!rule.contact_owner.empty()) text = "contact owner is " + rule.contact_owner;
            if (!rule.quiet_after.empty()) text = "quiet after " + rule.quiet_after;
            if (rule.quiet_for) text += " for " + render(*rule.quiet_for);
            const auto when =
                rule.while_holds ? render(*rule.while_holds, agreement_) : std::string("always");
            say(fmt::format("rules_of_engagement[{}]", when), text);
        }
    }

    void promises_and_goals() {
        for (const auto& promise : agreement_.promises) {
            say(fmt::format("promises.{}.{}{}",
                            word_of(promise.by),
                            promise.metric,
                            promise.per.empty() ? "" : " per " + promise.per),
                render(promise.target) + (promise.percent ? "%" : ""));
        }
        for (const auto& goal : agreement_.goals) {
            const auto path = unique(fmt::format("goals.{} {}", goal.metric, goal.period));
            say(path + ".target", render(goal.target));
            if (goal.marketing_sourced_percent) {
                say(path + ".marketing_sourced", render(*goal.marketing_sourced_percent) + "%");
            }
        }
    }

    const Agreement& agreement_;
    std::vector<Clause> clauses_;
    std::map<std::string, int> times_;
    std::map<std::string, int> names_;
};

}  // namespace

std::vector<Clause> clauses_of(const Agreement& agreement) {
    return Writer(agreement).all();
}

}  // namespace baton::agreement
