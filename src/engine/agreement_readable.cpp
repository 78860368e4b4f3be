#include "engine/agreement_readable.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>
#include <utility>

#include "agreement/describe.hpp"
#include "agreement/render.hpp"
#include "engine/why.hpp"
#include "engine/wording.hpp"

namespace baton::engine {

namespace {

using agreement::Agreement;
using agreement::Criterion;

bool is_joint(const Criterion& criterion) {
    return criterion.kind == Criterion::Kind::all_of || criterion.kind == Criterion::Kind::any_of;
}

std::vector<std::string> lines_of(const Criterion& criterion, const Agreement& agreement) {
    if (!is_joint(criterion)) {
        return {agreement::describe(criterion, agreement)};
    }
    const std::string_view joint = criterion.kind == Criterion::Kind::all_of ? "and " : "or ";
    std::vector<std::string> lines;
    for (const Criterion& part : criterion.of) {
        lines.push_back((lines.empty() ? std::string() : std::string(joint)) +
                        agreement::describe(part, agreement));
    }
    return lines;
}

ReadableClause clause_of(const Criterion& criterion, const Agreement& agreement) {
    if (criterion.kind == Criterion::Kind::definition) {
        const agreement::Definition& definition = agreement.definitions[criterion.index];
        return {.title = capitalised(property_words(definition.name)),
                .lines = lines_of(definition.when, agreement)};
    }
    if (criterion.kind == Criterion::Kind::negation) {
        return {.title = "None of this", .lines = lines_of(criterion.of.front(), agreement)};
    }
    if (is_joint(criterion)) {
        const bool all = criterion.kind == Criterion::Kind::all_of;
        return {.title = all ? "All of this" : "One of these",
                .lines = lines_of(criterion, agreement)};
    }
    return {.title = capitalised(agreement::describe(criterion, agreement)), .lines = {}};
}

std::vector<ReadableClause> clauses_of(const Criterion& criterion, const Agreement& agreement) {
    if (criterion.kind != Criterion::Kind::all_of) {
        return {clause_of(criterion, agreement)};
    }
    std::vector<ReadableClause> clauses;
    for (const Criterion& part : criterion.of) {
        clauses.push_back(clause_of(part, agreement));
    }
    return clauses;
}

ReadableSection section_of(const agreement::Stage& stage, const Agreement& agreement) {
    const bool several = stage.when.kind == Criterion::Kind::all_of;
    return {.key = stage.name,
            .title = stage.name,
            .team = team_word(stage.owner),
            .sentence = stage.description.empty()
                            ? fmt::format("Somebody is {} when {}.",
                                          with_article(stage.name),
                                          several ? "all of this holds" : "this holds")
                            : stage.description,
            .clauses = clauses_of(stage.when, agreement),
            .code = agreement::render(stage.when, agreement)};
}

ReadableSection disqualifiers(const Agreement& agreement) {
    ReadableSection section{.key = "disqualify",
                            .title = "Not for us",
                            .team = {},
                            .sentence = "Whoever meets one of these is left alone.",
                            .clauses = {},
                            .code = {}};
    for (const agreement::Disqualifier& each : agreement.disqualify) {
        section.clauses.push_back(
            {.title = capitalised(each.reason), .lines = lines_of(each.when, agreement)});
    }
    return section;
}

std::vector<std::string> text_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) {
            lines.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string_view words(agreement::BreachStep::Action action) {
    using enum agreement::BreachStep::Action;
    switch (action) {
        case notify_owner: return "the owner is told";
        case notify_manager: return "the manager is told";
        case notify_alignment_lead: return "the alignment lead is told";
        case reassign: return "somebody else gets it";
    }
    return "";
}

ReadableSection handoff_section(const agreement::HandoffTerms& terms, const Agreement& agreement) {
    std::vector<std::string> lines = text_lines(agreement::describe(terms, agreement));
    ReadableSection section{.key = "handoff",
                            .title = "Handoff",
                            .team = "sales",
                            .sentence = lines.empty() ? std::string() : lines.front(),
                            .clauses = {},
                            .code = {}};
    for (std::size_t i = 1; i < lines.size(); ++i) {
        section.clauses.push_back({.title = lines[i], .lines = {}});
    }
    section.clauses.push_back({.title = "Reasons to give one back", .lines = terms.reject_reasons});
    ReadableClause missed{.title = "When no answer comes in time", .lines = {}};
    for (const agreement::BreachStep& step : terms.on_breach) {
        missed.lines.push_back(fmt::format(
            "{}{}",
            step.after.count == 0 ? "" : "after another " + agreement::render(step.after) + " ",
            words(step.action)));
    }
    if (!missed.lines.empty()) {
        section.clauses.push_back(std::move(missed));
    }
    for (const agreement::HandoffOverride& each : agreement.handoff->overrides) {
        section.clauses.push_back({.title = fmt::format("Special terms: {}", each.name),
                                   .lines = {"when " + agreement::describe(each.when, agreement)}});
    }
    return section;
}

ReadableSection promises(const Agreement& agreement) {
    ReadableSection section{.key = "promises",
                            .title = "What each team promises",
                            .team = {},
                            .sentence = "Both teams are measured by what they promised.",
                            .clauses = {},
                            .code = {}};
    for (const agreement::Promise& each : agreement.promises) {
        section.clauses.push_back(
            {.title = capitalised(team_word(each.by)),
             .lines = {fmt::format("{} of {}{}{}",
                                   property_words(each.metric),
                                   render(each.target),
                                   each.percent ? " %" : "",
                                   each.per.empty() ? "" : " a " + each.per)}});
    }
    return section;
}

ReadableSection goals(const Agreement& agreement) {
    ReadableSection section{.key = "goals",
                            .title = "Shared goals",
                            .team = {},
                            .sentence = "What both teams want to reach together.",
                            .clauses = {},
                            .code = {}};
    for (const agreement::Goal& each : agreement.goals) {
        section.clauses.push_back(
            {.title = capitalised(property_words(each.metric)),
             .lines = {fmt::format("{} in {}", render(each.target), each.period)}});
    }
    return section;
}

ReadableSection lists(const Agreement& agreement) {
    ReadableSection section{.key = "lists",
                            .title = "Lists",
                            .team = {},
                            .sentence = "Names that the clauses refer to.",
                            .clauses = {},
                            .code = {}};
    constexpr std::size_t shown = 20;
    for (const auto& [name, entries] : agreement.lists) {
        ReadableClause clause{.title = capitalised(property_words(name)), .lines = entries};
        if (entries.size() > shown) {
            clause.lines.resize(shown);
            clause.lines.push_back(fmt::format("and {} more", entries.size() - shown));
        }
        section.clauses.push_back(std::move(clause));
    }
    return section;
}

}  // namespace

std::string team_word(agreement::Team team) {
    return team == agreement::Team::sales ? "sales" : "marketing";
}

Readable readable(const Agreement& agreement) {
    Readable result;
    for (const agreement::Stage& stage : agreement.stages) {
        result.sections.push_back(section_of(stage, agreement));
    }
    if (!agreement.disqualify.empty()) {
        result.sections.push_back(disqualifiers(agreement));
    }
    if (agreement.handoff) {
        result.sections.push_back(handoff_section(*agreement.handoff, agreement));
    }
    if (!agreement.promises.empty()) {
        result.sections.push_back(promises(agreement));
    }
    if (!agreement.goals.empty()) {
        result.sections.push_back(goals(agreement));
    }
    if (!agreement.lists.empty()) {
        result.sections.push_back(lists(agreement));
    }
    return result;
}

}  // namespace baton::engine
