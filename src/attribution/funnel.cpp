#include "attribution/funnel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace baton::attribution {

namespace {

constexpr std::int64_t not_reached = std::numeric_limits<std::int64_t>::min();

}  // namespace

FunnelReader::FunnelReader(const Funnel& funnel)
    : funnel_(funnel),
      latest_(funnel.steps.size(), not_reached),
      ways_(funnel.steps.size() * funnel.steps.size()) {}

bool FunnelReader::takes(std::size_t step, std::uint32_t kind) const {
    const std::vector<bool>& kinds = funnel_.steps[step].kinds;
    return kind < kinds.size() && kinds[kind];
}

// The later the touch from which a window runs, the longer the window is open: only the latest
// counts. That instant never falls from touch to touch, so each replaces the one before.
void FunnelReader::take(std::size_t step, std::size_t place, std::int64_t at) {
    if (step == 0) {
        latest_[0] = at;
        keep_way(0, place);
        return;
    }
    const std::int64_t from = latest_[step - 1];
    if (from == not_reached || at - from >= funnel_.steps[step].within_micros) {
        return;
    }
    latest_[step] = funnel_.window_from == WindowFrom::previous ? at : from;
    keep_way(step, place);
}

void FunnelReader::keep_way(std::size_t step, std::size_t place) {
    const auto row = [&](std::size_t of) {
        return ways_.begin() + static_cast<std::ptrdiff_t>(of * latest_.size());
    };
    if (step > 0) {
        std::copy_n(row(step - 1), step, row(step));
    }
    row(step)[static_cast<std::ptrdiff_t>(step)] = place;
    if (step == way_.size()) {
        way_.assign(row(step), row(step) + static_cast<std::ptrdiff_t>(step) + 1);
    }
}

std::size_t FunnelReader::steps_reached(std::span<const std::uint32_t> kind,
                                        std::span<const std::int64_t> at) {
    std::ranges::fill(latest_, not_reached);
    way_.clear();
    for (std::size_t touch = 0; touch < kind.size(); ++touch) {
        // From the last step down, so that one touch is not two steps.
        for (std::size_t step = latest_.size(); step-- > 0;) {
            if (takes(step, kind[touch])) {
                take(step, touch, at[touch]);
            }
        }
    }
    return way_.size();
}

bool FunnelReader::open_at(std::int64_t now) const {
    return now - latest_[way_.size() - 1] < funnel_.steps[way_.size()].within_micros;
}

std::vector<std::int64_t> funnel_counts(const Funnel& funnel,
                                        std::span<const std::uint32_t> kind,
                                        std::span<const std::int64_t> at,
                                        std::span<const std::uint32_t> begin) {
    FunnelReader reader(funnel);
    std::vector<std::int64_t> counts(funnel.steps.size());
    for (std::size_t path = 0; path + 1 < begin.size(); ++path) {
        const std::size_t length = begin[path + 1] - begin[path];
        const std::size_t reached = reader.steps_reached(kind.subspan(begin[path], length),
                                                         at.subspan(begin[path], length));
        for (std::size_t step = 0; step < reached; ++step) {
            ++counts[step];
        }
    }
    return counts;
}

}  // namespace baton::attribution
