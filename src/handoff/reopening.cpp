#include "handoff/reopening.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "handoff/written.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::handoff {

namespace {

std::optional<Instant> instant_in(const Value& value) {
    if (const auto* instant = std::get_if<Instant>(&value)) return *instant;
    const auto* text = std::get_if<std::string>(&value);
    const auto read = parse_instant(text == nullptr ? std::string() : *text);
    return read ? std::optional(*read) : std::nullopt;
}

std::vector<Instant> instants_of(const ledger::Timeline& timeline,
                                 const ledger::Record& record,
                                 std::string_view property) {
    std::vector<Instant> instants;
    const auto* changes = record.properties.find(timeline.dictionary().find_name(property));
    if (changes == nullptr) return instants;
    for (const ledger::Change& change : *changes) {
        const auto said = instant_in(timeline.dictionary().value(change.value));
        if (!change.voided && said) instants.push_back(*said);
    }
    return instants;
}

}  // namespace

ledger::RecordChanged record_of(const Reopening& reopening, ContactId contact, Instant offered_at) {
    return {.record = "offer",
            .key = key_of(contact, offered_at),
            .properties = {{"contact", std::to_string(contact.value)},
                           {"rejected_at", reopening.rejected_at},
                           {"reopened_at", reopening.reopened_at}}};
}

std::vector<Reopening> find_reopenings(const ledger::Timeline& timeline,
                                       const ledger::Contact& contact,
                                       Instant offered_at) {
    std::vector<Reopening> reopenings;
    const ledger::Record* record = find_written(timeline, "offer", contact, offered_at);
    if (record == nullptr) return reopenings;
    const std::vector<Instant> rejected = instants_of(timeline, *record, "rejected_at");
    const std::vector<Instant> reopened = instants_of(timeline, *record, "reopened_at");
    for (std::size_t at = 0; at < std::min(rejected.size(), reopened.size()); ++at) {
        reopenings.push_back({.rejected_at = rejected[at], .reopened_at = reopened[at]});
    }
    return reopenings;
}

}  // namespace baton::handoff
