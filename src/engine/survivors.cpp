#include "engine/survivors.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace baton::engine {

const ledger::Contact& survivor_of(const ledger::Timeline& timeline,
                                   const ledger::Contact& contact,
                                   Instant at) {
    return timeline.contacts()[timeline.owner_of(timeline.slot_of(contact), at)];
}

ContactId survivor_of(const ledger::Timeline& timeline, ContactId id, Instant at) {
    const ledger::Contact* contact = id ? timeline.find(id) : nullptr;
    return contact == nullptr ? ContactId{} : survivor_of(timeline, *contact, at).id;
}

ContactId survivor_of(const ledger::Timeline& timeline, std::string_view id, Instant at) {
    std::int64_t number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number);
    return survivor_of(timeline, ContactId{number}, at);
}

std::vector<ledger::Slot> survivors_of(const ledger::Timeline& timeline,
                                       std::span<const ledger::Slot> contacts,
                                       Instant at) {
    std::vector<ledger::Slot> survivors;
    for (const ledger::Slot contact : contacts) {
        const ledger::Slot slot = timeline.owner_of(contact, at);
        if (std::ranges::find(survivors, slot) == survivors.end()) survivors.push_back(slot);
    }
    return survivors;
}

ContactId holder_of_handoff(const ledger::Timeline& timeline, const ledger::Contact& contact) {
    const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
    if (last == nullptr) return contact.id;
    for (const ledger::Slot slot : contact.sources) {
        const ledger::Contact& source = timeline.contacts()[slot];
        const auto& theirs = source.all().handoffs;
        if (std::ranges::find(theirs, last->order, &ledger::HandoffFact::order) != theirs.end()) {
            return holder_of_handoff(timeline, source);
        }
    }
    return contact.id;
}

}  // namespace baton::engine
