#include "oracle/evaluate.hpp"

#include <algorithm>
#include <re2/re2.h>
#include <re2/stringpiece.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "oracle/criteria.hpp"
#include "oracle/ledger.hpp"
#include "oracle/text.hpp"
#include "oracle/value.hpp"
#include "oracle/world.hpp"

namespace oracle {
namespace {

/// The word of the language; of a comparison its operator.
std::string op_name(const Node& node) {
    switch (node.op) {
        case Op::constant: return node.truth ? "true" : "false";
        case Op::all_of: return "and";
        case Op::any_of: return "or";
        case Op::negation: return "not";
        case Op::any_touch: return "any";
        case Op::none_touch: return "none";
        case Op::reached: return "reached";
        case Op::known: return "known";
        case Op::handoff: return "handoff";
        case Op::deal: return "deal";
        case Op::compare: return node.word;
        case Op::in_set: return node.truth ? "not in" : "in";
        case Op::between: return "between";
        case Op::text_test:
            return node.word == "starts" || node.word == "ends" ? node.word + " with" : node.word;
    }
    throw std::runtime_error("an operator that does not exist");
}

bool all_held(const Verdict& verdict) {
    return std::ranges::all_of(verdict.of, &Verdict::held);
}

bool any_held(const Verdict& verdict) {
    return std::ranges::any_of(verdict.of, &Verdict::held);
}

void judge_touches(const Node& node, const Scene& scene, Verdict& verdict) {
    for (const Event* touch : counted(*node.touches, scene))
        verdict.evidence.push_back(touch->position);
    verdict.held = verdict.evidence.empty() == (node.op == Op::none_touch);
}

void judge_handoff(const Node& node, const Scene& scene, Verdict& verdict) {
    if (!scene.contract.recycling) return;
    const Event* last = nullptr;
    for (const Event* event : scene.world.handoffs) {
        if (text_field(*event, "event") != "reassigned") last = event;
    }
    if (last == nullptr) return;
    verdict.evidence.push_back(last->position);
    const std::string state = node.word == "open" ? "offered" : node.word;
    verdict.held = text_field(*last, "event") == state &&
                   (!node.reason || folded(*node.reason) == folded(text_field(*last, "reason")));
}

void judge_deal(const Node& node, const Scene& scene, Verdict& verdict) {
    for (const Deal& deal : scene.world.deals) {
        if (deal.status != node.word) continue;
        Scene inside = scene;
        inside.deal = &deal;
        if (node.where && !evaluate(*node.where, inside).held) continue;
        verdict.held = true;
        verdict.evidence.push_back(deal.status_event->position);
    }
    std::ranges::sort(verdict.evidence);
}

bool one_text_holds(const Node& node, const std::string& text) {
    const std::string& wanted = node.operands.at(1).literal.text;
    if (node.word == "matches") {
        const std::string normal = normal_form(text);
        return RE2::PartialMatch(re2::StringPiece(normal), *node.pattern);
    }
    const std::string whole = folded(text);
    const std::string part = folded(wanted);
    if (node.word == "contains") return whole.contains(part);
    if (node.word == "starts") return whole.starts_with(part);
    return whole.ends_with(part);
}

bool text_holds(const Node& node, const Value& value) {
    if (value.type == Type::text) return one_text_holds(node, value.text);
    if (value.type != Type::multi || node.word != "contains") return false;
    return std::ranges::any_of(value.items, [&](const std::string& item) {
        return folded(item) == folded(node.operands.at(1).literal.text);
    });
}

void judge_comparison(const Node& node, const Scene& scene, Verdict& verdict) {
    std::vector<Value> values;
    for (const Operand& operand : node.operands) {
        Measured measured = measure(operand, scene);
        verdict.evidence.insert(
            verdict.evidence.end(), measured.evidence.begin(), measured.evidence.end());
        values.push_back(std::move(measured.value));
    }
    verdict.value = values.front();
    verdict.need.assign(values.begin() + 1, values.end());
    if (node.op == Op::in_set) verdict.need = node.set;
    if (!std::ranges::all_of(values, is_known)) return;
    if (node.op == Op::compare) verdict.held = compares(node.word, values[0], values[1], scene);
    if (node.op == Op::text_test) verdict.held = text_holds(node, values[0]);
    if (node.op == Op::in_set) verdict.held = is_in(values[0], node.set, scene) != node.truth;
    if (node.op == Op::between) {
        verdict.held = compares(">=", values[0], values[1], scene) &&
                       compares("<=", values[0], values[2], scene);
    }
}

}  // namespace

Verdict evaluate(const Node& node, const Scene& scene) {
    Verdict verdict{.op = op_name(node), .text = node.text};
    for (const Node& child : node.children)
        verdict.of.push_back(evaluate(child, scene));
    switch (node.op) {
        case Op::constant: verdict.held = node.truth; break;
        case Op::all_of: verdict.held = all_held(verdict); break;
        case Op::any_of: verdict.held = any_held(verdict); break;
        case Op::negation: verdict.held = !all_held(verdict); break;
        case Op::any_touch:
        case Op::none_touch: judge_touches(node, scene, verdict); break;
        case Op::reached: verdict.held = std::ranges::count(scene.reached, node.word) > 0; break;
        case Op::known: {
            Measured measured = measure(node.operands.front(), scene);
            verdict.held = is_known(measured.value);
            verdict.evidence = std::move(measured.evidence);
            break;
        }
        case Op::handoff: judge_handoff(node, scene, verdict); break;
        case Op::deal: judge_deal(node, scene, verdict); break;
        case Op::compare:
        case Op::in_set:
        case Op::between:
        case Op::text_test: judge_comparison(node, scene, verdict); break;
    }
    return verdict;
}

}  // namespace oracle
