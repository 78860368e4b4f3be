#include "attribution/funnel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace baton::attribution {

FunnelReader::FunnelReader(const Funnel& funnel)
    : funnel_(funnel),
      latest_(funnel.steps.size(), nowhere),
      ways_(funnel.steps.size() * funnel.steps.size()) {
    for (std::size_t step = 0; step < funnel.steps.size(); ++step) {
        const std::vector<bool>& kinds = funnel.steps[step].kinds;
        steps_of_kind_.resize(std::max(steps_of_kind_.size(), kinds.size()));
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            steps_of_kind_[kind] |= kinds[kind] ? 1U << step : 0U;
        }
    }
}

void FunnelReader::start() {
    open_ = second_step;
    first_ = nowhere;
    latest_first_ = nowhere;
    std::ranges::fill(latest_, nowhere);
    way_.clear();
}

// Rows of the way to the second step and beyond: what the first step was is taken then.
void FunnelReader::keep_way(std::size_t step, std::uint32_t place) {
    const std::size_t steps = latest_.size();
    std::uint32_t* const row = ways_.data() + step * steps;
    if (step == 1) {
        row[0] = latest_.front();
    } else {
        std::copy_n(row - steps, step, row);
    }
    row[step] = place;
    if (step >= way_.size()) {
        way_.assign(row, row + step + 1);
    }
}

std::size_t FunnelReader::reached() const {
    return way_.empty() && first_ != nowhere ? 1 : way_.size();
}

std::span<const std::uint32_t> FunnelReader::way() {
    if (way_.empty() && first_ != nowhere) {
        way_.assign(1, first_);
    }
    return way_;
}

std::size_t FunnelReader::steps_reached(std::span<const std::uint32_t> kind,
                                        std::span<const std::int64_t> at) {
    start();
    const auto steps_at = [&](std::uint32_t place) {
        return kind[place] < steps_of_kind_.size() ? steps_of_kind_[kind[place]] : 0;
    };
    read(0, static_cast<std::uint32_t>(kind.size()), steps_at, [&](std::uint32_t place) {
        return at[place];
    });
    return way().size();
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
