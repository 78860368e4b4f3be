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

private:
    [[nodiscard]] bool takes(std::size_t step, std::uint32_t kind) const;
    void take(std::size_t step, std::int64_t at);

    const Funnel& funnel_;
    std::vector<std::int64_t>
        latest_;  // by step: the latest from which its successor's window runs
};

// Of many, how many got at least that far: by step.
[[nodiscard]] std::vector<std::int64_t> funnel_counts(const Funnel& funnel,
                                                      std::span<const std::uint32_t> kind,
                                                      std::span<const std::int64_t> at,
                                                      std::span<const std::uint32_t> begin);

}  // namespace baton::attribution
