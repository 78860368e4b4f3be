#include "goals/tally.hpp"

#include <cstdint>
#include <optional>
#include <vector>

#include "goals/measure.hpp"
#include "goals/reading.hpp"

namespace baton::goals {

namespace {

std::int64_t rounded(std::int64_t number, std::int64_t by) {
    const std::int64_t size = number < 0 ? -number : number;
    const std::int64_t quotient = (size + by / 2) / by;
    return number < 0 ? -quotient : quotient;
}

}  // namespace

void Tally::add_owners() {
    if (reading_->request().by != By::owner) {
        return;
    }
    for (const RowKey& owner : reading_->owners()) {
        sums_[owner];
    }
}

void Tally::add_costs() {
    for (const CostFact& cost : reading_->costs()) {
        Sum& sum = at({.at = cost.at, .campaign = cost.campaign, .is_cost = true});
        sum.numerator += cost.amount_minor.value_or(0);
        sum.left_out += cost.amount_minor ? 0 : 1;
    }
}

std::vector<MeasureRow> Tally::rows() const {
    std::vector<MeasureRow> rows;
    if (reading_->request().by == By::all && sums_.empty()) {
        rows.push_back({.key = "all", .label = "All", .denominator = 0});
    }
    for (const auto& [key, sum] : sums_) {
        rows.push_back({.key = key.key,
                        .label = key.label,
                        .numerator = sum.numerator,
                        .denominator = sum.denominator,
                        .left_out = sum.left_out});
    }
    return rows;
}

std::vector<MeasureRow> Tally::counts() const {
    std::vector<MeasureRow> all = rows();
    for (MeasureRow& row : all) {
        row.denominator = std::nullopt;
        row.value = static_cast<double>(row.numerator);
    }
    return all;
}

std::vector<MeasureRow> Tally::rates() const {
    std::vector<MeasureRow> all = rows();
    for (MeasureRow& row : all) {
        if (const auto below = row.denominator.value_or(0); below != 0) {
            row.value = static_cast<double>(row.numerator) / static_cast<double>(below);
        }
    }
    return all;
}

std::vector<MeasureRow> Tally::amounts() const {
    std::vector<MeasureRow> all = counts();
    for (MeasureRow& row : all) {
        row.currency = reading_->request().currency;
    }
    return all;
}

std::vector<MeasureRow> Tally::amounts_for_each() const {
    std::vector<MeasureRow> all = rows();
    for (MeasureRow& row : all) {
        row.currency = reading_->request().currency;
        if (const auto below = row.denominator.value_or(0); below != 0) {
            row.value = static_cast<double>(rounded(row.numerator, below));
        }
    }
    return all;
}

}  // namespace baton::goals
