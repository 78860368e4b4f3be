#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

// Who wrote notes about what, and whom they call: how the teams talk, as signs see it.
struct WrittenNote {
    Instant at;
    std::string by;                          // an e-mail address
    std::string side;                        // marketing, sales or empty
    std::vector<std::string> calls;          // e-mail addresses
    std::vector<std::string> about;          // "contact:7", "deal:3"
    ledger::Slot contact = ledger::no_slot;  // when it is about one
};

class WrittenNotes {
public:
    // Linear in notes. Those that were taken back are left out.
    explicit WrittenNotes(const ledger::Timeline& timeline);

    // In order of time.
    [[nodiscard]] const std::vector<WrittenNote>& all() const { return notes_; }

    // Whether one of them was written about the same in (after, until]. By somebody: that person
    // alone.
    [[nodiscard]] bool answered(const WrittenNote& note,
                                const std::string& by,
                                Instant until) const;
    // Whether somebody of that side wrote about the contact in [from, until].
    [[nodiscard]] bool wrote(ledger::Slot contact,
                             std::string_view side,
                             Instant from,
                             Instant until) const;

private:
    std::vector<WrittenNote> notes_;
    std::multimap<std::string, std::size_t> about_;
    std::multimap<ledger::Slot, std::size_t> contacts_;
};

}  // namespace baton::engine
