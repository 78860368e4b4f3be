#include "lifecycle/windows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

namespace {

constexpr Index last_bit = 63;
constexpr std::uint64_t unmet = ~std::uint64_t{0};

std::uint64_t bit_of(Index window) {
    return std::uint64_t{1} << std::min(window, last_bit);
}

}  // namespace

Windows::Windows(const Program& program, const ledger::Timeline& timeline)
    : program_(program), timeline_(timeline), matches_(program.windows().size()) {
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

// Bit n: window n; the last bit: that one or any after it. All bits until the way was met.
std::uint64_t Windows::windows_of_way(ledger::ShapeCode shape) {
    std::uint64_t windows = 0;
    for (Index window = 0; window < filters_.size(); ++window) {
        if (filters_[window].way_matches(shape)) windows |= bit_of(window);
    }
    if (shape.way == ledger::ShapeCode::far_way) return windows;
    if (shape.way >= of_way_.size()) of_way_.resize(std::size_t{shape.way} + 1, unmet);
    of_way_[shape.way] = windows;
    return windows;
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
    scanned_.clear();
    for (const auto window : windows) {
        matches_[window].start();
        if (!recall(window)) scanned_.push_back(window);
    }
    if (!scanned_.empty()) scan(first_only && postings_ == nullptr);
    for (const auto window : windows)
        complete(window);
}

// The windows that touches of a way can match; asks shape() for a touch when the way is new.
template <typename ShapeOf>
std::uint64_t Windows::known_windows_of(std::uint64_t way, ShapeOf shape) {
    const auto known = way < of_way_.size() ? of_way_[way] : unmet;
    return known != unmet ? known : windows_of_way(shape());
}

// Which ways have to be looked at for these windows; those that were never met have to be.
void Windows::want(std::uint64_t windows) {
    if (wanted_ == windows && ways_known_ == of_way_.size()) return;
    wanted_ = windows;
    ways_known_ = of_way_.size();
    for (std::size_t way = 0; way < wanted_ways_.size(); ++way)
        wanted_ways_[way] = way >= of_way_.size() || (of_way_[way] & windows) != 0 ? 1 : 0;
}

// Puts down the places of touches whose way has to be looked at.
void Windows::find_places(const ledger::Touches::Packed& packed) {
    if (places_.size() < packed.count) places_.resize(packed.count);
    places_found_ = 0;
    const auto width = packed.ways.width();
    if (width == 8) {
        for (std::uint32_t place = 0; place < packed.count; ++place) {
            places_[places_found_] = place;
            places_found_ += wanted_ways_[std::to_integer<std::size_t>(packed.ways.data()[place])];
        }
        return;
    }
    for (std::uint32_t place = 0; place < packed.count; ++place) {
        const auto way = packed.ways[place];
        places_[places_found_] = place;
        places_found_ += way >= wanted_ways_.size() ? 1 : wanted_ways_[way];
    }
}

// One search for the matches of some windows.
struct Windows::Search {
    const std::vector<Index>& windows;
    std::uint64_t wanted = 0;  // those of which more is wanted
    bool first_only = false;
};

void Windows::take(Search& search, Index window, const Match& match) {
    matches_[window].own.push_back(match);
    const bool decided =
        search.first_only && window < last_bit && program_.windows()[window].first_decides;
    if (decided) search.wanted &= ~bit_of(window);
}

void Windows::find_packed(const ledger::Touches::Packed& packed, Search& search) {
    find_places(packed);
    for (std::size_t each = 0; each < places_found_ && search.wanted != 0; ++each) {
        const auto place = places_[each];
        const auto way = packed.ways[place];
        const auto possible =
            known_windows_of(way, [&] { return packed.shape(place); }) & search.wanted;
        if (possible == 0) continue;
        const bool far = way == ledger::ShapeCode::far_way;
        for (const auto window : search.windows) {
            if ((possible & bit_of(window)) == 0) continue;
            auto& filter = filters_[window];
            const bool match = far || window >= last_bit ? filter.matches(packed.shape(place))
                                                         : filter.fields_match(packed, place);
            if (match) take(search, window, {.at = packed.at(place), .touch = place});
        }
    }
}

// Adds all touches that these windows match to what is theirs.
void Windows::find(const std::vector<Index>& windows, bool first_only) {
    Search search{.windows = windows, .first_only = first_only};
    for (const auto window : windows)
        search.wanted |= bit_of(window);
    want(search.wanted);
    const auto& touches = contact_->all().touches;
    const auto packed = touches.packed();
    find_packed(packed, search);
    auto place = static_cast<std::uint32_t>(packed.count);
    for (const auto& touch : touches.recent()) {
        const auto possible =
            known_windows_of(touch.shape.way, [&] { return touch.shape; }) & search.wanted;
        for (const auto window : windows) {
            const bool may = (possible & bit_of(window)) != 0;
            if (may && filters_[window].matches(touch.shape)) {
                take(search, window, {.at = touch.at, .touch = place});
            }
        }
        ++place;
    }
}

void Windows::scan(bool first_only) {
    find(scanned_, first_only);
    for (const auto window : scanned_) {
        matches_[window].entries = matches_[window].own;
        if (postings_ == nullptr || kept_[window] == nullptr) continue;
        postings_->keep(*kept_[window], timeline_.slot_of(*contact_), matches_[window].entries);
    }
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
    scanned_.assign(1, window);
    find(scanned_, false);
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
