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
      key_of_shape_(timeline.dictionary().shapes(), not_looked_up),
      counts_(timeline.dictionary().shapes(), unasked) {}

bool JourneyReader::counts(ledger::Code shape) {
    if (counts_[shape] == unasked) {
        counts_[shape] = is_buyers_doing(timeline_.dictionary().shape(shape)) ? 1 : 0;
    }
    return counts_[shape] == 1;
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
    Key& key = key_of_shape_[touch.shape];
    if (key == not_looked_up) {
        key = key_of_shape(timeline_.dictionary().shape(touch.shape));
    }
    const bool unnamed = look_.by == By::user && texts_[key] == no_key_text;
    return unnamed ? key_of_owner(contact, touch.at) : key;
}

// Those that count and were known to be this contact's by `as_of`.
template <typename Visit>
void JourneyReader::each_touch(ledger::Slot contact, Instant from, Instant until, Visit visit) {
    const ledger::Belongings& all = timeline_.contacts()[contact].all();
    std::size_t place = 0;
    for (const ledger::Touch& touch : all.touches) {
        const std::size_t each = place++;
        if (touch.at > until) {
            return;
        }
        const bool visible = all.visible_from.empty() || all.visible_from[each] <= look_.as_of;
        if (touch.at >= from && visible && counts(touch.shape)) {
            visit(touch);
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
    std::optional<Instant> last;
    each_touch(contact, Instant::earliest(), look_.as_of, [&](const ledger::Touch& touch) {
        last = touch.at;
    });
    return last;
}

Journeys JourneyReader::take() && {
    for (ledger::Code code = 0; code < texts_.size(); ++code) {
        journeys_.keys.push_back(texts_[code]);
    }
    return std::move(journeys_);
}

}  // namespace baton::attribution
