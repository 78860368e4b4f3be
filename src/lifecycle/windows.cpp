#include "lifecycle/windows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
    const auto* known = kept_[window]->find(slot, timeline_.brief(slot));
    if (known == nullptr) return false;
    matches_[window].entries = *known;
    return true;
}

void Windows::collect(const std::vector<Index>& windows) {
    scanned_.clear();
    for (const auto window : windows) {
        matches_[window].start();
        if (!recall(window)) scanned_.push_back(window);
    }
    if (!scanned_.empty()) scan();
    for (const auto window : windows)
        complete(window);
}

void Windows::scan() {
    std::uint64_t wanted = 0;
    for (const auto window : scanned_)
        wanted |= bit_of(window);
    const std::span<const ledger::Touch> touches = contact_->all().touches;
    std::span<const std::uint64_t> of_way = of_way_;
    for (const auto& touch : touches) {
        const auto way = touch.shape.way;
        auto possible = way < of_way.size() ? of_way[way] : unmet;
        if (possible == unmet) {
            possible = windows_of_way(touch.shape);
            of_way = of_way_;
        }
        if ((possible & wanted) == 0) continue;
        for (const auto window : scanned_) {
            const bool may = (possible & bit_of(window)) != 0;
            if (!may || !filters_[window].matches(touch.shape)) continue;
            const auto index = static_cast<std::uint32_t>(&touch - touches.data());
            matches_[window].own.push_back({.at = touch.at, .touch = index});
        }
    }
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
    const auto& within = program_.windows()[window].within;
    auto first = all.touches.size();
    while (first > 0) {
        const auto& touch = all.touches[first - 1];
        const bool expired = within && filters_[window].matches(touch.shape) &&
                             after(touch.at, *within, program_.calendar()) <= at;
        if (expired) break;
        --first;
    }
    for (auto index = first; index < all.touches.size(); ++index) {
        const bool awaited = !all.visible_from.empty() &&
                             all.visible_from[index] > all.touches[index].at &&
                             all.visible_from[index] > at;
        if (!awaited && filters_[window].matches(all.touches[index].shape)) {
            matches.own.push_back(
                {.at = all.touches[index].at, .touch = static_cast<std::uint32_t>(index)});
        }
    }
    matches.entries = matches.own;
    complete(window);
}

Instant Windows::expiry(Index window, std::size_t index) const {
    const auto& within = program_.windows()[window].within;
    if (!within) return Instant::latest();
    return after(matches_[window].entries[index].at, *within, program_.calendar());
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
