#include "attribution/journeys.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/journey_keys.hpp"
#include "attribution/path.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

namespace baton::attribution {

namespace {

constexpr std::array<std::string_view, 4> by_names{"channel", "campaign", "asset", "user"};

// The first entry into handoff.at on the way.
std::int64_t first_between(const std::vector<Instant>& entries,
                           std::int64_t from,
                           std::int64_t until) {
    const auto found =
        std::ranges::find_if(entries, [&](Instant entry) { return entry.micros >= from; });
    return found == entries.end() || found->micros > until ? never : found->micros;
}

// Room for `more`, without giving up that room doubles.
template <typename Item>
void make_room(std::vector<Item>& items, std::size_t more) {
    if (items.capacity() < items.size() + more) {
        items.reserve(std::max(items.size() + more, items.capacity() * 2));
    }
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
    : JourneyReader(timeline, look, JourneyKeys(timeline, look.by)) {}

JourneyReader::JourneyReader(const ledger::Timeline& timeline, const Look& look, JourneyKeys keys)
    : timeline_(timeline), look_(look), keys_(std::move(keys)) {}

// The first instant that lies less than the look-back before the end, and the end.
JourneyReader::Span JourneyReader::span_before(Instant end) const {
    return {.from = plus(plus(end, -look_.lookback_micros), 1), .until = end};
}

// Whether all touches of the contact were its own from the first, and lie packed; then in `plain_`.
bool JourneyReader::plain(ledger::Slot contact) {
    if (plain_slot_ == contact) {
        return true;
    }
    const ledger::Belongings& all = timeline_.contacts()[contact].all();
    if (!all.visible_from.empty() || !all.touches.recent().empty()) {
        return false;
    }
    plain_ = all.touches.packed();
    plain_slot_ = contact;
    return true;
}

void JourneyReader::expect(ledger::Slot slot, Distance distance) const {
    const ledger::Contact& contact = timeline_.contacts()[slot];
    switch (distance) {
        case Distance::far:
            __builtin_prefetch(&contact.own.touches);
            __builtin_prefetch(&contact.assembled);
            return;
        case Distance::near: contact.all().touches.prefetch(); return;
        case Distance::next: contact.all().touches.prefetch_all(); return;
    }
}

void JourneyReader::find(ledger::Slot slot, Span span) {
    const ledger::Contact& contact = timeline_.contacts()[slot];
    const ledger::Belongings& all = contact.all();
    for (auto place = all.touches.lower_bound(span.from); place < all.touches.size(); ++place) {
        const ledger::Touch touch = all.touches[place];
        if (touch.at > span.until) {
            return;
        }
        const bool visible = all.visible_from.empty() || all.visible_from[place] <= look_.as_of;
        if (visible && keys_.counts(touch.shape)) {
            found_.push_back({.at = touch.at.micros,
                              .order = touch.order,
                              .key = keys_.key_of(contact, touch),
                              .place = {.contact = slot, .shape = touch.shape}});
        }
    }
}

void JourneyReader::find(std::span<const ledger::Slot> contacts, Span span) {
    found_.clear();
    for (const ledger::Slot slot : contacts) {
        find(slot, span);
    }
    std::ranges::sort(found_, [](const Found& left, const Found& right) {
        return left.at != right.at ? left.at < right.at : left.order < right.order;
    });
}

void JourneyReader::add_plain(ledger::Slot slot, Span span) {
    const auto& packed = plain_;
    const auto begin = packed.lower_bound(span.from);
    const auto end = packed.lower_bound(plus(span.until, 1));
    Paths& paths = journeys_.converting;
    make_room(paths.key, end - begin);
    make_room(paths.at, end - begin);
    const ledger::Contact& contact = timeline_.contacts()[slot];
    keys_.each(contact, packed, begin, end, [&](std::size_t place, Key key) {
        paths.key.push_back(key);
        paths.at.push_back(packed.at(place).micros);
        if (look_.places) {
            journeys_.touches.push_back({.contact = slot, .shape = packed.shape(place)});
        }
    });
}

void JourneyReader::add_converting(const Ending& ending) {
    const Span span = span_before(ending.at);
    Paths& paths = journeys_.converting;
    const std::size_t begin = paths.at.size();
    if (ending.contacts.size() == 1 && plain(ending.contacts.front())) {
        add_plain(ending.contacts.front(), span);
    } else {
        find(ending.contacts, span);
        for (const Found& each : found_) {
            paths.key.push_back(each.key);
            paths.at.push_back(each.at);
            if (look_.places) {
                journeys_.touches.push_back(each.place);
            }
        }
    }
    const std::int64_t first = begin == paths.at.size() ? never : paths.at[begin];
    paths.close({.qualified_at = first_between(ending.qualified_at, first, ending.at.micros),
                 .created_at = ending.created_at.micros});
}

void JourneyReader::add_other(const Ending& ending) {
    if (ending.contacts.size() == 1) {
        add_other(ending.contacts.front(), ending.at);
        return;
    }
    find(ending.contacts, span_before(ending.at));
    for (const Found& each : found_) {
        others_.key.push_back(each.key);
    }
    if (!found_.empty()) {
        others_.close();
    }
}

void JourneyReader::add_other(ledger::Slot slot, Instant at) {
    const Span span = span_before(at);
    const std::size_t before = others_.key.size();
    if (plain(slot)) {
        const auto begin = plain_.lower_bound(span.from);
        const auto end = plain_.lower_bound(plus(span.until, 1));
        make_room(others_.key, end - begin);
        keys_.each(timeline_.contacts()[slot], plain_, begin, end, [&](std::size_t, Key key) {
            others_.key.push_back(key);
        });
    } else {
        find({&slot, 1}, span);
        for (const Found& each : found_) {
            others_.key.push_back(each.key);
        }
    }
    if (others_.key.size() > before) {
        others_.close();
    }
}

std::optional<Instant> JourneyReader::last_touch(ledger::Slot contact) {
    if (plain(contact)) {
        const auto last = keys_.last_of(plain_, plain_.lower_bound(plus(look_.as_of, 1)));
        return last ? std::optional(plain_.at(*last)) : std::nullopt;
    }
    const ledger::Belongings& all = timeline_.contacts()[contact].all();
    for (auto end = all.touches.lower_bound(plus(look_.as_of, 1)); end > 0; --end) {
        const ledger::Touch touch = all.touches[end - 1];
        const bool visible = all.visible_from.empty() || all.visible_from[end - 1] <= look_.as_of;
        if (visible && keys_.counts(touch.shape)) {
            return touch.at;
        }
    }
    return std::nullopt;
}

KeyPaths JourneyReader::take_others() {
    return std::exchange(others_, {});
}

Journeys JourneyReader::take() && {
    for (Key key = 0; key < keys_.size(); ++key) {
        journeys_.keys.push_back(keys_[key]);
    }
    if (others_.size() > 0) {
        journeys_.others.push_back(std::move(others_));
    }
    return std::move(journeys_);
}

}  // namespace baton::attribution
