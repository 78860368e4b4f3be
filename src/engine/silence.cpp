#include "engine/silence.hpp"

#include <variant>

namespace baton::engine {

bool is_silent(const ledger::Timeline& timeline,
               const ledger::Contact& contact,
               const lifecycle::History& history,
               const lifecycle::Chain& chain) {
    const lifecycle::Reached* entry = qualifying_entry(history, chain);
    if (entry == nullptr) {
        return false;
    }
    const Value from =
        timeline.value(contact.all().properties, offers_from_property, Instant::latest());
    const auto* offers_from = std::get_if<Instant>(&from);
    return offers_from != nullptr && entry->at <= *offers_from;
}

Qualified qualified_aloud(const ledger::Timeline& timeline,
                          const ledger::Contact& contact,
                          const lifecycle::History& history,
                          const lifecycle::Chain& chain) {
    const Qualified state = qualified(contact, history, chain);
    const bool would_be_offered =
        state == Qualified::due || state == Qualified::waiting || state == Qualified::never;
    return would_be_offered && is_silent(timeline, contact, history, chain) ? Qualified::placed
                                                                            : state;
}

}  // namespace baton::engine
