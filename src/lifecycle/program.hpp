#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/condition.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/score.hpp"

// An agreement's criteria, compiled once: literals folded, patterns and decay tables prepared, and
// for every clause whether time alone can change a verdict through it (rule 4).
namespace baton::lifecycle {

using Index = std::uint32_t;

// Which touches, and for how long they count.
struct Window {
    bool every_kind = false;
    std::vector<std::string> kind_keys;
    std::optional<Condition> where;
    bool names_actor = false;
    std::optional<agreement::Duration> within;
    std::string sum_field;     // of a sum; empty otherwise
    bool counts_days = false;  // a score's line: it needs the local day of each touch
    // Asked only whether it matches any, ever: nothing follows from more than the first.
    bool first_decides = false;
    const agreement::Touches* source = nullptr;

    // All but `where`.
    [[nodiscard]] bool matches_way(const ledger::Dictionary& dictionary,
                                   const ledger::Way& way) const;
};

// Whether a condition's field is one of what the collector says of a touch: these go before the
// touch's own fields.
[[nodiscard]] bool is_way_field(std::string_view name);
// What a condition sees under a name.
[[nodiscard]] Computed touch_field(const ledger::Dictionary& dictionary,
                                   const ledger::Shape& shape,
                                   std::string_view name);

struct ScoreProgram {
    struct Line {
        Index window = 0;
        std::int64_t points = 0;
    };

    Weights weights;
    std::vector<Line> lines;
    bool only_falls = true;  // no line has negative points
};

struct OperandProgram {
    enum class Kind : std::uint8_t { literal, property, aggregate };
    Kind kind = Kind::literal;
    Computed literal = {};
    agreement::Property property = {};
    Index property_code = 0;  // index into Program::properties
    agreement::Aggregate::Kind aggregate = agreement::Aggregate::Kind::count;
    Index window = 0;
    Index score = 0;
};

struct Node {
    agreement::Criterion::Kind kind = agreement::Criterion::Kind::constant;
    std::vector<Index> of = {};
    bool value = false;
    Index index = 0;   // reached: the stage
    Index window = 0;  // any, none
    ledger::HandoffStep handoff = ledger::HandoffStep::offered;
    std::string reason_folded = {};
    ledger::DealStatus deal = ledger::DealStatus::open;
    std::optional<Condition> where = {};
    agreement::Comparator comparator = agreement::Comparator::equal;
    TextTest text = {};
    std::vector<OperandProgram> operands = {};
    std::vector<Computed> members = {};
    std::optional<Wide> counted_to = {};  // the first operand is a count, the other this number
    bool one_property = false;  // a property against literals, not money: a function of its value
    bool shared = false;        // a definition's: evaluated once for each verdict
    const agreement::Criterion* source = nullptr;
};

// A property a criterion reads.
struct PropertyName {
    bool of_company = false;
    std::string name;  // as stored: email_domain is read from email
    bool is_email_domain = false;
    bool operator==(const PropertyName&) const = default;
};

class Program {
public:
    explicit Program(std::shared_ptr<const agreement::Agreement> agreement);

    [[nodiscard]] const agreement::Agreement& agreement() const { return *agreement_; }

    [[nodiscard]] const Calendar& calendar() const { return calendar_; }

    [[nodiscard]] const Node& node(Index index) const { return nodes_[index]; }

    [[nodiscard]] std::size_t nodes() const { return nodes_.size(); }

    [[nodiscard]] const std::vector<Window>& windows() const { return windows_; }

    [[nodiscard]] const std::vector<ScoreProgram>& scores() const { return scores_; }

    [[nodiscard]] const std::vector<PropertyName>& properties() const { return properties_; }

    [[nodiscard]] bool reads_deals() const { return reads_deals_; }

    [[nodiscard]] bool reads_handoffs() const { return agreement_->handoff.has_value(); }

    // The node of a criterion. REQUIRES: it exists, and is not an engagement rule without `while`.
    [[nodiscard]] Index root(Part part, std::size_t index) const {
        return roots_[static_cast<std::size_t>(part)][index];
    }

    [[nodiscard]] std::size_t roots(Part part) const {
        return roots_[static_cast<std::size_t>(part)].size();
    }

    // The clauses of a stage or disqualifier through which time alone matters.
    [[nodiscard]] const std::vector<Index>& timed(Part part, std::size_t index) const {
        return part == Part::stage ? timed_stages_[index] : timed_disqualifiers_[index];
    }

    // The windows that a stage or disqualifier reads, each once, rising.
    [[nodiscard]] const std::vector<Index>& windows_of(Part part, std::size_t index) const {
        return part == Part::stage ? stage_windows_[index] : disqualifier_windows_[index];
    }

private:
    Index compile(const agreement::Criterion& source);
    Index definition(std::size_t index);
    Index add_window(const agreement::Touches& source);
    OperandProgram compile(const agreement::Operand& source);
    OperandProgram property(const agreement::Property& source);
    OperandProgram aggregate(const agreement::Aggregate& source);
    void compile_scores();
    void compile_roots();
    void compile_handoff_roots();
    void mark_timed();
    void mark_windows();

    std::shared_ptr<const agreement::Agreement> agreement_;
    Calendar calendar_;
    std::vector<Node> nodes_;
    std::vector<Window> windows_;
    std::vector<ScoreProgram> scores_;
    std::vector<PropertyName> properties_;
    std::vector<std::optional<Index>> definitions_;
    std::vector<std::vector<Index>> roots_;
    std::vector<std::vector<Index>> timed_stages_;
    std::vector<std::vector<Index>> timed_disqualifiers_;
    std::vector<std::vector<Index>> stage_windows_;
    std::vector<std::vector<Index>> disqualifier_windows_;
    bool reads_deals_ = false;
};

// Whether time alone can turn a clause true (rise) or false (fall), nothing else happening.
struct Turns {
    bool rise = false;
    bool fall = false;
};

[[nodiscard]] Turns turns_by_time(const Program& program, const Node& node);

}  // namespace baton::lifecycle
