#include "handoff/attempts.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_dictionary.hpp"

namespace baton::handoff {

namespace {

// Kinds (as compared) that a rep logs; a call, mail or meeting note of the buyer's own is direction
// in.
constexpr std::array<std::string_view, 5> logged_kinds{
    "call logged", "email logged", "email sent", "meeting held", "meeting logged"};

constexpr std::array<std::string_view, 2> meetings{"meeting held", "meeting logged"};

bool is_by_a_person(const auto& touch) {
    return touch.trust == ledger::Trust::server && touch.actor == ledger::Actor::human;
}

bool is_meeting(std::string_view kind_key) {
    return std::ranges::find(meetings, kind_key) != meetings.end();
}

bool is_logged(std::string_view kind_key, ledger::Direction direction) {
    return std::ranges::find(logged_kinds, kind_key) != logged_kinds.end() &&
           (direction == ledger::Direction::out || is_meeting(kind_key));
}

}  // namespace

Attempt Attempts::ask(ledger::ShapeCode code) const {
    const ledger::Shape shape = dictionary_.shape(code);
    if (!is_attempt(dictionary_, shape)) return Attempt::none;
    return is_meeting(dictionary_.kind_key(shape.kind)) ? Attempt::meeting : Attempt::other;
}

bool is_attempt(const ledger::Dictionary& dictionary, const ledger::Shape& shape) {
    return is_by_a_person(shape) && is_logged(dictionary.kind_key(shape.kind), shape.direction);
}

bool is_attempt(const ledger::Touched& touched) {
    return is_by_a_person(touched) && is_logged(text::kind_key(touched.kind), touched.direction);
}

}  // namespace baton::handoff
