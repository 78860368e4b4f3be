#pragma once

#include <vector>

#include "backtest/life.hpp"
#include "backtest/tune.hpp"
#include "backtest/tune_report.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/postings.hpp"

namespace baton::backtest {

// The mature part of the range, and where it is split.
struct TuneParts {
    Instant from;
    Instant split;
    Instant to;
};

// O(contacts).
[[nodiscard]] TuneParts parts_of(const TuneQuestion& asked, const ledger::Timeline& timeline);

// Counts what every draft of the question brought in the two parts. Keeps buffers and counts: one
// for each thread. What it refers to must outlive it; the postings are prepared for the question.
class TuneReader {
public:
    TuneReader(const TuneQuestion& asked,
               const TuneParts& parts,
               const ledger::Timeline& timeline,
               lifecycle::Postings& postings);

    // Counts the contacts in slots [from, to).
    void read(ledger::Slot from, ledger::Slot to);

    // By draft.
    [[nodiscard]] const std::vector<TuneHalves>& counts() const { return counts_; }

private:
    void count(const Life& life);

    const TuneQuestion& asked_;
    TuneParts parts_;
    LifeReader reader_;
    std::vector<TuneHalves> counts_;
};

// Adds counts of other contacts, by draft.
void add(const std::vector<TuneHalves>& from, std::vector<TuneHalves>& to);

// Shares, the front and warnings from all contacts' counts.
[[nodiscard]] TuneReport report_of(const TuneQuestion& asked,
                                   const TuneParts& parts,
                                   const ledger::Timeline& timeline,
                                   const std::vector<TuneHalves>& counts);

}  // namespace baton::backtest
