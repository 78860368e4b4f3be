#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ledger/timeline_dictionary.hpp"
#include "ledger/touches.hpp"
#include "lifecycle/condition.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

// Which touches a window matches, with a memory of every verdict by code: each comparison is
// evaluated once per distinct value of the column it reads, so a touch costs a few look-ups. One
// for each thread; the dictionary may grow between calls.
class TouchFilter {
public:
    enum class Verdict : std::uint8_t { untried, no, yes };

    // What is known of a condition that is one comparison of one column: verdicts by its code.
    struct OneColumn {
        ledger::Column column = ledger::Column::channel;
        std::span<const Verdict> verdicts = {};
        bool none_is_known = false;  // code 0 says that the touch lacks the field
    };

    TouchFilter(const Window& window, const ledger::Dictionary& dictionary);

    [[nodiscard]] bool matches(ledger::ShapeCode shape) {
        return way_matches(shape) && fields_match(shape);
    }

    // The same of a packed touch, of which only what is asked about is read.
    [[nodiscard]] bool fields_match(const ledger::Touches::Packed& packed, std::size_t place) {
        if (tests_.empty()) return true;
        const auto& root = tests_.back();
        const bool simple = root.by == By::column && root.of.empty();
        if (simple) {
            const auto code = packed.columns[static_cast<std::size_t>(root.column)][place];
            const bool known =
                code < root.verdicts.size() && code != 0 && root.verdicts[code] != Verdict::untried;
            if (known) return root.verdicts[code] == Verdict::yes;
        }
        return holds(tests_.size() - 1, packed.shape(place));
    }

    // What `where` says. REQUIRES: the way matches.
    [[nodiscard]] bool fields_match(ledger::ShapeCode shape) {
        if (tests_.empty()) return true;
        auto& root = tests_.back();
        const bool simple = root.by == By::column && root.of.empty();
        if (simple) {
            const auto code = shape.columns[static_cast<std::size_t>(root.column)];
            const bool known =
                code < root.verdicts.size() && code != 0 && root.verdicts[code] != Verdict::untried;
            if (known) return root.verdicts[code] == Verdict::yes;
        }
        return holds(tests_.size() - 1, shape);
    }

    // Nothing is asked but the way.
    [[nodiscard]] bool asks_no_field() const { return tests_.empty(); }

    // Valid until the next touch is asked about; nothing for other conditions.
    [[nodiscard]] std::optional<OneColumn> one_column() const;

    // Whether touches of this way can match, whatever their fields say.
    [[nodiscard]] bool way_matches(ledger::ShapeCode shape) {
        if (shape.way < ways_.size() && ways_[shape.way] != Verdict::untried) {
            return ways_[shape.way] == Verdict::yes;
        }
        return try_way(shape);
    }

private:
    // What a comparison's verdict is remembered by.
    enum class By : std::uint8_t { way, column, rest };

    // A node of the condition, children before parents.
    struct Test {
        const Condition* source = nullptr;
        std::vector<std::size_t> of = {};
        By by = By::rest;
        ledger::Column column = ledger::Column::channel;
        std::vector<Verdict> verdicts = {};
    };

    std::size_t add(const Condition& source);
    bool try_way(ledger::ShapeCode shape);
    bool holds(std::size_t test, ledger::ShapeCode shape);
    bool compares(Test& test, ledger::ShapeCode shape);
    [[nodiscard]] bool compares_afresh(const Test& test, ledger::ShapeCode shape) const;
    // Nothing when it cannot be remembered.
    [[nodiscard]] std::optional<std::size_t> code_of(const Test& test,
                                                     ledger::ShapeCode shape) const;

    const Window& window_;
    const ledger::Dictionary& dictionary_;
    std::vector<Verdict> ways_;
    std::vector<Test> tests_;
};

}  // namespace baton::lifecycle
