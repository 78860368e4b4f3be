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

Windows::Windows(const Program& program, const ledger::Timeline& timeline)
    : program_(program),
      timeline_(timeline),
      matches_(program.windows().size()),
      verdicts_(program.windows().size()) {}

void Windows::begin(const ledger::Contact& contact) {
    contact_ = &contact;
    for (auto& each : matches_)
        each.built = false;
    arrivals_.clear();
    arrived_ = 0;
    const auto& all = contact.all();
    for (std::size_t index = 0; index < all.visible_from.size(); ++index) {
        if (all.visible_from[index] > all.touches[index].at) {
            arrivals_.push_back(all.visible_from[index]);
        }
    }
    std::sort(arrivals_.begin(), arrivals_.end());
}

bool Windows::matches(Index window, ledger::Code shape) {
    auto& verdicts = verdicts_[window];
    const auto& dictionary = timeline_.dictionary();
    if (shape >= verdicts.size()) verdicts.resize(dictionary.shapes(), Verdict::untried);
    auto& verdict = verdicts[shape];
    if (verdict == Verdict::untried) {
        const bool yes = program_.windows()[window].matches(dictionary, dictionary.shape(shape));
        verdict = yes ? Verdict::yes : Verdict::no;
    }
    return verdict == Verdict::yes;
}

bool Windows::relevant(ledger::Code shape) {
    if (shape >= relevant_.size()) {
        relevant_.resize(timeline_.dictionary().shapes(), Verdict::untried);
    }
    auto& verdict = relevant_[shape];
    if (verdict == Verdict::untried) {
        verdict = Verdict::no;
        for (Index window = 0; window < matches_.size(); ++window) {
            if (matches(window, shape)) verdict = Verdict::yes;
        }
    }
    return verdict == Verdict::yes;
}

void Windows::move_to(Instant at) {
    bool arrived = false;
    while (arrived_ < arrivals_.size() && arrivals_[arrived_] <= at) {
        ++arrived_;
        arrived = true;
    }
    if (!arrived) return;
    for (auto& each : matches_)
        each.built = false;
}

void Windows::add_match(Index window, std::size_t touch) {
    auto& matches = matches_[window];
    const auto& source = program_.windows()[window];
    const auto& entry = contact_->all().touches[touch];
    matches.entries.push_back({.at = entry.at, .touch = static_cast<std::uint32_t>(touch)});
    if (source.counts_days) {
        matches.days.push_back(program_.calendar().zone.day_of(entry.at).days);
    }
    if (source.sum_field.empty()) return;
    const auto& dictionary = timeline_.dictionary();
    const auto value = computed(dictionary.field(dictionary.shape(entry.shape), source.sum_field));
    const auto number = value.kind == Computed::Kind::number ? value.number : Wide{0};
    matches.sums.push_back(matches.sums.back() + number);
}

// Collects the matches that can still count at `at` or later.
void Windows::build(Index window, Instant at) {
    auto& matches = matches_[window];
    matches = {.built = true};
    matches.sums.push_back(0);
    const auto& all = contact_->all();
    const auto& within = program_.windows()[window].within;
    auto first = all.touches.size();
    while (first > 0) {
        const auto& touch = all.touches[first - 1];
        const bool expired = within && this->matches(window, touch.shape) &&
                             after(touch.at, *within, program_.calendar()) <= at;
        if (expired) break;
        --first;
    }
    for (auto index = first; index < all.touches.size(); ++index) {
        const bool awaited = !all.visible_from.empty() &&
                             all.visible_from[index] > all.touches[index].at &&
                             all.visible_from[index] > at;
        if (!awaited && this->matches(window, all.touches[index].shape)) {
            add_match(window, index);
        }
    }
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
