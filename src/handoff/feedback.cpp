#include "handoff/feedback.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "handoff/transition.hpp"

namespace baton::handoff {

namespace {

constexpr std::array<std::string_view, 5> names{
    "agreed", "changed", "disputed", "upheld", "reopened"};

struct Follows {
    std::optional<Answer> from;
    Answer to;
};

// Marketing may give in while its dispute is open; all else is the last word.
constexpr std::array allowed{
    Follows{.from = std::nullopt, .to = Answer::agreed},
    Follows{.from = std::nullopt, .to = Answer::changed},
    Follows{.from = std::nullopt, .to = Answer::disputed},
    Follows{.from = Answer::disputed, .to = Answer::reopened},
    Follows{.from = Answer::disputed, .to = Answer::upheld},
    Follows{.from = Answer::disputed, .to = Answer::agreed},
};

bool can_be_praised(Step state) {
    switch (state) {
        case Step::offered:
        case Step::accepted:
        case Step::expired:
        case Step::converted:
        case Step::reassigned: return true;
        case Step::rejected:
        case Step::recycled:
        case Step::withdrawn:
        case Step::disqualified: return false;
    }
    return false;
}

bool needs_words(Answer answer) {
    switch (answer) {
        case Answer::disputed:
        case Answer::changed:
        case Answer::upheld: return true;
        case Answer::agreed:
        case Answer::reopened: return false;
    }
    return false;
}

}  // namespace

Done check_praise(Step state, std::string_view reason) {
    if (!can_be_praised(state)) {
        return fail(Failure::refused,
                    fmt::format("the handoff is {}: nothing is left to praise", name(state)));
    }
    if (std::ranges::find(praise_reasons, reason) == praise_reasons.end()) {
        return fail(Failure::invalid,
                    "choose what was great about it",
                    {{.where = "/reason", .message = "choose one of the listed reasons"}});
    }
    return {};
}

std::string_view name(Answer answer) {
    return names.at(static_cast<std::size_t>(answer));
}

std::optional<Answer> find_answer(std::string_view name) {
    const auto* const found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<Answer>(found - names.begin()));
}

agreement::Team team_of(Answer answer) {
    switch (answer) {
        case Answer::agreed:
        case Answer::changed:
        case Answer::disputed: return agreement::Team::marketing;
        case Answer::upheld:
        case Answer::reopened: return agreement::Team::sales;
    }
    return agreement::Team::sales;
}

std::vector<Answer> answers_after(std::optional<Answer> from) {
    std::vector<Answer> answers;
    for (const Follows& each : allowed) {
        if (each.from == from) answers.push_back(each.to);
    }
    return answers;
}

Done check_answer(std::optional<Answer> from, Answer to, std::string_view note) {
    const auto possible = answers_after(from);
    if (std::ranges::find(possible, to) == possible.end()) {
        return fail(
            Failure::refused,
            from ? fmt::format("this rejection is {}, so it cannot be {}", name(*from), name(to))
                 : fmt::format("nobody disputed this rejection, so it cannot be {}", name(to)));
    }
    if (needs_words(to) && text::trimmed(note).empty()) {
        return fail(
            Failure::invalid, "say why", {{.where = "/note", .message = "say why, in a sentence"}});
    }
    return {};
}

}  // namespace baton::handoff
