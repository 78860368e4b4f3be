#include "goals/sign_shares.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "goals/sign.hpp"
#include "goals/sign_statistics.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

// What a subject is held against.
struct Reference {
    Count count;
    double margin = 0;
};

Count minus(Count all, Count part) {
    return {.bad = all.bad - part.bad, .all = all.all - part.all};
}

// Before the window; nothing when the past does not count.
Count past_of(const Series& series, std::size_t week, std::size_t weeks, const Normal& normal) {
    return normal.past_margin && week >= weeks ? sum(series, week - weeks, normal.past_weeks)
                                               : Count();
}

std::vector<Reference> references_of(
    const Series& series, Count others, std::size_t week, std::size_t weeks, const Normal& normal) {
    std::vector<Reference> references;
    if (others.all >= normal.least) {
        references.push_back({.count = others, .margin = normal.others_margin});
    }
    const Count past = past_of(series, week, weeks, normal);
    if (normal.past_margin && past.all >= normal.least) {
        references.push_back({.count = past, .margin = *normal.past_margin});
    }
    return references;
}

// Nothing without enough to judge by, or without anything that is normal.
std::optional<Finding> held_against(const std::vector<Reference>& references,
                                    Count seen,
                                    std::int64_t least) {
    if (references.empty() || seen.all < least) {
        return std::nullopt;
    }
    Finding finding{.count = seen, .normal = 1, .value = seen.share(), .chance = 2};
    for (const Reference& reference : references) {
        const double chance = chance_beyond(seen, reference.count, reference.margin);
        if (chance < finding.chance) {
            finding.chance = chance;
            finding.normal = reference.count.share();
        }
        const double usual = reference.count.share() + (reference.margin / 2);
        finding.remains = finding.remains || seen.share() > usual;
    }
    // Bonferroni: so many occasions to speak by chance.
    finding.chance = std::min(1.0, finding.chance * static_cast<double>(references.size()));
    return finding;
}

// Of two windows; each halves what the other may claim.
std::optional<Finding> stronger(std::optional<Finding> one, std::optional<Finding> other) {
    if (!one || !other) {
        return one ? std::move(one) : std::move(other);
    }
    Finding& least = one->chance <= other->chance ? *one : *other;
    least.remains = one->remains;  // the short window closes
    least.chance = std::min(1.0, 2 * least.chance);
    return least;
}

}  // namespace

Judgement beyond_limit(const Tallies& tallies, std::size_t week, const Limit& limit) {
    const Count count = tallies.sum(limit.stream, week, limit.weeks);
    Finding finding{.count = count,
                    .normal = limit.opens,
                    .value = count.share(),
                    .chance = binomial_tail(count.bad, count.all, limit.opens)};
    finding.opens = finding.chance <= limit.chance;
    finding.remains = count.share() > limit.closes;
    return {.n = count.all, .findings = {finding}};
}

Judgement beyond_normal(const Tallies& tallies, std::size_t week, const Normal& normal) {
    Judgement judgement;
    const Count all = tallies.sum(normal.stream, week, normal.long_weeks);
    for (const auto& [subject, series] : tallies.in(normal.stream)) {
        if (subject.empty()) {
            continue;  // what is not known has no source to be judged
        }
        const Count seen = sum(series, week, normal.long_weeks);
        const Count others = minus(all, seen);
        const Count past = past_of(series, week, normal.weeks, normal);
        judgement.n = std::max(judgement.n, std::min(seen.all, std::max(others.all, past.all)));
        std::optional<Finding> found;
        for (const std::size_t weeks : {normal.weeks, normal.long_weeks}) {
            found = stronger(std::move(found),
                             held_against(references_of(series, others, week, weeks, normal),
                                          sum(series, week, weeks),
                                          normal.least));
        }
        if (found) {
            found->dimension = std::string(normal.dimension);
            found->subject = subject;
            judgement.findings.push_back(*std::move(found));
        }
    }
    return judgement;
}

void open_discoveries(std::span<Finding> findings, double rate) {
    std::vector<double> chances;
    std::ranges::transform(findings, std::back_inserter(chances), &Finding::chance);
    const double limit = discovery_limit(std::move(chances), rate);
    for (Finding& finding : findings) {
        finding.opens = finding.chance <= limit;
    }
}

void add(Judgement& judgement, Judgement other) {
    judgement.n = std::max(judgement.n, other.n);
    std::ranges::move(other.findings, std::back_inserter(judgement.findings));
}

}  // namespace baton::goals
