#include "lifecycle/windows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/postings.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/touch_filter.hpp"

namespace baton::lifecycle {

namespace {

constexpr std::size_t four_bits = 16;
constexpr auto far_way = ledger::ShapeCode::far_way;

}  // namespace

Windows::Windows(const Program& program, const ledger::Timeline& timeline)
    : program_(program),
      timeline_(timeline),
      matches_(program.windows().size()),
      ways_(program.windows().size()) {
    for (const auto& window : program.windows())
        filters_.emplace_back(window, timeline.dictionary());
}

void Windows::begin(const ledger::Contact& contact) {
    contact_ = &contact;
    for (auto& each : matches_)
        each.built = false;
    arrivals_known_ = false;
}

void Windows::find_arrivals() {
    arrivals_.clear();
    arrived_ = 0;
    arrivals_known_ = true;
    const auto& all = contact_->all();
    for (std::size_t index = 0; index < all.visible_from.size(); ++index) {
        if (all.visible_from[index] > all.touches[index].at) {
            arrivals_.push_back(all.visible_from[index]);
        }
    }
    std::sort(arrivals_.begin(), arrivals_.end());
}

bool Windows::relevant(ledger::ShapeCode shape) {
    return std::ranges::any_of(filters_,
                               [&](TouchFilter& filter) { return filter.matches(shape); });
}

void Windows::Matches::start() {
    built = true;
    entries = {};
    own.clear();
    sums.assign(1, 0);
    days.clear();
    begin = 0;
    end = 0;
    first_expiry = Instant::earliest();
    cutoff = Instant::earliest();
    after_cutoff = 0;
}

void Windows::remember_in(Postings& postings) {
    postings_ = &postings;
    kept_.clear();
    for (const auto& window : program_.windows())
        kept_.push_back(postings.find(program_, window));
}

bool Windows::recall(Index window) {
    if (postings_ == nullptr || kept_[window] == nullptr) return false;
    const auto slot = timeline_.slot_of(*contact_);
    const auto known = kept_[window]->find(slot, timeline_.brief(slot));
    if (!known) return false;
    matches_[window].entries = *known;
    return true;
}

void Windows::collect(const std::vector<Index>& windows, bool first_only) {
    for (const auto window : windows)
        if (!is_collected(window)) collect(window, first_only);
}

void Windows::collect(Index window, bool first_only) {
    matches_[window].start();
    if (!recall(window)) scan(window, first_only && postings_ == nullptr);
    complete(window);
}

// Asks about the ways that the dictionary learned since.
void Windows::learn_ways() {
    const auto known = std::min<std::size_t>(timeline_.dictionary().ways(), far_way);
    if (known == ways_known_) return;
    for (Index window = 0; window < ways_.size(); ++window) {
        auto& ways = ways_[window];
        for (auto way = ways_known_; way < known; ++way) {
            const auto code = static_cast<std::uint16_t>(way);
            const bool may = filters_[window].way_matches({.way = code, .columns = {}, .rest = 0});
            ways.all.push_back(may);
            if (may && way < ways.low.size()) ways.low[way] = 1;
        }
        for (std::size_t pair = 0; pair < ways.pairs.size(); ++pair) {
            const auto upper = ways.low[pair / four_bits];
            ways.pairs[pair] =
                static_cast<std::uint8_t>(ways.low[pair % four_bits] | (upper << 1U));
        }
    }
    ways_known_ = known;
}

// Touches of a far way are asked one by one.
bool Windows::way_may_match(Index window, std::uint64_t way) const {
    return way == far_way || ways_[window].all[way];
}

// Puts down the places of touches whose way can match.
void Windows::find_places(const ledger::Touches::Packed& packed, Index window) {
    if (places_.size() < packed.count + 2) places_.resize(packed.count + 2);
    places_found_ = 0;
    auto* const places = places_.data();
    std::size_t found = 0;
    const auto note = [&](std::size_t place, unsigned may) {
        places[found] = static_cast<std::uint32_t>(place);
        found += may;
    };
    const auto byte = [data = packed.ways.data()](std::size_t place) {
        return std::to_integer<std::size_t>(data[place]);
    };
    const auto& ways = ways_[window];
    const auto width = packed.ways.width();
    std::size_t place = 0;
    if (width == 4) {
        for (; place + 1 < packed.count; place += 2) {
            const unsigned pair = ways.pairs.data()[byte(place / 2)];
            note(place, pair & 1U);
            note(place + 1, pair >> 1U);
        }
    } else if (width == 8) {
        for (; place < packed.count; ++place)
            note(place, ways.low.data()[byte(place)]);
    }
    for (; place < packed.count; ++place)
        note(place, way_may_match(window, packed.ways[place]) ? 1 : 0);
    places_found_ = found;
}

// Of touches whose way matches: what most windows ask is one column, whose verdicts are known.
void Windows::find_by_column(const ledger::Touches::Packed& packed, Index window) {
    using Verdict = TouchFilter::Verdict;
    auto& filter = filters_[window];
    auto& own = matches_[window].own;
    auto known = *filter.one_column();
    const auto& column = packed.columns[static_cast<std::size_t>(known.column)];
    for (std::size_t each = 0; each < places_found_; ++each) {
        const auto place = places_.data()[each];
        const auto code = column[place];
        auto verdict = code < known.verdicts.size() && (code != 0 || known.none_is_known)
                           ? known.verdicts.data()[code]
                           : Verdict::untried;
        if (verdict == Verdict::no) continue;
        if (verdict == Verdict::untried) {
            verdict = filter.fields_match(packed, place) ? Verdict::yes : Verdict::no;
            known = *filter.one_column();
        }
        if (verdict == Verdict::yes) own.push_back({.at = packed.at(place), .touch = place});
    }
}

void Windows::find_packed(const ledger::Touches::Packed& packed, Index window, bool first_only) {
    find_places(packed, window);
    auto& filter = filters_[window];
    auto& own = matches_[window].own;
    const bool has_far = packed.ways.width() == std::numeric_limits<std::uint16_t>::digits;
    if (!first_only && !has_far && filter.one_column()) return find_by_column(packed, window);
    for (std::size_t each = 0; each < places_found_; ++each) {
        const auto place = places_[each];
        const bool far = has_far && packed.ways[place] == far_way;
        const bool match = far ? filter.matches(packed.shape(place))
                               : filter.asks_no_field() || filter.fields_match(packed, place);
        if (match) own.push_back({.at = packed.at(place), .touch = place});
        if (match && first_only) return;
    }
}

void Windows::find_recent(const ledger::Touches& touches, Index window, bool first_only) {
    auto place = static_cast<std::uint32_t>(touches.size() - touches.recent().size());
    auto& own = matches_[window].own;
    for (const auto& touch : touches.recent()) {
        if (first_only && !own.empty()) return;
        const bool match =
            way_may_match(window, touch.shape.way) && filters_[window].matches(touch.shape);
        if (match) own.push_back({.at = touch.at, .touch = place});
        ++place;
    }
}

// Adds all touches that the window matches to what is its own.
void Windows::find(const ledger::Touches& touches, Index window, bool first_only) {
    learn_ways();
    const bool first = first_only && program_.windows()[window].first_decides;
    find_packed(touches.packed(), window, first);
    if (!touches.recent().empty()) find_recent(touches, window, first);
}

void Windows::scan(Index window, bool first_only) {
    auto& matches = matches_[window];
    find(contact_->all().touches, window, first_only);
    matches.entries = matches.own;
    if (postings_ == nullptr || kept_[window] == nullptr) return;
    postings_->keep(*kept_[window], timeline_.slot_of(*contact_), matches.entries);
}

std::uint32_t Windows::count_ever(Index window, ledger::Slot slot) {
    contact_ = &timeline_.contacts()[slot];
    auto& matches = matches_[window];
    matches.built = false;
    matches.own.clear();
    scan(window, postings_ == nullptr);
    return static_cast<std::uint32_t>(matches.own.size());
}

void Windows::move_to(Instant at) {
    if (!arrivals_known_) find_arrivals();
    bool arrived = false;
    while (arrived_ < arrivals_.size() && arrivals_[arrived_] <= at) {
        ++arrived_;
        arrived = true;
    }
    if (!arrived) return;
    for (auto& each : matches_)
        each.built = false;
}

Wide Windows::summand(ledger::ShapeCode shape, const std::string& field) const {
    const auto& dictionary = timeline_.dictionary();
    const auto value = computed(dictionary.field(dictionary.shape(shape), field));
    return value.kind == Computed::Kind::number ? value.number : Wide{0};
}

// What sums and scores need of the matches.
void Windows::complete(Index window) {
    auto& matches = matches_[window];
    const auto& source = program_.windows()[window];
    if (source.counts_days) {
        for (const auto& match : matches.entries)
            matches.days.push_back(program_.calendar().zone.day_of(match.at).days);
    }
    if (source.sum_field.empty()) return;
    const auto& touches = contact_->all().touches;
    for (const auto& match : matches.entries) {
        const auto number = summand(touches[match.touch].shape, source.sum_field);
        matches.sums.push_back(matches.sums.back() + number);
    }
}

// Collects the matches that can still count at `at` or later.
void Windows::build(Index window, Instant at) {
    auto& matches = matches_[window];
    matches.start();
    const auto& all = contact_->all();
    find(all.touches, window, false);
    const auto& within = program_.windows()[window].within;
    const auto counts = [&](const Match& match) {
        if (all.visible_from.empty()) return true;
        const auto seen = all.visible_from[match.touch];
        return seen <= match.at || seen <= at;
    };
    auto first = matches.own.end();
    while (within && first != matches.own.begin()) {
        const bool expired = after(std::prev(first)->at, *within, program_.calendar()) <= at;
        if (expired) break;
        --first;
    }
    if (within) matches.own.erase(matches.own.begin(), first);
    std::erase_if(matches.own, [&](const Match& match) { return !counts(match); });
    matches.entries = matches.own;
    complete(window);
}

Instant Windows::expiry(Index window, std::size_t index) const {
    const auto& within = program_.windows()[window].within;
    if (!within) return Instant::latest();
    return after(matches_[window].entries[index].at, *within, program_.calendar());
}

namespace {

constexpr std::int64_t longest_month_days = 31;

// No touch stays longer; nothing where that is not known.
std::optional<std::int64_t> longest_micros(agreement::Duration within) {
    using agreement::Unit;
    std::int64_t unit = 0;
    switch (within.unit) {
        case Unit::minutes: unit = minute_micros; break;
        case Unit::hours: unit = hour_micros; break;
        case Unit::days: unit = day_micros; break;
        case Unit::weeks: unit = 7 * day_micros; break;
        case Unit::months: unit = (longest_month_days + 1) * day_micros; break;
        case Unit::business_hours:
        case Unit::business_days: return std::nullopt;
    }
    std::int64_t micros = 0;
    if (__builtin_mul_overflow(within.count, unit, &micros)) return std::nullopt;
    return micros;
}

}  // namespace

std::size_t Windows::most_together(Index window) const {
    const auto& entries = matches_[window].entries;
    const auto& within = program_.windows()[window].within;
    const auto longest = within ? longest_micros(*within) : std::nullopt;
    if (!longest) return entries.size();
    std::size_t most = 0;
    std::size_t first = 0;
    for (std::size_t last = 0; last < entries.size(); ++last) {
        while (first <= last && entries[last].at.micros - entries[first].at.micros >= *longest)
            ++first;
        most = std::max(most, last + 1 - first);
    }
    return most;
}

Instant Windows::first_together(Index window, std::size_t many) const {
    const auto& entries = matches_[window].entries;
    const auto& within = program_.windows()[window].within;
    const auto longest = within ? longest_micros(*within) : std::nullopt;
    for (auto last = many - 1; last < entries.size(); ++last) {
        const auto spread = entries[last].at.micros - entries[last + 1 - many].at.micros;
        if (!longest || spread < *longest) return entries[last].at;
    }
    return Instant::latest();
}

void Windows::advance(Index window, Instant at) {
    auto& matches = matches_[window];
    while (matches.end < matches.entries.size() && matches.entries[matches.end].at <= at) {
        ++matches.end;
    }
    if (!program_.windows()[window].within) return;
    while (matches.begin < matches.end) {
        if (matches.first_expiry == Instant::earliest()) {
            matches.first_expiry = expiry(window, matches.begin);
        }
        if (matches.first_expiry > at) return;
        ++matches.begin;
        matches.first_expiry = Instant::earliest();
    }
}

Range Windows::range(Index window, Instant at, Instant cutoff) {
    move_to(at);
    auto& matches = matches_[window];
    if (!matches.built) build(window, at);
    advance(window, at);
    if (cutoff == Instant::earliest()) return {.begin = matches.begin, .end = matches.end};
    if (cutoff != matches.cutoff) {
        const auto after_cutoff = std::upper_bound(
            matches.entries.begin(),
            matches.entries.end(),
            cutoff,
            [](Instant instant, const Match& match) { return instant < match.at; });
        matches.cutoff = cutoff;
        matches.after_cutoff = static_cast<std::size_t>(after_cutoff - matches.entries.begin());
    }
    const auto begin = std::max(matches.begin, matches.after_cutoff);
    return {.begin = std::min(begin, matches.end), .end = matches.end};
}

Wide Windows::sum(Index window, Range range) const {
    const auto& sums = matches_[window].sums;
    return sums[range.end] - sums[range.begin];
}

}  // namespace baton::lifecycle
