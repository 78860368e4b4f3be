#include "lifecycle/outlook.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "ledger/facts.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/bounds.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/postings.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"

namespace baton::lifecycle {

using Kind = agreement::Criterion::Kind;
using Sort = agreement::Aggregate::Kind;
using ledger::Facts;

namespace {

bool orders(agreement::Comparator comparator) {
    return comparator != agreement::Comparator::equal &&
           comparator != agreement::Comparator::not_equal;
}

std::uint8_t always(bool holds) {
    return holds ? can_hold : can_fail;
}

std::uint8_t bit(bool yes, std::uint8_t bit) {
    return yes ? bit : std::uint8_t{0};
}

}  // namespace

Outlook::Outlook(Reading& reading)
    : reading_(reading), facts_(reading.program().properties().size()) {
    const auto& program = reading.program();
    for (Index index = 0; index < program.nodes(); ++index)
        costly_.push_back(is_costly(index));
}

void Outlook::look(Index root, ledger::Slot from, std::span<std::uint8_t> bounds, Ask ask) {
    from_ = from;
    ask_ = ask;
    with_touches_ = false;
    is_sparse_ = false;
    node(root, bounds, 0);
    const auto& timeline = reading_.timeline();
    if (!timeline.gathered_any()) return;
    for (std::size_t place = 0; place < bounds.size(); ++place) {
        if (gathered(from + static_cast<ledger::Slot>(place))) bounds[place] = can_be_both;
    }
}

bool Outlook::gathered(ledger::Slot slot) const {
    return reading_.timeline().brief(slot).has(ledger::Brief::gathered);
}

bool Outlook::can_hold_with_touches(Index root, ledger::Slot slot) {
    if (gathered(slot)) return true;
    from_ = slot;
    with_touches_ = true;
    is_sparse_ = false;
    std::uint8_t bounds = 0;
    node(root, {&bounds, 1}, 0);
    return (bounds & can_hold) != 0;
}

void Outlook::node(Index index, Column bounds, std::size_t depth) {
    const auto& node = reading_.program().node(index);
    if (node.one_property) {
        property_clause(index, node, bounds);
        return;
    }
    switch (node.kind) {
        case Kind::all_of:
        case Kind::any_of: joint(node, bounds, depth); return;
        case Kind::negation:
            this->node(node.of.front(), bounds, depth);
            for (auto& each : bounds)
                each = static_cast<std::uint8_t>((each >> 1U) | ((each & 1U) << 1U));
            return;
        case Kind::constant:
        case Kind::definition:
        case Kind::any:
        case Kind::none:
        case Kind::reached:
        case Kind::known:
        case Kind::handoff:
        case Kind::deal:
        case Kind::compare:
        case Kind::in_set:
        case Kind::between:
        case Kind::text: break;
    }
    clause(node, bounds);
}

void Outlook::clause(const Node& node, Column bounds) {
    switch (node.kind) {
        case Kind::constant: std::ranges::fill(bounds, always(node.value)); return;
        case Kind::any:
        case Kind::none:
            each_count(node.window, bounds, [&](std::optional<std::size_t> count) {
                return count == 0 ? always(node.kind == Kind::none) : std::uint8_t{can_be_both};
            });
            return;
        case Kind::known: known(node, bounds); return;
        case Kind::handoff: noted(ledger::Brief::had_handoffs, bounds); return;
        case Kind::deal: noted(ledger::Brief::had_deals, bounds); return;
        case Kind::reached: std::ranges::fill(bounds, can_be_both); return;
        case Kind::compare:
        case Kind::in_set:
        case Kind::between:
        case Kind::text:
        case Kind::all_of:
        case Kind::any_of:
        case Kind::negation:
        case Kind::definition: break;
    }
    if (node.counted_to) {
        each_count(node.operands.front().window, bounds, [&](std::optional<std::size_t> count) {
            return count_bounds(node, count);
        });
        return;
    }
    const bool counts = std::ranges::any_of(node.operands, [](const OperandProgram& operand) {
        return operand.kind == OperandProgram::Kind::aggregate;
    });
    if (counts && !with_touches_) {
        std::ranges::fill(bounds, can_be_both);
        return;
    }
    each_place(bounds, [&](std::size_t place) {
        bounds[place] = counted(node, from_ + static_cast<ledger::Slot>(place));
    });
}

template <typename Visit>
void Outlook::each_place(Column bounds, Visit visit) const {
    if (is_sparse_) {
        for (const auto place : places_)
            visit(std::size_t{place});
        return;
    }
    for (std::size_t place = 0; place < bounds.size(); ++place)
        visit(place);
}

void Outlook::noted(std::uint32_t notes, Column bounds) {
    each_place(bounds, [&](std::size_t place) {
        const auto& brief = reading_.timeline().brief(from_ + static_cast<ledger::Slot>(place));
        bounds[place] = brief.has(notes) ? can_be_both : can_fail;
    });
}

// Before it is set a property is unknown, and the clause fails.
std::uint8_t Outlook::property_bounds(Index index, const Node& node, ledger::Code value) {
    const bool may = value == Facts::varies || reading_.value_holds(index, node, value);
    return static_cast<std::uint8_t>(can_fail | bit(may, can_hold));
}

void Outlook::property_clause(Index index, const Node& node, Column bounds) {
    const auto& operand = node.operands.front();
    if (!reading_.program().properties()[operand.property_code].of_company) {
        own_property_clause(index, node, bounds);
        return;
    }
    each_fact(operand, bounds.size(), [&](std::size_t place, ledger::Code value) {
        bounds[place] = property_bounds(index, node, value);
    });
}

void Outlook::own_property_clause(Index index, const Node& node, Column bounds) {
    using Verdict = Reading::Verdict;
    const auto* facts = facts_of(node.operands.front().property_code);
    const auto codes = facts == nullptr ? std::span<const ledger::Code>() : facts->codes();
    const auto there =
        std::min(bounds.size(), codes.size() - std::min<std::size_t>(from_, codes.size()));
    const ledger::Code* const code = codes.data() + (there == 0 ? 0 : from_);
    std::span<const Verdict> verdicts = reading_.verdicts(index);
    for (std::size_t place = 0; place < there; ++place) {
        const auto verdict =
            code[place] < verdicts.size() ? verdicts.data()[code[place]] : Verdict::untried;
        if (verdict != Verdict::untried || code[place] == Facts::none) {
            bounds[place] = verdict == Verdict::yes ? can_be_both : can_fail;
            continue;
        }
        bounds[place] = property_bounds(index, node, code[place]);
        verdicts = reading_.verdicts(index);
    }
    std::ranges::fill(bounds.subspan(there), can_fail);
}

void Outlook::known(const Node& node, Column bounds) {
    const auto& operand = node.operands.front();
    if (operand.kind != OperandProgram::Kind::property) {
        std::ranges::fill(bounds, can_be_both);
        return;
    }
    each_fact(operand, bounds.size(), [&](std::size_t place, ledger::Code value) {
        bounds[place] = value == Facts::none ? can_fail : can_be_both;
    });
}

// Facts move in memory only when properties are added, and the timeline stands still meanwhile.
const Facts* Outlook::facts_of(Index property) {
    auto& facts = facts_[property];
    const auto name = reading_.code_of(property);
    if (facts != nullptr || name == ledger::no_code) return facts;
    const auto& timeline = reading_.timeline();
    facts = reading_.program().properties()[property].of_company
                ? timeline.company_facts().find(name)
                : timeline.contact_facts().find(name);
    return facts;
}

template <typename Visit>
void Outlook::each_fact(const OperandProgram& operand, std::size_t count, Visit visit) {
    const auto& timeline = reading_.timeline();
    const auto* facts = facts_of(operand.property_code);
    const bool of_company = reading_.program().properties()[operand.property_code].of_company;
    for (std::size_t place = 0; place < count; ++place) {
        const auto slot = from_ + static_cast<ledger::Slot>(place);
        auto record = slot;
        if (of_company) {
            const auto company = timeline.primary_companies()[slot];
            if (company == Facts::none || company == Facts::varies || facts == nullptr) {
                visit(place, company == Facts::varies ? Facts::varies : Facts::none);
                continue;
            }
            record = company - 1;
        }
        visit(place, facts == nullptr ? Facts::none : (*facts)[record]);
    }
}

ledger::Code Outlook::fact(const OperandProgram& operand, ledger::Slot slot) {
    auto found = Facts::none;
    const auto from = std::exchange(from_, slot);
    each_fact(operand, 1, [&](std::size_t /*place*/, ledger::Code code) { found = code; });
    from_ = from;
    return found;
}

// Sets the bounds of each contact by how many touches the window ever matches, if that is known.
template <typename BoundsOf>
void Outlook::each_count(Index window, Column bounds, BoundsOf bounds_of) {
    auto& windows = reading_.windows();
    if (with_touches_) {
        const bool known = windows.is_collected(window);
        bounds.front() = bounds_of(known ? std::optional(windows.matches(window)) : std::nullopt);
        return;
    }
    // Where everybody would have to be counted, that can wait until they are read one by one.
    const bool counts = ask_ == Ask::touches && is_sparse_;
    const auto* remembered = windows.remembered(window);
    if (remembered == nullptr && !counts) {
        std::ranges::fill(bounds, bounds_of(std::nullopt));
        return;
    }
    constexpr std::uint32_t small = 32;
    std::array<std::uint8_t, small> of_small = {};
    for (std::uint32_t count = 0; count < small; ++count)
        of_small[count] = bounds_of(count);
    const auto tell = [&](std::size_t place, std::uint32_t count) {
        bounds[place] = count < small ? of_small.data()[count] : bounds_of(count);
    };
    const auto unknown = bounds_of(std::nullopt);
    uncounted_.clear();
    each_place(bounds, [&](std::size_t place) {
        const auto slot = from_ + static_cast<ledger::Slot>(place);
        const auto count = remembered == nullptr ? Postings::unknown
                                                 : remembered->count_or_unknown(
                                                       slot, reading_.timeline().brief(slot));
        if (count != Postings::unknown) return tell(place, count);
        bounds[place] = unknown;
        if (counts) uncounted_.push_back(static_cast<std::uint32_t>(place));
    });
    count_touches(window, tell);
}

// Contacts and their touches lie all over the memory: the next are asked for while one is counted.
template <typename Tell>
void Outlook::count_touches(Index window, Tell tell) {
    constexpr std::size_t far = 24;
    constexpr std::size_t near = 16;
    constexpr std::size_t next = 8;
    const auto& contacts = reading_.timeline().contacts();
    const auto contact_at = [&](std::size_t each) -> const ledger::Contact& {
        return contacts[from_ + uncounted_[std::min(each, uncounted_.size() - 1)]];
    };
    for (std::size_t each = 0; each < uncounted_.size(); ++each) {
        __builtin_prefetch(&contact_at(each + far).own.touches);
        contact_at(each + near).all().touches.prefetch();
        contact_at(each + next).all().touches.prefetch_codes();
        const auto place = uncounted_[each];
        tell(place, reading_.windows().count_ever(window, from_ + place));
    }
}

// A count lies between none and the most that ever fall into the window together, and comparing by
// size changes at most once in between.
std::uint8_t Outlook::count_bounds(const Node& node, std::optional<std::size_t> count) const {
    if (!count) return can_be_both;
    const auto window = node.operands.front().window;
    const auto holds = [&](std::size_t many) {
        return compare(lifecycle::counted(many), node.comparator, *node.counted_to);
    };
    const bool with_none = holds(0);
    if (!orders(node.comparator)) {
        return *count == 0 ? always(with_none) : std::uint8_t{can_be_both};
    }
    auto with_all = holds(*count);
    const bool by_time = with_touches_ && with_all != with_none;
    if (by_time) with_all = holds(reading_.windows().most_together(window));
    return bit(with_none || with_all, can_hold) | bit(!with_none || !with_all, can_fail);
}

// A comparison, or a test of text, of what may be counted.
std::uint8_t Outlook::counted(const Node& node, ledger::Slot slot) {
    std::vector<Computed> values;
    bool open = false;
    for (const auto& operand : node.operands) {
        auto value = fixed(operand, slot);
        open = open || !value;
        values.push_back(value ? *std::move(value) : Computed{});
    }
    return open ? std::uint8_t{can_be_both} : always(reading_.test(node, values));
}

std::optional<Computed> Outlook::fixed(const OperandProgram& operand, ledger::Slot slot) {
    switch (operand.kind) {
        case OperandProgram::Kind::literal: return operand.literal;
        case OperandProgram::Kind::property:
            return fact(operand, slot) == Facts::none ? std::optional(Computed{}) : std::nullopt;
        case OperandProgram::Kind::aggregate: break;
    }
    return with_touches_ ? fixed_aggregate(operand) : std::nullopt;
}

std::optional<Computed> Outlook::fixed_aggregate(const OperandProgram& operand) const {
    const auto& windows = reading_.windows();
    if (operand.aggregate == Sort::score) {
        const auto& lines = reading_.program().scores()[operand.score].lines;
        const bool nothing = std::ranges::all_of(lines, [&](const ScoreProgram::Line& line) {
            return windows.is_collected(line.window) && windows.matches(line.window) == 0;
        });
        return nothing ? std::optional(computed_number(0)) : std::nullopt;
    }
    const bool none = windows.is_collected(operand.window) && windows.matches(operand.window) == 0;
    if (!none) return std::nullopt;
    const bool of_nothing_is_zero =
        operand.aggregate == Sort::count || operand.aggregate == Sort::sum;
    return of_nothing_is_zero ? computed_number(0) : Computed{};
}

}  // namespace baton::lifecycle
