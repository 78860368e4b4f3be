#include "engine/settings.hpp"

#include <optional>
#include <string_view>

#include "engine/people.hpp"

namespace baton::engine {

namespace {

std::string setting(const ledger::Timeline& timeline, std::string_view name, Instant at) {
    const ledger::Record* record = timeline.find_record("workspace", "settings");
    return record == nullptr ? std::string() : text_of(timeline, record->properties, name, at);
}

const agreement::Agreement* in_force(const Workspace::View& view, Instant at) {
    const std::optional<std::size_t> version = view.live.chain().in_force(at);
    return version ? view.live.chain().version(*version).agreement.get() : nullptr;
}

}  // namespace

Settings settings_of(const Workspace::View& view, Instant at) {
    const agreement::Agreement* agreed = in_force(view, at);
    Settings settings{
        .name = setting(view.timeline, "name", at), .currency = {"EUR"}, .zone = TimeZone::utc()};
    if (const auto currency = parse_currency(setting(view.timeline, "currency", at))) {
        settings.currency = *currency;
    } else if (agreed != nullptr) {
        settings.currency = agreed->currency;
    }
    std::string zone = setting(view.timeline, "time_zone", at);
    if (zone.empty() && agreed != nullptr) {
        zone = agreed->timezone;
    }
    if (const auto found = TimeZone::find(zone)) {
        settings.zone = *found;
    }
    return settings;
}

}  // namespace baton::engine
