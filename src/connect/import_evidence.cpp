#include "connect/import_evidence.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/cell_shape.hpp"
#include "connect/import_dates.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_numbers.hpp"

namespace baton::connect {
namespace {

constexpr std::size_t sample_max = 1000;
constexpr std::int64_t million = 1'000'000;
constexpr double revenue_per_employee_least = 1000;

const ColumnEvidence* evidence_for(Field field,
                                   const std::vector<ColumnPlan>& columns,
                                   const std::vector<ColumnEvidence>& evidence) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].to == field) return &evidence[i];
    }
    return nullptr;
}

bool is_decimal(std::string_view cell) {
    const auto plain = plain_number(cell, '.');
    const auto other = plain_number(cell, ',');
    return is_number_like(cell) &&
           ((plain && parse_decimal(*plain)) || (other && parse_decimal(*other)));
}

}  // namespace

void ColumnEvidence::see(std::string_view cell) {
    const auto text = text::trimmed(cell);
    if (text.empty()) return;
    ++values_;
    if (open_) {
        see_open(text);
    } else if (type_ == ValueType::instant || type_ == ValueType::date) {
        dates_.see(text);
    } else if (type_ == ValueType::number || type_ == ValueType::money) {
        marks_.see(text);
        if (sample_.size() < sample_max) keep_sample(text);
    }
}

void ColumnEvidence::keep_sample(std::string_view cell) {
    const auto number = plain_number(cell, '.');
    if (!number) return;
    double value = 0;
    std::from_chars(number->data(), number->data() + number->size(), value);
    sample_.push_back(value);
}

void ColumnEvidence::see_open(std::string_view cell) {
    if (is_decimal(cell)) {
        ++numbers_;
        marks_.see(cell);
    } else if (read_boolean(cell)) {
        ++booleans_;
    } else {
        dates_.see(cell);
    }
}

ValueType ColumnEvidence::found_type() const {
    if (values_ == 0) return ValueType::text;
    if (numbers_ == values_) return ValueType::number;
    if (booleans_ == values_) return ValueType::boolean;
    if (dates_.dates() != values_) return ValueType::text;
    return dates_.with_time() > 0 ? ValueType::instant : ValueType::date;
}

void ColumnEvidence::decide(ColumnPlan& column, DayOrder ambiguous_days) const {
    if (open_) {
        column.type = found_type();
        column.why = fmt::format("{} values, all {}", values_, name(column.type));
    }
    column.decimal_mark = marks_.decimal_mark();
    if (column.type == ValueType::instant || column.type == ValueType::date) {
        const auto decision = dates_.decide(ambiguous_days);
        column.dates = decision.reading;
        column.why = decision.why;
    }
}

double ColumnEvidence::median() const {
    if (sample_.empty()) return 0;
    auto sorted = sample_;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    return *middle;
}

void decide_revenue_scale(std::vector<ColumnPlan>& columns,
                          const std::vector<ColumnEvidence>& evidence) {
    const auto* const revenue = evidence_for(Field::annual_revenue, columns, evidence);
    const auto* const employees = evidence_for(Field::employees, columns, evidence);
    if (revenue == nullptr || employees == nullptr) return;
    if (revenue->median() <= 0 || employees->median() <= 0) return;
    const double each = revenue->median() / employees->median();
    if (each >= revenue_per_employee_least) return;
    const auto column = std::ranges::find(columns, Field::annual_revenue, &ColumnPlan::to);
    column->scale = million;
    column->why =
        fmt::format("in millions: else an employee would earn the company {:.2f} a year", each);
}

}  // namespace baton::connect
