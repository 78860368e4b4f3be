#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "goals/sign.hpp"
#include "goals/sign_facts.hpp"
#include "goals/sign_statistics.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

constexpr std::int64_t least = 30;
constexpr std::size_t now_weeks = 3;
constexpr std::size_t before_weeks = 12;
constexpr double now_share = static_cast<double>(now_weeks) / (now_weeks + before_weeks);
constexpr double chance = 0.05;
constexpr double change = 0.1;
constexpr std::array streams{Stream::rejected_by_channel};

struct Counts {
    std::int64_t now = 0;
    std::int64_t before = 0;

    // Against as many weeks before.
    [[nodiscard]] double ratio() const {
        const double expected = static_cast<double>(before) * now_weeks / before_weeks;
        return expected > 0 ? static_cast<double>(now) / expected : 1;
    }
};

// Two thirds of the weeks that end with `last`: a holiday is no fall, so those with the fewest MQLs
// do not count.
std::vector<std::size_t> busy_weeks(const Tallies& tallies, std::size_t last, std::size_t weeks) {
    std::vector<std::size_t> busy;
    for (std::size_t week = last + 1 - weeks; week <= last; ++week) {
        busy.push_back(week);
    }
    std::ranges::sort(busy, std::greater<>(), [&](std::size_t week) {
        return std::pair(tallies.sum(Stream::qualified, week, 1).all, week);
    });
    busy.resize(weeks * 2 / 3);
    return busy;
}

std::int64_t count_in(const Tallies& tallies,
                      const std::vector<std::size_t>& weeks,
                      Stream stream) {
    std::int64_t count = 0;
    for (const std::size_t week : weeks) {
        count += tallies.sum(stream, week, 1).all;
    }
    return count;
}

// Two counts of Poisson: how many of all fall into the later weeks is binomial.
Judgement judge(const Tallies& tallies, std::size_t week) {
    if (week < now_weeks + before_weeks) {
        return {};
    }
    const auto now = busy_weeks(tallies, week, now_weeks);
    const auto before = busy_weeks(tallies, week - now_weeks, before_weeks);
    const Counts mqls{.now = count_in(tallies, now, Stream::qualified),
                      .before = count_in(tallies, before, Stream::qualified)};
    const Counts accepted{.now = count_in(tallies, now, Stream::accepted),
                          .before = count_in(tallies, before, Stream::accepted)};
    const double up = binomial_tail(mqls.now, mqls.now + mqls.before, now_share);
    const double down =
        binomial_tail(accepted.before, accepted.now + accepted.before, 1 - now_share);
    return {.n = std::min(mqls.before, accepted.before),
            .findings = {{.count = {.bad = accepted.now, .all = mqls.now},
                          .normal = mqls.ratio(),
                          .value = accepted.ratio(),
                          .chance = std::max(up, down),
                          .opens = up <= chance && down <= chance && mqls.ratio() >= 1 + change &&
                                   accepted.ratio() <= 1 - change,
                          .remains = mqls.ratio() > 1 && accepted.ratio() < 1}}};
}

Count counted(const Tallies& tallies, std::size_t week) {
    return {.bad = tallies.sum(Stream::accepted, week, 1).all,
            .all = tallies.sum(Stream::qualified, week, 1).all};
}

}  // namespace

Sign sign_more_mqls_fewer_accepted() {
    return {
        .key = "more_mqls_fewer_accepted",
        .kind = "mismatched goals",
        .title = "More MQLs, fewer accepted",
        .formula =
            "Contacts who came to the stage that is handed off, and handoffs accepted, each of the "
            "last three weeks against the twelve before; of both the third with the fewest MQLs is "
            "left out.",
        .opens =
            "MQLs up by 10 % and accepted down by 10 % or more; each by chance in at most 5 % "
            "(conditional binomial test of two Poisson counts; Przyborowski and Wilenski, 1940).",
        .closes = "One of both has turned, for 3 weeks in a row.",
        .least = least,
        .window_weeks = now_weeks,
        .owner = SignOwner::marketing,
        .next_step = "Open in the backtest lab",
        .next_link = "/lab",
        .streams = streams,
        .counted = counted,
        .judge = judge};
}

}  // namespace baton::goals
