#pragma once

#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::backtest {

// When a deal of each contact was first won, read from the briefs of the deals in one pass, so that
// those who entered nothing need not be looked at one by one.
class Wins {
public:
    // Of deals won at or after `from`, as things stand at `as_of`.
    Wins(const ledger::Timeline& timeline, Instant from, Instant as_of);

    // latest(): never; `untold` where the briefs do not tell. REQUIRES: the contact was not merged,
    // gathered nobody and had no deal that is not plain.
    [[nodiscard]] Instant first(ledger::Slot contact) const {
        return contact < first_.size() ? first_[contact] : untold;
    }

    static constexpr Instant untold = Instant::earliest();

private:
    std::vector<Instant> first_;  // by contact
};

}  // namespace baton::backtest
