#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/bounds.hpp"
#include "lifecycle/common_bounds.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/outlook.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/windows.hpp"

// What follows of criteria from what their clauses can be.
namespace baton::lifecycle {

using Kind = agreement::Criterion::Kind;

namespace {

// Joins what one more clause can be to what those before it can.
void combine(std::span<std::uint8_t> bounds,
             std::span<const std::uint8_t> each,
             std::uint8_t all_bit) {
    const auto all = in_every_byte(all_bit);
    const auto any = in_every_byte(static_cast<std::uint8_t>(can_be_both ^ all_bit));
    combine_bytes(bounds, each, [all, any](std::uint64_t so_far, std::uint64_t more) {
        return (so_far & more & all) | ((so_far | more) & any);
    });
}

}  // namespace

// Children come before their parents.
bool Outlook::is_costly(Index index) const {
    const auto& node = reading_.program().node(index);
    if (std::ranges::any_of(node.of, [&](Index child) { return costly_[child]; })) return true;
    switch (node.kind) {
        case Kind::any:
        case Kind::none:
        case Kind::handoff:
        case Kind::deal: return true;
        case Kind::constant:
        case Kind::definition:
        case Kind::reached:
        case Kind::known:
        case Kind::compare:
        case Kind::in_set:
        case Kind::between:
        case Kind::text:
        case Kind::all_of:
        case Kind::any_of:
        case Kind::negation: break;
    }
    return std::ranges::any_of(node.operands, [](const OperandProgram& operand) {
        return operand.kind == OperandProgram::Kind::aggregate;
    });
}

void Outlook::share(CommonBounds& common) {
    common_ = &common;
    const auto& program = reading_.program();
    numbers_.clear();
    for (Index index = 0; index < program.nodes(); ++index)
        numbers_.push_back(common.number_of(program, program.node(index)));
}

// All hold where none must fail, and fail where one can; any the other way round. Once one has
// failed for certain, or has held, the others change nothing: what costs is asked last, and only
// where it matters.
void Outlook::joint(const Node& node, Column bounds, std::size_t depth) {
    const std::uint8_t all_bit = node.kind == Kind::all_of ? can_hold : can_fail;
    std::ranges::fill(bounds, all_bit);
    // Those that make up the whole were asked already of whoever is looked at with touches.
    const bool asked = with_touches_ && depth == 0 && node.kind == Kind::all_of;
    if (!asked) joint_of(node, false, bounds, depth);
    joint_of(node, true, bounds, depth);
}

void Outlook::joint_of(const Node& node, bool costly, Column bounds, std::size_t depth) {
    const std::uint8_t all_bit = node.kind == Kind::all_of ? can_hold : can_fail;
    for (const auto child : node.of) {
        if (costly_[child] != costly) continue;
        const bool narrows = costly && !with_touches_ && !is_sparse_;
        if (!narrows) {
            add(child, all_bit, bounds, depth);
            continue;
        }
        places_.clear();
        each_where(bounds, all_bit, [&](std::size_t place) {
            places_.push_back(static_cast<std::uint32_t>(place));
        });
        is_sparse_ = true;
        if (!places_.empty()) add(child, all_bit, bounds, depth);
        is_sparse_ = false;
    }
}

void Outlook::add(Index child, std::uint8_t all_bit, Column bounds, std::size_t depth) {
    if (add_common(child, all_bit, bounds)) return;
    if (scratch_.size() <= depth) scratch_.resize(depth + 1);
    if (scratch_[depth].size() < bounds.size()) scratch_[depth].resize(bounds.size());
    const Column each(scratch_[depth].data(), bounds.size());
    node(child, each, depth + 1);
    combine(bounds, each, all_bit);
}

// What it was for another draft.
bool Outlook::add_common(Index child, std::uint8_t all_bit, Column bounds) {
    if (common_ == nullptr || with_touches_ || !numbers_[child]) return false;
    const CommonBounds::Run run{
        .from = from_, .count = bounds.size(), .last_order = reading_.timeline().last_order()};
    const auto* known = common_->find(*numbers_[child], run);
    if (known == nullptr) {
        auto& fresh = common_->put(*numbers_[child], run);
        property_clause(child, reading_.program().node(child), fresh);
        known = &fresh;
    }
    combine(bounds, *known, all_bit);
    return true;
}

Instant Outlook::first_possible(Index root) const {
    const auto& node = reading_.program().node(root);
    if (node.counted_to) return first_count(node);
    auto first = Instant::earliest();
    if (node.kind == Kind::any) return reading_.windows().first_together(node.window, 1);
    if (node.kind == Kind::all_of) {
        for (const auto child : node.of)
            first = std::max(first, first_possible(child));
    }
    if (node.kind == Kind::any_of) {
        first = Instant::latest();
        for (const auto child : node.of)
            first = std::min(first, first_possible(child));
    }
    return first;
}

// The least number that is enough, and when there can first be as many.
Instant Outlook::first_count(const Node& node) const {
    const auto window = node.operands.front().window;
    const auto enough = [&](std::size_t many) {
        return compare(lifecycle::counted(many), node.comparator, *node.counted_to);
    };
    const bool rises = node.comparator == agreement::Comparator::greater ||
                       node.comparator == agreement::Comparator::at_least;
    if (!rises || enough(0)) return Instant::earliest();
    const auto matches = reading_.windows().matches(window);
    for (std::size_t many = 1; many <= matches; ++many) {
        if (enough(many)) return reading_.windows().first_together(window, many);
    }
    return Instant::latest();
}

}  // namespace baton::lifecycle
