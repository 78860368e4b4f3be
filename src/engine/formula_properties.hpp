#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "formula/evaluate.hpp"
#include "formula/expression.hpp"
#include "ledger/timeline.hpp"

// Formula properties: definitions of property_definitions.hpp whose values are worked out when they
// are read, from the record's own properties and its company's.
namespace baton::engine {

// The type of what a formula comes to, when it can be the property `name` of these records.
// Invalid, at "/formula" with line and column, for a mistake in it, and for formulas that would
// need each other, with the chain named.
[[nodiscard]] Result<ValueType> check_formula(const ledger::Timeline& timeline,
                                              const std::string& record,
                                              const std::string& name,
                                              const std::string& text);

// Refused when a formula refers to the property, naming it.
[[nodiscard]] Done check_unused(const ledger::Timeline& timeline,
                                std::string_view record,
                                std::string_view name);

// "1:8: EUR and USD are two currencies".
[[nodiscard]] std::string trouble_text(const formula::Trouble& trouble);

// Whose values a formula reads.
struct FormulaRecord {
    const ledger::Tracks* own = nullptr;
    const ledger::Tracks* company = nullptr;  // null: none
};

// The formulas of one sort of records as they were defined by an instant, read once and worked out
// for any number of records as they stood then. Refers to the timeline: use it under the lock that
// protects it. Not shared between threads.
class Formulas {
public:
    struct At {
        Instant at;  // values and definitions as they stood then
        Date today;
        TimeZone zone;
        Currency currency;  // of amounts that name none
    };

    Formulas(const ledger::Timeline& timeline, std::string_view record, const At& at);

    struct Property {
        std::string name;
        std::string label;
        std::string description;
        ValueType type = ValueType::text;
        bool archived = false;
    };

    [[nodiscard]] const std::vector<Property>& properties() const { return properties_; }

    [[nodiscard]] bool empty() const { return properties_.empty(); }

    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

    // One more that nobody defined: a condition or a column that somebody asks for. Its index is
    // for value().
    [[nodiscard]] Result<std::size_t> add(std::string_view text);
    // Of what was added, or of properties().
    [[nodiscard]] const formula::Expression* expression(std::size_t formula) const;

    // From here on values are those of this record.
    void turn_to(const FormulaRecord& record);

    // The value of a formula, and why there is none where what it needs is known. What it depends
    // on is worked out once a record.
    [[nodiscard]] const formula::Outcome& value(std::size_t formula);

private:
    struct Source {
        bool of_company = false;
        std::optional<std::size_t> formula = {};  // of the record itself
        ledger::Code code = 0;
    };

    enum class State : std::uint8_t { open, busy, done };

    struct Compiled {
        std::optional<formula::Expression> expression = {};
        std::vector<Source> sources = {};
        State state = State::open;
        formula::Outcome outcome = {};
        std::vector<Value> amounts = {};  // those without a currency, given one
        std::vector<const Value*> values = {};
    };

    [[nodiscard]] Result<Compiled> compiled(std::string_view text) const;
    void work_out(Compiled& compiled);
    [[nodiscard]] const Value* value_of(const Source& source);
    [[nodiscard]] const Value* property(const ledger::Tracks* tracks, ledger::Code code) const;

    const ledger::Timeline& timeline_;
    std::string sort_;  // of records
    At at_;
    formula::Types own_types_;
    formula::Types company_types_;
    std::vector<Property> properties_;
    std::vector<Compiled> compiled_;    // those of properties_ first
    std::vector<Formulas> of_company_;  // at most one: the formulas of companies
    FormulaRecord record_;
    std::vector<formula::Evaluator> evaluators_;
};

}  // namespace baton::engine
