#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "goals/sign.hpp"
#include "goals/sign_facts.hpp"
#include "goals/sign_statistics.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

constexpr std::int64_t beginning_least = 100;
constexpr std::int64_t least = 140;
constexpr double shift = 0.15;
constexpr double decision = 6;
constexpr double sum_most = 2 * decision;
constexpr double share_least = 0.02;
constexpr double share_most = 0.95;
constexpr std::array streams{Stream::accepted_by_version};

// Until a version has so many answers it says what is normal for it; from then on it is watched.
Finding drift_of(const std::string& version, const Series& series, std::size_t week) {
    Count beginning;
    std::size_t at = 0;
    for (; at <= week && beginning.all < beginning_least; ++at) {
        beginning += series[at];
    }
    const double normal = std::clamp(wilson(beginning).high, share_least, share_most - shift);
    Cusum cusum(normal, normal + shift, sum_most);
    for (; at <= week; ++at) {
        cusum.add(series[at]);
    }
    const Count recent = sum(series, week, 4);
    return {.dimension = "version",
            .subject = version,
            .count = recent,
            .normal = beginning.share(),
            .value = recent.share(),
            .chance = std::exp(-cusum.value()),
            .opens = cusum.value() >= decision && recent.share() > normal,
            .remains = recent.share() > normal};
}

Judgement judge(const Tallies& tallies, std::size_t week) {
    Judgement judgement;
    for (const auto& [version, series] : tallies.in(Stream::accepted_by_version)) {
        judgement.n = std::max(judgement.n, sum(series, week, week + 1).all);
        if (sum(series, week, 4).all > 0 && sum(series, week, week + 1).all >= least) {
            judgement.findings.push_back(drift_of(version, series, week));
        }
    }
    return judgement;
}

}  // namespace

Sign sign_definition_drift() {
    return {.key = "definition_drift",
            .kind = "definition drift",
            .title = "The definition no longer brings what it did",
            .formula =
                "Rejected or recycled, of the answers to contacts that a version qualified, week "
                "by week after its first 100.",
            .opens =
                "Cumulative sum (Page, 1954) of log likelihood ratios, of 15 points above the "
                "upper Wilson bound (90 %) of the version's first 100 answers: 6 or more, and at "
                "most 12, while the share of four weeks is above that bound.",
            .closes = "The share of four weeks is back under that bound for 3 weeks in a row.",
            .least = least,
            .window_weeks = 4,
            .owner = SignOwner::lead,
            .next_step = "Open in the backtest lab",
            .next_link = "/lab",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
