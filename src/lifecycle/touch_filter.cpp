#include "lifecycle/touch_filter.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "agreement/ast.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "lifecycle/condition.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

using Kind = agreement::Condition::Kind;

TouchFilter::TouchFilter(const Window& window, const ledger::Dictionary& dictionary)
    : window_(window), dictionary_(dictionary) {
    if (window.where) add(*window.where);
}

std::size_t TouchFilter::add(const Condition& source) {
    Test test{.source = &source};
    for (const auto& child : source.of())
        test.of.push_back(add(child));
    const auto& field = source.field();
    if (const auto column = ledger::find_column(field); column && test.of.empty()) {
        test.by = By::column;
        test.column = *column;
    } else if (is_way_field(field)) {
        test.by = By::way;
    }
    tests_.push_back(std::move(test));
    return tests_.size() - 1;
}

std::optional<TouchFilter::OneColumn> TouchFilter::one_column() const {
    if (tests_.empty() || tests_.back().by != By::column) return std::nullopt;
    const auto& root = tests_.back();
    return OneColumn{.column = root.column,
                     .verdicts = root.verdicts,
                     .none_is_known = !dictionary_.overflows(root.column)};
}

bool TouchFilter::try_way(ledger::ShapeCode shape) {
    const auto way = dictionary_.shape(shape);
    const bool yes = window_.matches_way(
        dictionary_,
        {.kind = way.kind, .actor = way.actor, .trust = way.trust, .direction = way.direction});
    if (shape.way == ledger::ShapeCode::far_way) return yes;
    if (shape.way >= ways_.size()) ways_.resize(std::size_t{shape.way} + 1, Verdict::untried);
    ways_[shape.way] = yes ? Verdict::yes : Verdict::no;
    return yes;
}

bool TouchFilter::holds(std::size_t test, ledger::ShapeCode shape) {
    const auto child_holds = [&](std::size_t child) { return holds(child, shape); };
    auto& node = tests_[test];
    switch (node.source->kind()) {
        case Kind::all_of: return std::ranges::all_of(node.of, child_holds);
        case Kind::any_of: return std::ranges::any_of(node.of, child_holds);
        case Kind::negation: return !holds(node.of.front(), shape);
        case Kind::constant: return node.source->constant();
        case Kind::known:
        case Kind::compare:
        case Kind::in_set:
        case Kind::between:
        case Kind::text: break;
    }
    return compares(node, shape);
}

bool TouchFilter::compares(Test& test, ledger::ShapeCode shape) {
    const auto code = code_of(test, shape);
    if (!code) return compares_afresh(test, shape);
    if (*code >= test.verdicts.size()) {
        test.verdicts.resize(std::max(*code + 1, test.verdicts.size() * 2), Verdict::untried);
    }
    auto& verdict = test.verdicts[*code];
    if (verdict == Verdict::untried) {
        verdict = compares_afresh(test, shape) ? Verdict::yes : Verdict::no;
    }
    return verdict == Verdict::yes;
}

bool TouchFilter::compares_afresh(const Test& test, ledger::ShapeCode shape) const {
    return test.source->compares(
        touch_field(dictionary_, dictionary_.shape(shape), test.source->field()));
}

std::optional<std::size_t> TouchFilter::code_of(const Test& test, ledger::ShapeCode shape) const {
    const bool far = shape.way == ledger::ShapeCode::far_way;
    switch (test.by) {
        case By::way: return far ? std::nullopt : std::optional<std::size_t>(shape.way);
        case By::column: {
            const auto code = shape.columns[static_cast<std::size_t>(test.column)];
            if (code == 0 && dictionary_.overflows(test.column)) return std::nullopt;
            return code;
        }
        case By::rest: break;
    }
    return far ? std::nullopt : std::optional<std::size_t>(shape.rest);
}

}  // namespace baton::lifecycle
