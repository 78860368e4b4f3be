#include "goals/lead_value.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace baton::goals {

namespace {

void add(LeadValue& value, const Lead& lead, const KnownLeads& known) {
    ++value.leads;
    if (lead.at < known.mature_until) {
        ++value.mature;
        value.won += lead.won_by(known.as_of) ? 1 : 0;
        value.won_minor += lead.minor_by(known.as_of);
    }
}

void divide(LeadValue& value) {
    if (value.mature == 0) {
        return;
    }
    const bool negative = value.won_minor < 0;
    const std::int64_t size = negative ? -value.won_minor : value.won_minor;
    const std::int64_t each = (size + value.mature / 2) / value.mature;
    value.value_minor = negative ? -each : each;
}

}  // namespace

bool Lead::won_by(Instant until) const {
    return std::ranges::any_of(wins, [&](const Win& win) { return win.at <= until; });
}

std::int64_t Lead::minor_by(Instant until) const {
    std::int64_t minor = 0;
    for (const Win& win : wins) {
        minor += win.at <= until ? win.minor : 0;
    }
    return minor;
}

std::vector<LeadValue> values_by_source(std::span<const Lead> leads, const KnownLeads& known) {
    std::map<std::string, LeadValue> by_source;
    for (const Lead& lead : leads) {
        if (lead.at <= known.as_of) {
            add(by_source[lead.source], lead, known);
        }
    }
    std::vector<LeadValue> values;
    for (auto& [source, value] : by_source) {
        value.source = source;
        divide(value);
        values.push_back(value);
    }
    return values;
}

LeadValue value_of_all(std::span<const Lead> leads, const KnownLeads& known) {
    LeadValue value;
    for (const Lead& lead : leads) {
        if (lead.at <= known.as_of) {
            add(value, lead, known);
        }
    }
    divide(value);
    return value;
}

std::optional<std::int64_t> PriceList::price_minor(std::string_view source) const {
    const auto own = std::ranges::find(by_source_, source, &LeadValue::source);
    const bool enough = own != by_source_.end() && own->mature >= leads_for_a_value;
    return enough ? own->value_minor : all_.value_minor;
}

}  // namespace baton::goals
