#pragma once

#include <algorithm>
#include <bit>
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
// touch is one step. One pass. REQUIRES: at most steps_max steps; instants never fall.
class FunnelReader {
public:
    static constexpr std::size_t steps_max = 32;

    explicit FunnelReader(const Funnel& funnel);

    // Turns to the touches of somebody else.
    void start();

    // The touches at places [begin, end), which come next: steps_at(place) tells the steps that one
    // can be, as bits, and at_of(place) when one happened. That is asked of few: only of what can
    // be a later step after a first one was taken, and of those that these would follow.
    template <typename StepsAt, typename AtOf>
    void read(std::uint32_t begin, std::uint32_t end, StepsAt steps_at, AtOf at_of) {
        const std::size_t found = find_later(begin, end, steps_at);
        for (std::size_t each = 0; each < found && !is_complete(); ++each) {
            const Later& later = later_[each];
            latest_.front() = later.first_step;
            if ((later.steps & open_) != 0) {
                take(later.steps & open_, later.place, at_of);
            }
        }
        latest_.front() = latest_first_;
    }

    // Nothing that comes later changes anything.
    [[nodiscard]] bool is_complete() const { return reached() == latest_.size(); }

    // How many steps were reached so far.
    [[nodiscard]] std::size_t reached() const;

    // Which touches the steps were. Of all ways to get that far, it is the one that got there
    // first; of those, with windows from the first step, the one that began last; and of those the
    // one whose steps, from the last backwards, came latest. Valid until the next touch.
    [[nodiscard]] std::span<const std::uint32_t> way();

    // Whether the window of the next step is still open at `now`, for some way that got as far.
    // REQUIRES: a step was reached, and not the last.
    template <typename AtOf>
    [[nodiscard]] bool open_at(std::int64_t now, AtOf at_of) const {
        const std::size_t reached = this->reached();
        return now - at_of(latest_[reached - 1]) < funnel_.steps[reached].within_micros;
    }

    // All touches of one: each by its kind. REQUIRES: `kind` and `at` are as long.
    [[nodiscard]] std::size_t steps_reached(std::span<const std::uint32_t> kind,
                                            std::span<const std::int64_t> at);

private:
    static constexpr std::uint32_t nowhere = 0xFFFFFFFF;
    static constexpr std::uint32_t first_step = 1;
    static constexpr std::uint32_t second_step = 2;

    // A touch that can be a later step, and the latest first step before it.
    struct Later {
        std::uint32_t place = 0;
        std::uint32_t first_step = 0;
        std::uint32_t steps = 0;
    };

    // Written without a branch: which touch is which step cannot be predicted.
    template <typename StepsAt>
    std::size_t find_later(std::uint32_t begin, std::uint32_t end, StepsAt steps_at) {
        later_.resize(std::max<std::size_t>(later_.size(), end - begin + 1));
        Later* const later = later_.data();
        std::uint32_t first = first_;
        std::uint32_t latest = latest_first_;
        std::size_t found = 0;
        for (std::uint32_t place = begin; place < end; ++place) {
            const std::uint32_t steps = steps_at(place);
            later[found] = {.place = place, .first_step = latest, .steps = steps & ~first_step};
            found += (steps & ~first_step) != 0 && latest != nowhere ? 1 : 0;
            const std::uint32_t if_first = (steps & first_step) - 1;  // no bit, else all
            first = std::min(first, place | if_first);
            latest = (place & ~if_first) | (latest & if_first);
        }
        first_ = first;
        latest_first_ = latest;
        return found;
    }

    // From the last step down, so that one touch is not two steps. The later the touch from which
    // a window runs, the longer the window is open: only the latest counts. That touch never
    // falls back, so each replaces the one before.
    template <typename AtOf>
    void take(std::uint32_t steps, std::uint32_t place, AtOf at_of) {
        const std::int64_t at = at_of(place);
        while (steps != 0) {
            const auto step = static_cast<std::size_t>(std::bit_width(steps)) - 1;
            steps &= ~(1U << step);
            const std::uint32_t from = latest_[step - 1];
            if (at - at_of(from) < funnel_.steps[step].within_micros) {
                latest_[step] = funnel_.window_from == WindowFrom::previous ? place : from;
                open_ |= 2U << step;
                keep_way(step, place);
            }
        }
    }

    void keep_way(std::size_t step, std::uint32_t place);

    const Funnel& funnel_;
    std::vector<std::uint32_t> steps_of_kind_;  // as bits
    std::uint32_t open_ = second_step;      // later steps whose predecessor was reached, as bits
    std::uint32_t first_ = nowhere;         // the first and the latest touch that were the
    std::uint32_t latest_first_ = nowhere;  // first step
    std::vector<Later> later_;
    // By step: the latest touch from which its successor's window runs.
    std::vector<std::uint32_t> latest_;
    // By step, as many for each as there are steps: the places of the way that it ends.
    std::vector<std::uint32_t> ways_;
    std::vector<std::uint32_t> way_;
};

// Of many, how many got at least that far: by step.
[[nodiscard]] std::vector<std::int64_t> funnel_counts(const Funnel& funnel,
                                                      std::span<const std::uint32_t> kind,
                                                      std::span<const std::int64_t> at,
                                                      std::span<const std::uint32_t> begin);

}  // namespace baton::attribution
