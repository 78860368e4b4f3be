#include "handoff/transition.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace baton::handoff {

namespace {

constexpr std::array<std::string_view, 9> names{"offered",
                                                "accepted",
                                                "rejected",
                                                "recycled",
                                                "expired",
                                                "converted",
                                                "withdrawn",
                                                "disqualified",
                                                "reassigned"};

struct Allowed {
    Step from;
    Step to;
};

constexpr std::array allowed_moves{
    Allowed{.from = Step::offered, .to = Step::accepted},
    Allowed{.from = Step::offered, .to = Step::rejected},
    Allowed{.from = Step::offered, .to = Step::recycled},
    Allowed{.from = Step::offered, .to = Step::expired},
    Allowed{.from = Step::offered, .to = Step::withdrawn},
    Allowed{.from = Step::expired, .to = Step::offered},
    Allowed{.from = Step::expired, .to = Step::accepted},
    Allowed{.from = Step::accepted, .to = Step::converted},
    Allowed{.from = Step::accepted, .to = Step::recycled},
    Allowed{.from = Step::accepted, .to = Step::disqualified},
    Allowed{.from = Step::accepted, .to = Step::reassigned},
};

bool may_become(std::optional<Step> from, Step to) {
    if (!from || !is_open(*from)) {
        return to == Step::offered;
    }
    return std::ranges::any_of(
        allowed_moves, [&](const Allowed& move) { return move.from == *from && move.to == to; });
}

std::string refusal(std::optional<Step> from, Step to) {
    if (!from) {
        return "this contact was never handed off";
    }
    return fmt::format("the handoff is {}, so it cannot become {}", name(*from), name(to));
}

Done check_reason(const Move& move, std::span<const std::string> agreed_reasons) {
    if (move.step == Step::disqualified && move.reason.empty()) {
        return fail(
            Failure::invalid, "a reason is needed", {{.where = "/reason", .message = "say why"}});
    }
    if (!needs_agreed_reason(move.step)) {
        return {};
    }
    if (move.reason.empty()) {
        return fail(
            Failure::invalid,
            "a reason is needed",
            {{.where = "/reason", .message = "choose one of the agreement's reject reasons"}});
    }
    if (std::ranges::find(agreed_reasons, move.reason) == agreed_reasons.end()) {
        return fail(
            Failure::invalid,
            fmt::format("\"{}\" is not one of the agreement's reject reasons", move.reason),
            {{.where = "/reason", .message = "choose one of the agreement's reject reasons"}});
    }
    return {};
}

}  // namespace

std::string_view name(Step step) {
    return names.at(static_cast<std::size_t>(step));
}

std::optional<Step> find_step(std::string_view name) {
    const auto* const found = std::ranges::find(names, name);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<Step>(found - names.begin());
}

Step state_after(Step step) {
    return step == Step::reassigned ? Step::accepted : step;
}

bool is_open(Step state) {
    return state == Step::offered || state == Step::accepted || state == Step::expired ||
           state == Step::reassigned;
}

bool needs_agreed_reason(Step step) {
    return step == Step::rejected || step == Step::recycled;
}

Done check_move(std::optional<Step> from,
                const Move& move,
                std::span<const std::string> agreed_reasons) {
    if (!may_become(from, move.step)) {
        return fail(Failure::refused, refusal(from, move.step));
    }
    return check_reason(move, agreed_reasons);
}

}  // namespace baton::handoff
