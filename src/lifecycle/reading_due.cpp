#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/windows.hpp"

// When time alone turns a clause: windows end, days tick, scores fall at local midnights (rule 4).
namespace baton::lifecycle {

using Kind = agreement::Criterion::Kind;
using Sort = agreement::Aggregate::Kind;

namespace {

constexpr Wide one = decimal_one;

bool is_literal(const OperandProgram& operand) {
    return operand.kind == OperandProgram::Kind::literal;
}

Wide floor_of(Wide millionths) {
    const auto quotient = millionths / one;
    return millionths % one < 0 ? quotient - 1 : quotient;
}

// Whole numbers at which the truth of a comparison with `literal` can change.
void add_breaks(const Computed& literal, std::vector<Wide>& breaks) {
    if (literal.kind != Computed::Kind::number) return;
    const auto floor = floor_of(literal.number);
    breaks.push_back(floor);
    breaks.push_back(floor + 1);
}

bool is_ordering(agreement::Comparator comparator) {
    return comparator != agreement::Comparator::equal &&
           comparator != agreement::Comparator::not_equal;
}

}  // namespace

Instant Reading::due(const std::vector<Index>& clauses, const Scene& scene) {
    auto due = Instant::latest();
    for (const auto clause : clauses) {
        due = std::min(due, clause_due(program_.node(clause), scene));
    }
    return due;
}

Instant Reading::clause_due(const Node& node, const Scene& scene) {
    if (node.kind == Kind::any || node.kind == Kind::none) {
        const auto range = windows_.range(node.window, scene.at, scene.cutoff);
        return range.empty() ? Instant::latest() : windows_.expiry(node.window, range.end - 1);
    }
    auto due = Instant::latest();
    for (std::size_t operand = 0; operand < node.operands.size(); ++operand) {
        if (node.operands[operand].kind != OperandProgram::Kind::aggregate) continue;
        due = std::min(due, operand_due(node, operand, scene));
    }
    return due;
}

Instant Reading::operand_due(const Node& node, std::size_t operand, const Scene& scene) {
    const auto& source = node.operands[operand];
    if (source.aggregate == Sort::score) return score_due(node, operand, scene);
    const auto range = windows_.range(source.window, scene.at, scene.cutoff);
    if (range.empty()) return Instant::latest();
    const auto first_ends = windows_.expiry(source.window, range.begin);
    const auto last_ends = windows_.expiry(source.window, range.end - 1);
    const auto first_at = windows_.match(source.window, range.begin).at;
    const auto last_at = windows_.match(source.window, range.end - 1).at;
    switch (source.aggregate) {
        case Sort::count:
        case Sort::sum:
        case Sort::first: return first_ends;
        case Sort::last: return last_ends;
        case Sort::days_since_first:
            return std::min(first_ends, tick_due(node, first_at, scene.at));
        case Sort::days_since_last: return std::min(last_ends, tick_due(node, last_at, scene.at));
        case Sort::score: break;
    }
    return Instant::latest();
}

// The next day tick that can matter: beside literals only the few at which a comparison turns.
Instant Reading::tick_due(const Node& node, Instant touched, Instant at) {
    const Wide days = (at.micros - touched.micros) / day_micros;
    std::vector<Wide> breaks;
    for (const auto& member : node.members)
        add_breaks(member, breaks);
    std::size_t moving = 0;
    for (const auto& operand : node.operands) {
        add_breaks(operand.literal, breaks);
        if (!is_literal(operand)) ++moving;
    }
    if (moving > 1) breaks.push_back(days + 1);
    std::optional<Wide> next;
    for (const auto each : breaks) {
        if (each > days && (!next || each < *next)) next = each;
    }
    constexpr Wide days_max = 4'000'000;
    if (!next || *next > days_max) return Instant::latest();
    return plus(touched, static_cast<std::int64_t>(*next) * day_micros);
}

// Scores change at local midnights. One that only falls, ordered against a literal, turns at most
// once.
Instant Reading::score_due(const Node& node, std::size_t operand, const Scene& scene) {
    const auto& score = program_.scores()[node.operands[operand].score];
    const auto gone = score.weights.gone_after();
    if (!gone) return Instant::latest();
    const auto& zone = program_.calendar().zone;
    const auto today = zone.day_of(scene.at).days;
    auto last_day = std::int64_t{today} - 1;
    for (const auto& line : score.lines) {
        const auto range = windows_.range(line.window, scene.at, scene.cutoff);
        if (range.empty()) continue;
        last_day = std::max(last_day, windows_.day(line.window, range.end - 1) + *gone);
    }
    if (last_day <= today) return Instant::latest();
    const bool one_turn = node.kind == Kind::compare && score.only_falls &&
                          is_ordering(node.comparator) && is_literal(node.operands[1 - operand]);
    if (!one_turn) return zone.start_of({.days = today + 1});
    std::vector<Computed> values{node.operands[0].literal, node.operands[1].literal};
    const auto truth = [&](std::int64_t day) {
        values[operand] = computed_number(score_on(score, scene, static_cast<std::int32_t>(day)));
        return test(node, values);
    };
    const bool now = truth(today);
    if (truth(last_day) == now) return Instant::latest();
    auto same = std::int64_t{today};
    auto turned = last_day;
    while (turned - same > 1) {
        const auto middle = same + (turned - same) / 2;
        (truth(middle) == now ? same : turned) = middle;
    }
    return zone.start_of({.days = static_cast<std::int32_t>(turned)});
}

}  // namespace baton::lifecycle
