#include "goals/sign.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "goals/sign_facts.hpp"
#include "goals/tallies.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::goals {

namespace {

constexpr std::size_t trend_weeks = 26;

using FindingKey = std::pair<std::string, std::string>;

struct Spell {
    Instant since;
    int quiet = 0;
};

FindingKey key_of(const Finding& finding) {
    return {finding.dimension, finding.subject};
}

// Who is open after this week, of who was before it.
void turn(std::map<FindingKey, Spell>& open,
          const Judgement& judgement,
          Instant ends,
          int quiet_weeks) {
    for (auto& [key, standing] : open) {
        ++standing.quiet;
    }
    for (const Finding& finding : judgement.findings) {
        if (finding.opens) {
            open.try_emplace(key_of(finding), Spell{.since = ends}).first->second.quiet = 0;
        } else if (const auto found = open.find(key_of(finding));
                   found != open.end() && finding.remains) {
            found->second.quiet = 0;
        }
    }
    std::erase_if(open, [&](const auto& each) { return each.second.quiet >= quiet_weeks; });
}

void note_turn(std::vector<Episode>& episodes, bool open, Instant ends) {
    const bool was_open = !episodes.empty() && episodes.back().until == Instant::latest();
    if (open && !was_open) {
        episodes.push_back({.since = ends});
    } else if (!open && was_open) {
        episodes.back().until = ends;
    }
}

// Weeks without enough to judge by are quiet.
Judgement judge_week(const Sign& sign, const Tallies& tallies, std::size_t week) {
    Judgement judgement = sign.judge(tallies, week);
    if (judgement.n < sign.least) {
        judgement.findings.clear();
    }
    return judgement;
}

Count count_of(const Sign& sign, const Tallies& tallies, std::size_t week) {
    if (sign.counted != nullptr) {
        return sign.counted(tallies, week);
    }
    return sign.of_held ? tallies.held[week] : tallies.sum(sign.streams.front(), week, 1);
}

std::vector<TrendPoint> trend_of(const Sign& sign, const Tallies& tallies) {
    std::vector<TrendPoint> trend;
    if (sign.streams.empty() && !sign.of_held) {
        return trend;
    }
    const std::size_t full = tallies.ends.size() - 1;
    for (std::size_t week = full - std::min(full, trend_weeks); week < full; ++week) {
        trend.push_back({.ends = tallies.ends[week], .count = count_of(sign, tallies, week)});
    }
    return trend;
}

std::vector<Evidence> unheld(const SignState& state, const SignFacts& facts) {
    std::vector<Evidence> rows;
    for (const Held& held : facts.held) {
        if (!held.kept && held.from <= state.judged_at && state.judged_at < held.to) {
            rows.push_back({.at = held.from, .record = held.contact});
        }
    }
    return rows;
}

std::vector<Evidence> bad_facts(const SignState& state,
                                const SignFacts& facts,
                                const Tallies& tallies) {
    const auto week = static_cast<std::size_t>(
        std::ranges::lower_bound(tallies.ends, state.judged_at) - tallies.ends.begin());
    const Instant begin = tallies.begin_of(week, state.sign->window_weeks);
    std::set<std::string, std::less<>> subjects;
    for (const OpenFinding& each : state.open) {
        subjects.insert(each.finding.subject);
    }
    const bool everything = subjects.empty() || subjects.contains("");
    std::vector<Evidence> rows;
    for (const Stream stream : state.sign->streams) {
        for (const Fact& fact : facts.in(stream)) {
            const std::string& subject = facts.names[fact.subject];
            if (fact.bad && fact.at >= begin && fact.at <= state.judged_at &&
                (everything || subjects.contains(subject))) {
                rows.push_back({.at = fact.at, .record = fact.record, .subject = subject});
            }
        }
    }
    return rows;
}

}  // namespace

std::string_view name(SignOwner owner) {
    switch (owner) {
        case SignOwner::marketing: return "marketing";
        case SignOwner::sales: return "sales";
        case SignOwner::lead: return "lead";
    }
    return {};
}

std::string_view name(Standing standing) {
    switch (standing) {
        case Standing::open: return "open";
        case Standing::clear: return "clear";
        case Standing::too_little: return "not_enough_data";
    }
    return {};
}

SignState state_of(const Sign& sign, const Tallies& tallies) {
    SignState state{.sign = &sign, .judged_at = tallies.ends.back()};
    std::map<FindingKey, Spell> open;
    const std::size_t weeks = tallies.ends.size() - (sign.judged_now ? 0 : 1);
    Judgement last;
    for (std::size_t week = 0; week < weeks; ++week) {
        last = judge_week(sign, tallies, week);
        turn(open, last, tallies.ends[week], sign.quiet_weeks);
        state.judged_at = tallies.ends[week];
        note_turn(state.episodes, !open.empty(), state.judged_at);
    }
    state.n = last.n;
    for (const auto& [key, standing] : open) {
        const auto found = std::ranges::find(last.findings, key, key_of);
        const Finding gone{.dimension = key.first, .subject = key.second};
        state.open.push_back(
            {.finding = found == last.findings.end() ? gone : *found, .since = standing.since});
        state.since = std::min(state.since.value_or(standing.since), standing.since);
    }
    std::ranges::stable_sort(
        state.open, {}, [](const OpenFinding& each) { return each.finding.chance; });
    state.standing = !open.empty()          ? Standing::open
                     : last.n >= sign.least ? Standing::clear
                                            : Standing::too_little;
    state.looked_at = std::move(last.findings);
    state.trend = trend_of(sign, tallies);
    return state;
}

std::vector<Evidence> evidence_of(const SignState& state,
                                  const SignFacts& facts,
                                  const Tallies& tallies) {
    std::vector<Evidence> rows =
        state.sign->of_held ? unheld(state, facts) : bad_facts(state, facts, tallies);
    std::ranges::sort(rows, std::greater<>(), [](const Evidence& row) {
        return std::tuple(row.at, row.record, row.subject);
    });
    const auto twice = std::ranges::unique(rows, [](const Evidence& one, const Evidence& other) {
        return one.at == other.at && one.record == other.record && one.record != ledger::no_slot;
    });
    rows.erase(twice.begin(), twice.end());
    return rows;
}

}  // namespace baton::goals
