#include "backtest/wins.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::backtest {

Wins::Wins(const ledger::Timeline& timeline, Instant from, Instant as_of)
    : first_(timeline.contacts().size(), Instant::latest()) {
    for (const ledger::DealBrief& deal : timeline.deal_briefs()) {
        if (!deal.plain) {
            continue;
        }
        Instant& first = first_[deal.contact];
        if (deal.changed > as_of) {
            first = untold;
        } else if (deal.status == ledger::DealStatus::won && deal.ended_at >= from) {
            first = std::min(first, deal.ended_at);  // stays untold
        }
    }
}

}  // namespace baton::backtest
