#include "attribution/journeys.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "attribution/path.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::attribution {

namespace {

constexpr std::array<std::string_view, 4> by_names{"channel", "campaign", "asset", "user"};
constexpr Key not_looked_up = std::numeric_limits<Key>::max();
constexpr std::uint8_t unasked = 2;

std::string field_of(By by) {
    switch (by) {
        case By::channel: return "channel";
        case By::campaign: return "campaign";
        case By::asset: return "asset";
        case By::user: return "properties.by";
    }
    return {};
}

std::string text_in(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

bool is_buyers_doing(const ledger::Shape& shape) {
    const bool machine =
        shape.actor == ledger::Actor::scanner || shape.actor == ledger::Actor::prefetch;
    return !machine && shape.direction == ledger::Direction::in;
}

// The first entry into handoff.at on the way.
std::int64_t first_between(const std::vector<Instant>& entries,
                           std::int64_t from,
                           std::int64_t until) {
    const auto found =
        std::ranges::find_if(entries, [&](Instant entry) { return entry.micros >= from; });
    return found == entries.end() || found->micros > until ? never : found->micros;
}

}  // namespace

std::string_view name(By by) {
    return by_names.at(static_cast<std::size_t>(by));
}

std::optional<By> find_by(std::string_view name) {
    const auto* const found = std::ranges::find(by_names, name);
    return found == by_names.end() ? std::nullopt
                                   : std::optional(static_cast<By>(found - by_names.begin()));
}

JourneyReader::JourneyReader(const ledger::Timeline& timeline, const Look& look)
    : timeline_(timeline),
      look_(look),
      field_(field_of(look.by)),
      column_(ledger::find_column(field_)) {}

bool JourneyReader::counts(ledger::ShapeCode shape) {
    const auto& dictionary = timeline_.dictionary();
    if (shape.way == ledger::ShapeCode::far_way) {
        return is_buyers_doing(dictionary.shape(shape));
    }
    if (shape.way >= counts_.size()) {
        counts_.resize(std::size_t{shape.way} + 1, unasked);
    }
    auto& counts = counts_[shape.way];
    if (counts == unasked) {
        counts = is_buyers_doing(dictionary.shape(shape)) ? 1 : 0;
    }
    return counts == 1;
}

// What the field's value is remembered by; nothing where it cannot be.
std::optional<std::size_t> JourneyReader::code_of(ledger::ShapeCode shape) const {
    if (column_) {
        const auto code = shape.columns[static_cast<std::size_t>(*column_)];
        const bool elsewhere = code == 0 && timeline_.dictionary().overflows(*column_);
        return elsewhere ? std::nullopt : std::optional<std::size_t>(code);
    }
    const bool far = shape.way == ledger::ShapeCode::far_way;
    return far ? std::nullopt : std::optional<std::size_t>(shape.rest);
}

Key JourneyReader::key_of(ledger::ShapeCode shape) {
    const auto code = code_of(shape);
    if (!code) {
        return key_of_shape(timeline_.dictionary().shape(shape));
    }
    if (*code >= key_of_code_.size()) {
        key_of_code_.resize(std::max(*code + 1, key_of_code_.size() * 2), not_looked_up);
    }
    if (key_of_code_[*code] == not_looked_up) {
        const Key key = key_of_shape(timeline_.dictionary().shape(shape));
        key_of_code_[*code] = key;
    }
    return key_of_code_[*code];
}

Key JourneyReader::key_of_owner(const ledger::Contact& contact, Instant at) {
    const std::string owner = text_in(timeline_.value(contact, "owner", at));
    return texts_.add(owner.empty() ? no_key_text : owner);
}

Key JourneyReader::key_of_shape(const ledger::Shape& shape) {
    const std::string text = text_in(timeline_.dictionary().field(shape, field_));
    return texts_.add(text.empty() ? no_key_text : text);
}

Key JourneyReader::key_of(const ledger::Contact& contact, const ledger::Touch& touch) {
    const Key key = key_of(touch.shape);
    const bool unnamed = look_.by == By::user && texts_[key] == no_key_text;
    return unnamed ? key_of_owner(contact, touch.at) : key;
}

// Those that count and were known to be this contact's by `as_of`.
template <typename Visit>
void JourneyReader::each_touch(ledger::Slot contact, Instant from, Instant until, Visit visit) {
    const ledger::Belongings& all = timeline_.contacts()[contact].all();
    auto place = all.touches.lower_bound(from);
    for (auto touch = all.touches.begin() + static_cast<std::ptrdiff_t>(place);
         place < all.touches.size();
         ++place, ++touch) {
        const ledger::Touch each = *touch;
        if (each.at > until) {
            return;
        }
        const bool visible = all.visible_from.empty() || all.visible_from[place] <= look_.as_of;
        if (visible && counts(each.shape)) {
            visit(each);
        }
    }
}

void JourneyReader::find(const Ending& ending) {
    found_.clear();
    // The first instant that lies less than the look-back before the end.
    const Instant from = plus(plus(ending.at, -look_.lookback_micros), 1);
    for (const ledger::Slot slot : ending.contacts) {
        const ledger::Contact& contact = timeline_.contacts()[slot];
        each_touch(slot, from, ending.at, [&](const ledger::Touch& touch) {
            found_.push_back(
                {.at = touch.at.micros,
                 .place = {.contact = slot, .order = touch.order, .shape = touch.shape},
                 .key = key_of(contact, touch)});
        });
    }
    std::ranges::sort(found_, [](const Found& left, const Found& right) {
        return left.at != right.at ? left.at < right.at : left.place.order < right.place.order;
    });
}

void JourneyReader::add_converting(const Ending& ending) {
    find(ending);
    for (const Found& each : found_) {
        journeys_.converting.key.push_back(each.key);
        journeys_.converting.at.push_back(each.at);
        journeys_.touches.push_back(each.place);
    }
    const std::int64_t first = found_.empty() ? never : found_.front().at;
    journeys_.converting.close(
        {.qualified_at = first_between(ending.qualified_at, first, ending.at.micros),
         .created_at = ending.created_at.micros});
}

void JourneyReader::add_other(const Ending& ending) {
    find(ending);
    if (found_.empty()) {
        return;
    }
    for (const Found& each : found_) {
        journeys_.others.key.push_back(each.key);
        journeys_.others.at.push_back(each.at);
    }
    journeys_.others.close();
}

std::optional<Instant> JourneyReader::last_touch(ledger::Slot contact) {
    const ledger::Belongings& all = timeline_.contacts()[contact].all();
    for (auto end = all.touches.lower_bound(plus(look_.as_of, 1)); end > 0; --end) {
        const ledger::Touch touch = all.touches[end - 1];
        const bool visible = all.visible_from.empty() || all.visible_from[end - 1] <= look_.as_of;
        if (visible && counts(touch.shape)) {
            return touch.at;
        }
    }
    return std::nullopt;
}

Journeys JourneyReader::take() && {
    for (ledger::Code code = 0; code < texts_.size(); ++code) {
        journeys_.keys.push_back(texts_[code]);
    }
    return std::move(journeys_);
}

}  // namespace baton::attribution
