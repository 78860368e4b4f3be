#include "backtest/capacity.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "backtest/shares.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "lifecycle/duration.hpp"

namespace baton::backtest {

namespace {

using ledger::HandoffStep;

constexpr int good_day_percentile = 90;
constexpr int days_searched_max = 400;  // a calendar may have no working day left

using DayCounts = std::map<Date, std::int64_t>;

class WorkingDays {
public:
    explicit WorkingDays(const lifecycle::Calendar& calendar) : calendar_(calendar) {}

    [[nodiscard]] bool works(Date day) const {
        if (!calendar_.hours) {
            return true;
        }
        const agreement::BusinessHours& hours = *calendar_.hours;
        return hours.days.at(static_cast<std::size_t>(weekday_of(day))) &&
               std::ranges::find(hours.holidays, day) == hours.holidays.end();
    }

    // The day itself, else the next that is worked on.
    [[nodiscard]] Date day_for(Instant at) const {
        const Date first = calendar_.zone.day_of(at);
        for (Date day = first; day.days < first.days + days_searched_max; ++day.days) {
            if (works(day)) {
                return day;
            }
        }
        return first;
    }

    [[nodiscard]] std::int64_t count(Date from, Date to) const {
        std::int64_t days = 0;
        for (Date day = from; day <= to; ++day.days) {
            days += works(day) ? 1 : 0;
        }
        return days;
    }

private:
    const lifecycle::Calendar& calendar_;
};

// The answers that came in time, by working day, and who gave them.
struct InTime {
    DayCounts by_day = {};
    std::set<std::string> reps = {};
};

void take_answers(const Life& life,
                  const agreement::Agreement& agreement,
                  const lifecycle::Calendar& calendar,
                  const Question& question,
                  InTime& in_time) {
    const HandoffStepAt* offer = nullptr;
    for (const HandoffStepAt& step : life.handoffs) {
        if (step.step == HandoffStep::offered) {
            offer = &step;
            continue;
        }
        const bool answers = step.step == HandoffStep::accepted ||
                             step.step == HandoffStep::rejected ||
                             step.step == HandoffStep::recycled;
        if (offer == nullptr || !answers) {
            continue;
        }
        const Instant due =
            lifecycle::after(offer->at, agreement.handoff->respond_within, calendar);
        if (step.at < due && question.in_range(step.at)) {
            ++in_time.by_day[WorkingDays(calendar).day_for(step.at)];
            in_time.reps.insert(offer->owner);
        }
        offer = nullptr;
    }
}

}  // namespace

CapacityFigures capacity_of(const agreement::Agreement& agreement,
                            const Question& question,
                            const Everybody& everybody,
                            const std::vector<Instant>& entered) {
    const lifecycle::Calendar calendar = lifecycle::calendar_of(agreement);
    const WorkingDays days(calendar);
    CapacityFigures figures;
    const Instant start = std::max(question.from, everybody.first_created);
    if (start < question.end()) {
        figures.working_days =
            days.count(calendar.zone.day_of(start), calendar.zone.day_of(plus(question.end(), -1)));
    }
    if (figures.working_days > 0) {
        figures.entered_a_day =
            static_cast<double>(entered.size()) / static_cast<double>(figures.working_days);
    }
    DayCounts brought;
    for (const Instant at : entered) {
        figures.busiest_day = std::max(figures.busiest_day, ++brought[days.day_for(at)]);
    }
    InTime in_time;
    for (const Life& life : everybody.lives) {
        if (life.is_person()) {
            take_answers(life, agreement, calendar, question, in_time);
        }
    }
    figures.reps = static_cast<std::int64_t>(in_time.reps.size());
    if (in_time.by_day.empty()) {
        return figures;
    }
    std::vector<std::int64_t> answered;
    for (const auto& [day, count] : in_time.by_day) {
        answered.push_back(count);
    }
    figures.answered_in_time_a_day = nearest_rank(std::move(answered), good_day_percentile);
    figures.days_over = std::ranges::count_if(
        brought, [&](const auto& day) { return day.second > *figures.answered_in_time_a_day; });
    return figures;
}

}  // namespace baton::backtest
