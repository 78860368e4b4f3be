#include "attribution/journey_keys.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "attribution/path.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

namespace baton::attribution {

namespace {

std::string field_of(By by) {
    switch (by) {
        case By::channel: return "channel";
        case By::campaign: return "campaign";
        case By::asset: return "asset";
        case By::user: return "properties.by";
    }
    return {};
}

std::string_view text_in(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr || text->empty() ? no_key_text : std::string_view(*text);
}

bool is_buyers_doing(ledger::Actor actor, ledger::Direction direction) {
    const bool machine = actor == ledger::Actor::scanner || actor == ledger::Actor::prefetch;
    return !machine && direction == ledger::Direction::in;
}

}  // namespace

JourneyKeys::JourneyKeys(const ledger::Timeline& timeline, By by)
    : timeline_(&timeline),
      by_(by),
      field_(field_of(by)),
      column_(ledger::find_column(field_)),
      owner_(timeline.dictionary().find_name("owner")) {
    const auto& dictionary = timeline.dictionary();
    const auto ways = std::min<std::size_t>(dictionary.ways(), ledger::ShapeCode::far_way);
    for (ledger::Code code = 0; code < ways; ++code) {
        const ledger::Way& way = dictionary.way(code);
        way_counts_.push_back(is_buyers_doing(way.actor, way.direction) ? 1 : 0);
    }
}

bool JourneyKeys::counts(ledger::ShapeCode shape) const {
    if (shape.way < way_counts_.size()) {
        return way_counts_[shape.way] == 1;
    }
    const auto far = timeline_->dictionary().shape(shape);
    return is_buyers_doing(far.actor, far.direction);
}

// What the field's value is remembered by; nothing where it cannot be.
std::optional<std::size_t> JourneyKeys::code_of(ledger::ShapeCode shape) const {
    if (column_) {
        const auto code = shape.columns[static_cast<std::size_t>(*column_)];
        const bool elsewhere = code == 0 && timeline_->dictionary().overflows(*column_);
        return elsewhere ? std::nullopt : std::optional<std::size_t>(code);
    }
    const bool far = shape.way == ledger::ShapeCode::far_way;
    return far ? std::nullopt : std::optional<std::size_t>(shape.rest);
}

Key JourneyKeys::key_of(ledger::ShapeCode shape) {
    const auto code = code_of(shape);
    if (!code) {
        return key_of_shape(timeline_->dictionary().shape(shape));
    }
    if (*code >= key_of_code_.size()) {
        key_of_code_.resize(std::max(*code + 1, key_of_code_.size() * 2), not_looked_up);
    }
    if (key_of_code_[*code] == not_looked_up) {
        const Key key = key_of_shape(timeline_->dictionary().shape(shape));
        key_of_code_[*code] = key;
    }
    return key_of_code_[*code];
}

Key JourneyKeys::key_of_owner(const ledger::Contact& contact, Instant at) {
    const auto* change = timeline_->property(contact, owner_, at);
    const ledger::Code value = change == nullptr ? 0 : change->value;
    const auto found = key_of_owner_.find(value);
    if (found != key_of_owner_.end()) {
        return found->second;
    }
    const Key key = texts_.add(text_in(timeline_->dictionary().value(value)));
    key_of_owner_.emplace(value, key);
    return key;
}

Key JourneyKeys::key_of_shape(const ledger::Shape& shape) {
    return texts_.add(text_in(timeline_->dictionary().field(shape, field_)));
}

Key JourneyKeys::key_of(const ledger::Contact& contact, const ledger::Touch& touch) {
    const Key key = key_of(touch.shape);
    const bool unnamed = by_ == By::user && texts_[key] == no_key_text;
    return unnamed ? key_of_owner(contact, touch.at) : key;
}

std::optional<std::size_t> JourneyKeys::last_of(const ledger::Touches::Packed& touches,
                                                std::size_t end) const {
    for (; end > 0; --end) {
        const auto way = static_cast<std::size_t>(touches.ways[end - 1]);
        const bool counts =
            way < way_counts_.size() ? way_counts_[way] == 1 : this->counts(touches.shape(end - 1));
        if (counts) {
            return end - 1;
        }
    }
    return std::nullopt;
}

}  // namespace baton::attribution
