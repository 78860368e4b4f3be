#include "engine/conservation.hpp"

#include <numeric>

#include "engine/offers.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

// A qualified contact that was handed off: open, or closed with the way it ended.
void count_owned(Conservation& sum, const ledger::Contact& contact) {
    const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
    const handoff::Step state = handoff::state_after(last->step);
    if (state == handoff::Step::accepted) {
        ++sum.accepted;
    } else if (handoff::is_open(state)) {
        ++sum.offered;
    } else {
        ++sum.closed[std::string(handoff::name(state))];
    }
}

}  // namespace

std::size_t Conservation::closed_total() const {
    return std::accumulate(
        closed.begin(), closed.end(), std::size_t{0}, [](std::size_t total, const auto& each) {
            return total + each.second;
        });
}

Conservation conservation(const Workspace::View& view, Instant now) {
    Conservation sum;
    const ledger::Timeline& timeline = view.timeline;
    for (const ledger::Contact& contact : timeline.contacts()) {
        const lifecycle::History& history = view.live.history(timeline.slot_of(contact));
        const Qualified state = qualified(contact, history, view.live.chain());
        sum.qualified += state == Qualified::no ? 0U : 1U;
        switch (state) {
            case Qualified::no: break;
            case Qualified::owned: count_owned(sum, contact); break;
            case Qualified::waiting: ++sum.waiting; break;
            case Qualified::placed: ++sum.closed["placed by hand"]; break;
            case Qualified::due:
                ++sum.dropped;
                sum.dropped_contacts.push_back(contact_ref(timeline, contact, now));
                break;
        }
    }
    return sum;
}

}  // namespace baton::engine
