#include "goals/tallies.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "goals/sign_facts.hpp"

namespace baton::goals {

namespace {

// So long before the first week that is counted nothing matters.
std::vector<Instant> ends_of(Instant first, Instant now, const TimeZone& zone) {
    const Date today = zone.day_of(now);
    Date monday{today.days - weekday_of(today)};
    std::vector<Instant> ends{now};
    while (ends.size() <= tallied_weeks_max) {
        const Instant end = zone.start_of(monday);
        if (end < first) {
            break;
        }
        ends.push_back(end);
        monday.days -= 7;
    }
    std::ranges::reverse(ends);
    return ends;
}

Instant first_of(const SignFacts& facts, Instant now) {
    Instant first = now;
    for (const auto& stream : facts.of) {
        for (const Fact& fact : stream) {
            first = std::min(first, fact.at);
        }
    }
    for (const Held& held : facts.held) {
        first = std::min(first, held.from);
    }
    for (const TeamGoal& goal : facts.goals) {
        first = std::min(first, goal.from);
    }
    return first;
}

// The week in which it falls: a fact of the very end of one is the next one's, but for `now`.
std::optional<std::size_t> week_of(const std::vector<Instant>& ends, Instant at) {
    const Instant begin = plus(ends.front(), -7 * day_micros);
    if (at > ends.back() || at < begin) {
        return std::nullopt;
    }
    const auto after = std::ranges::upper_bound(ends, at);
    return static_cast<std::size_t>(std::min(after, ends.end() - 1) - ends.begin());
}

void tally_stream(const SignFacts& facts, Stream stream, Tallies& tallies) {
    std::map<Name, Series*> known;
    BySubject& of = tallies.of[static_cast<std::size_t>(stream)];
    for (const Fact& fact : facts.in(stream)) {
        const auto week = week_of(tallies.ends, fact.at);
        if (!week) {
            continue;
        }
        Series*& series = known[fact.subject];
        if (series == nullptr) {
            series = &of[facts.names[fact.subject]];
            series->resize(tallies.ends.size());
        }
        (*series)[*week] += {.bad = fact.bad ? 1 : 0, .all = 1};
    }
}

void tally_held(const SignFacts& facts, Tallies& tallies) {
    tallies.held.resize(tallies.ends.size());
    for (const Held& held : facts.held) {
        const auto begin = std::ranges::lower_bound(tallies.ends, held.from) - tallies.ends.begin();
        const auto end = std::ranges::lower_bound(tallies.ends, held.to) - tallies.ends.begin();
        for (auto week = begin; week < end; ++week) {
            tallies.held[static_cast<std::size_t>(week)] += {.bad = held.kept ? 0 : 1, .all = 1};
        }
    }
}

GoalsThen goals_at(const SignFacts& facts, Instant at) {
    GoalsThen then;
    for (const TeamGoal& goal : facts.goals) {
        if (goal.from <= at && at < goal.to) {
            auto& kind = goal.kind == GoalKind::revenue ? then.revenue : then.other;
            ++kind[static_cast<std::size_t>(goal.team)];
        }
    }
    return then;
}

}  // namespace

Count sum(const Series& series, std::size_t last, std::size_t weeks) {
    Count total;
    const std::size_t begin = last + 1 >= weeks ? last + 1 - weeks : 0;
    for (std::size_t week = begin; week <= last && week < series.size(); ++week) {
        total += series[week];
    }
    return total;
}

Count Tallies::sum(Stream stream, std::size_t last, std::size_t weeks) const {
    Count total;
    for (const auto& [subject, series] : in(stream)) {
        total += goals::sum(series, last, weeks);
    }
    return total;
}

Instant Tallies::begin_of(std::size_t last, std::size_t weeks) const {
    return last >= weeks ? ends[last - weeks] : Instant::earliest();
}

Tallies tally(const SignFacts& facts, Instant now, const TimeZone& zone) {
    Tallies tallies;
    tallies.ends = ends_of(first_of(facts, now), now, zone);
    for (std::size_t stream = 0; stream < stream_count; ++stream) {
        tally_stream(facts, static_cast<Stream>(stream), tallies);
    }
    tally_held(facts, tallies);
    for (const Instant end : tallies.ends) {
        tallies.goals.push_back(goals_at(facts, end));
    }
    return tallies;
}

}  // namespace baton::goals
