#include "engine/property_list.hpp"

#include <fmt/format.h>
#include <utility>

namespace baton::engine {

namespace {

std::optional<UserRef> last_writer(const ledger::Timeline& timeline, const PropertyRow& row) {
    const ledger::Record* told =
        timeline.find_record("property", fmt::format("{}/{}", row.record, row.name));
    const ledger::Change* last = nullptr;
    for (const ledger::PropertyTrack& track : told->properties.all()) {
        const auto* change = ledger::last_at(track.changes, Instant::latest());
        if (change != nullptr && (last == nullptr || change->order > last->order)) {
            last = change;
        }
    }
    return last == nullptr
               ? std::nullopt
               : user_ref(timeline, timeline.dictionary().name(last->by), Instant::latest());
}

PropertyRow row_of(const ledger::Timeline& timeline,
                   std::string_view record,
                   PropertyDefinition property) {
    const PropertyType type = type_of(property);
    PropertyRow row{.record = std::string(record),
                    .name = std::move(property.name),
                    .label = std::move(property.label),
                    .description = std::move(property.description),
                    .type = type,
                    .result = {},
                    .formula = std::move(property.formula),
                    .options = std::move(property.options),
                    .own = property.own,
                    .standard = property.standard,
                    .has_values = property.has_values,
                    .archived = property.archived};
    if (type == PropertyType::formula) {
        row.result = std::string(name(property.type));
    }
    if (property.own) {
        row.updated_at = property.updated_at;
        row.by = last_writer(timeline, row);
    }
    return row;
}

}  // namespace

std::vector<PropertyRow> property_rows(const ledger::Timeline& timeline, std::string_view record) {
    std::vector<PropertyRow> rows;
    for (const std::string_view each : {"contact", "company", "deal"}) {
        if (!record.empty() && record != each) {
            continue;
        }
        for (PropertyDefinition& property : list_properties(timeline, each)) {
            rows.push_back(row_of(timeline, each, std::move(property)));
        }
    }
    return rows;
}

}  // namespace baton::engine
