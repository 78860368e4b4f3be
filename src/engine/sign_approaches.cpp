#include "engine/sign_approaches.hpp"

#include <algorithm>
#include <string_view>

#include "handoff/handoffs.hpp"

namespace baton::engine {

namespace {

bool is_mail_kind(std::string_view kind) {
    return kind == "email sent" || kind == "email delivered";
}

}  // namespace

bool Approaches::is_mail(const ledger::Shape& shape) {
    if (shape.kind >= kinds_.size()) {
        kinds_.resize(shape.kind + 1, Kind::unread);
    }
    Kind& kind = kinds_[shape.kind];
    if (kind == Kind::unread) {
        kind = is_mail_kind(timeline_.dictionary().kind_key(shape.kind)) ? Kind::mail : Kind::other;
    }
    return kind == Kind::mail;
}

void Approaches::read(ledger::Slot slot,
                      const ledger::Contact& contact,
                      std::vector<goals::Fact>& facts) {
    sales_.clear();
    marketing_.clear();
    const ledger::Dictionary& dictionary = timeline_.dictionary();
    for (const ledger::Touch& touch : contact.all().touches) {
        const ledger::Shape shape = dictionary.shape(touch.shape);
        if (shape.actor == ledger::Actor::human && handoff::is_attempt(dictionary, shape)) {
            const bool same_day =
                !sales_.empty() && touch.at.micros - sales_.back().micros < day_micros;
            if (!same_day) {
                sales_.push_back(touch.at);
            }
        } else if (shape.direction == ledger::Direction::out && is_mail(shape)) {
            marketing_.push_back(touch.at);
        }
    }
    for (const Instant at : sales_) {
        const auto near = std::ranges::lower_bound(marketing_, plus(at, -day_micros));
        const bool both = near != marketing_.end() && *near <= plus(at, day_micros);
        facts.push_back({.at = plus(at, day_micros), .record = slot, .subject = 0, .bad = both});
    }
}

}  // namespace baton::engine
