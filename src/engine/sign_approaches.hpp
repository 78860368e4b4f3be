#pragma once

#include <cstdint>
#include <vector>

#include "goals/sign_facts.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

// The days on which sales approached a contact (a call, mail or meeting that a rep logged), and
// whether marketing wrote to them within 24 hours of it.
class Approaches {
public:
    explicit Approaches(const ledger::Timeline& timeline) : timeline_(timeline) {}

    // Adds one for each day, a day on. Linear in the contact's touches.
    void read(ledger::Slot slot, const ledger::Contact& contact, std::vector<goals::Fact>& facts);

private:
    enum class Kind : std::uint8_t { unread, other, mail };

    [[nodiscard]] bool is_mail(const ledger::Shape& shape);

    const ledger::Timeline& timeline_;
    std::vector<Kind> kinds_;  // by code
    std::vector<Instant> sales_;
    std::vector<Instant> marketing_;
};

}  // namespace baton::engine
