#pragma once

#include <algorithm>
#include <boost/describe/class.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/formula_properties.hpp"
#include "engine/property_definitions.hpp"
#include "engine/workspace.hpp"

// Lists that show, sort and filter by any property, formulas too.
namespace baton::engine {

// All by name: "tier", or "company.industry" where records have a company.
struct PropertiesWish {
    std::vector<std::string> columns = {};
    std::string sort = {};   // "-tier" turns it round; empty: the list's own order
    std::string where = {};  // a formula that is true or false: tier = "gold" and seats > 10

    [[nodiscard]] bool arranges() const { return !sort.empty() || !where.empty(); }
};

// One value of a row that was asked for.
struct ListedValue {
    std::string name = {};
    boost::json::value value = {};
    std::string text = {};  // for people
};

BOOST_DESCRIBE_STRUCT(ListedValue, (), (name, value, text))

// Read once for a list, worked out row by row, as it stands now. Use it inside one read.
class ListedProperties {
public:
    // Invalid, at "?columns", "?sort" or "?where", for what no such record has.
    [[nodiscard]] static Result<ListedProperties> read(const Workspace::View& view,
                                                       std::string_view record,
                                                       const PropertiesWish& wish,
                                                       Instant now);

    [[nodiscard]] bool sorts() const { return sort_.has_value(); }

    // Whether the condition holds; true without one.
    [[nodiscard]] bool holds(const FormulaRecord& record);
    // What the list is sorted by. REQUIRES: sorts().
    [[nodiscard]] Value key(const FormulaRecord& record);
    [[nodiscard]] std::vector<ListedValue> values(const FormulaRecord& record);

    // Whether a key stands before another, what is unknown always last.
    [[nodiscard]] bool before(const Value& left, const Value& right) const;

private:
    struct Column {
        std::string name;
        std::size_t formula = 0;
        std::optional<PropertyDefinition> property = {};
    };

    ListedProperties(const Workspace::View& view, std::string_view record, Instant now);

    [[nodiscard]] Result<std::size_t> named(std::string_view name, std::string_view where);

    const ledger::Timeline& timeline_;
    std::string record_;
    Formulas::At at_;
    Formulas formulas_;
    std::vector<Column> columns_;
    std::optional<std::size_t> sort_;
    bool turned_round_ = false;
    std::optional<std::size_t> where_;
};

// Rows in the order of a property, those that are equal as they were. REQUIRES: listed.sorts().
template <typename Row, typename RecordOf>
void sort_by_property(std::vector<Row>& rows, ListedProperties& listed, RecordOf record_of) {
    std::vector<std::pair<Value, std::size_t>> order;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        order.emplace_back(listed.key(record_of(rows[at])), at);
    }
    std::ranges::stable_sort(order, [&](const auto& left, const auto& right) {
        return listed.before(left.first, right.first);
    });
    std::vector<Row> sorted;
    for (const auto& [key, at] : order) {
        sorted.push_back(std::move(rows[at]));
    }
    rows = std::move(sorted);
}

}  // namespace baton::engine
