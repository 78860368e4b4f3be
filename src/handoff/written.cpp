#include "handoff/written.hpp"

#include <fmt/core.h>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::handoff {

std::string key_of(ContactId contact, Instant at) {
    return fmt::format("{}/{}", contact.value, at.micros);
}

const ledger::Record* find_written(const ledger::Timeline& timeline,
                                   std::string_view record,
                                   const ledger::Contact& contact,
                                   Instant at) {
    if (const auto* found = timeline.find_record(record, key_of(contact.id, at))) return found;
    for (const ledger::Slot source : contact.sources) {
        const auto* found = find_written(timeline, record, timeline.contacts()[source], at);
        if (found != nullptr) return found;
    }
    return nullptr;
}

}  // namespace baton::handoff
