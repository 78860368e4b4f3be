#include "handoff/offered.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

Value text_or_unknown(const std::string& text) {
    return text.empty() ? Value(Unknown{}) : Value(text);
}

std::string text_in(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

}  // namespace

ledger::RecordChanged record_of(const Offered& offered, ContactId contact, Instant at) {
    ledger::Properties properties{{"contact", std::to_string(contact.value)},
                                  {"team", text_or_unknown(offered.team)},
                                  {"override", text_or_unknown(offered.override_name)},
                                  {"because", text_or_unknown(offered.because)}};
    if (offered.clock_from) properties.emplace_back("clock_from", *offered.clock_from);
    if (!offered.trace.empty()) properties.emplace_back("trace", offered.trace);
    return {.record = "offer", .key = key_of(contact, at), .properties = std::move(properties)};
}

std::optional<Offered> find_offered(const ledger::Timeline& timeline,
                                    const ledger::Contact& contact,
                                    Instant at) {
    const ledger::Record* record = find_written(timeline, "offer", contact, at);
    if (record == nullptr) return std::nullopt;
    const auto said = [&](std::string_view name) {
        return timeline.value(record->properties, name, Instant::latest());
    };
    Offered offered{.team = text_in(said("team")),
                    .override_name = text_in(said("override")),
                    .clock_from = {},
                    .because = text_in(said("because")),
                    .trace = {}};
    const Value from = said("clock_from");
    if (const auto* instant = std::get_if<Instant>(&from)) offered.clock_from = *instant;
    if (const auto read = parse_instant(text_in(from))) offered.clock_from = *read;
    const Value trace = said("trace");
    if (const auto* lines = std::get_if<std::vector<std::string>>(&trace)) offered.trace = *lines;
    if (const auto* line = std::get_if<std::string>(&trace)) offered.trace = {*line};
    return offered;
}

}  // namespace baton::handoff
