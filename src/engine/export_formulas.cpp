#include "engine/export_formulas.hpp"

#include <algorithm>

#include "engine/settings.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

Formulas::At at(const Settings& settings, Instant today) {
    return {.at = latest,
            .today = settings.zone.day_of(today),
            .zone = settings.zone,
            .currency = settings.currency};
}

}  // namespace

FormulaColumns::FormulaColumns(const Workspace::View& view,
                               std::string_view record,
                               Instant today,
                               std::vector<std::string>& header)
    : formulas_(view.timeline, record, at(settings_of(view, latest), today)) {
    for (std::size_t i = 0; i < formulas_.properties().size(); ++i) {
        const Formulas::Property& property = formulas_.properties()[i];
        const bool taken = std::ranges::find(header, property.name) != header.end();
        if (!property.archived && !taken) {
            columns_.push_back(i);
            header.push_back(property.name);
        }
    }
}

void FormulaColumns::append(const ledger::Tracks& own,
                            const ledger::Company* company,
                            std::vector<Value>& row) {
    formulas_.turn_to(
        {.own = &own, .company = company == nullptr ? nullptr : &company->properties});
    for (const std::size_t column : columns_) {
        row.push_back(formulas_.value(column).value);
    }
}

}  // namespace baton::engine
