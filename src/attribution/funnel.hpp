#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Who did one thing after another, each in time.
namespace baton::attribution {

// From which step a window runs.
enum class WindowFrom : std::uint8_t { first, previous };

struct FunnelStep {
    std::vector<bool> kinds = {};    // by code: the kinds of touches that are this step
    std::int64_t within_micros = 0;  // of the first step nothing; else at least 1
};

struct Funnel {
    std::vector<FunnelStep> steps = {};
    WindowFrom window_from = WindowFrom::previous;
};

// How many steps one got, at best: the longest beginning of the funnel for which there are touches
// in strict order, one for each step, each within its window (rule 11: less than the window after
// the touch from which it runs). Touches come in event order, which breaks ties of instants; one
// touch is one step. One pass. REQUIRES: `kind` and `at` are as long, `at` never falls.
class FunnelReader {
public:
    explicit FunnelReader(const Funnel& funnel);

    [[nodiscard]] std::size_t steps_reached(std::span<const std::uint32_t> kind,
                                            std::span<const std::int64_t> at);

    // Of the last reading: which touches the steps were, by place. Of all ways to get that far, it
    // is the one that got there first; of those, with windows from the first step, the one that
    // began last; and of those the one whose steps, from the last backwards, came latest. Valid
    // until the next reading.
    [[nodiscard]] std::span<const std::size_t> way() const { return way_; }

    // Of the last reading: whether the window of the next step is still open at `now`, for some way
    // that got as far. REQUIRES: a step was reached, and not the last.
    [[nodiscard]] bool open_at(std::int64_t now) const;

private:
    [[nodiscard]] bool takes(std::size_t step, std::uint32_t kind) const;
    void take(std::size_t step, std::size_t place, std::int64_t at);
    void keep_way(std::size_t step, std::size_t place);

    const Funnel& funnel_;
    // By step: the latest from which its successor's window runs.
    std::vector<std::int64_t> latest_;
    // By step, as many for each as there are steps: the places of the way that it ends.
    std::vector<std::size_t> ways_;
    std::vector<std::size_t> way_;
};

// Of many, how many got at least that far: by step.
[[nodiscard]] std::vector<std::int64_t> funnel_counts(const Funnel& funnel,
                                                      std::span<const std::uint32_t> kind,
                                                      std::span<const std::int64_t> at,
                                                      std::span<const std::uint32_t> begin);

}  // namespace baton::attribution
