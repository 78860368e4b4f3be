#include "engine/conservation.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "engine/silence.hpp"
#include "handoff/handoffs.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

class Counting {
public:
    Counting(const Workspace::View& view, Instant now) : view_(view), now_(now) {
        sum_.suspension = suspension_at(view.timeline, now);
    }

    void count(const ledger::Contact& contact) {
        if (!contact.created() || contact.merged) {
            return;  // what it had is the survivor's
        }
        const lifecycle::History& history = view_.live.history(view_.timeline.slot_of(contact));
        const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
        const LastEntry entry = last_entry(history);
        if (last == nullptr && entry.reached == nullptr) {
            return;
        }
        ++sum_.qualified;
        if (view_.directory.is_erased(contact.id)) {
            return close("erased", {});
        }
        const bool open = last != nullptr && handoff::is_open(handoff::state_after(last->step));
        if (open && !contact.deleted()) {
            count_open(contact, handoff::state_after(last->step));
        } else if (entry.reached == nullptr || (last != nullptr && last->at > entry.reached->at)) {
            close(open ? "deleted" : handoff::name(handoff::state_after(last->step)),
                  view_.timeline.dictionary().name(last->reason));
        } else {
            count_unoffered(contact, entry);
        }
    }

    [[nodiscard]] Conservation take() { return std::move(sum_); }

private:
    // The last time that the contact came to handoff.at, and the journey in which it did.
    struct LastEntry {
        const lifecycle::Journey* journey = nullptr;
        const lifecycle::Reached* reached = nullptr;
    };

    [[nodiscard]] LastEntry last_entry(const lifecycle::History& history) const {
        LastEntry last;
        for (const lifecycle::Journey& journey : history.journeys) {
            for (const lifecycle::Reached& reached : journey.stages) {
                if (reached.how != lifecycle::How::passed &&
                    is_qualifying(reached, view_.live.chain())) {
                    last = {.journey = &journey, .reached = &reached};
                }
            }
        }
        return last;
    }

    void close(std::string_view outcome, const std::string& reason) {
        ++sum_.closed[std::string(outcome)];
        if (!reason.empty()) {
            ++sum_.closed_reasons[std::string(outcome)][reason];
        }
    }

    void count_open(const ledger::Contact& contact, handoff::Step state) {
        if (state == handoff::Step::accepted) {
            ++sum_.accepted;
            return;
        }
        ++sum_.offered;
        const auto handoffs = handoff::read_handoffs(view_.timeline, contact, view_.live.chain());
        const bool late = !handoffs.empty() && (handoffs.back().response_missed(now_) ||
                                                handoffs.back().acceptance_missed(now_));
        sum_.overdue += late ? 1U : 0U;
    }

    void count_unoffered(const ledger::Contact& contact, const LastEntry& entry) {
        const lifecycle::History& history = view_.live.history(view_.timeline.slot_of(contact));
        const lifecycle::Chain& chain = view_.live.chain();
        const Qualified state = qualified_aloud(view_.timeline, contact, history, chain);
        if (state == Qualified::placed && is_silent(view_.timeline, contact, history, chain)) {
            return close("imported without offers", {});
        }
        switch (state) {
            case Qualified::no: return count_gone(entry);
            case Qualified::owned: return close("went on", "handed off before it qualified");
            case Qualified::placed: return close("placed by hand", {});
            case Qualified::waiting:
                return wait(fmt::format("on_effect: {} per rep per day",
                                        offers_per_day(*entry.reached, view_.live.chain())));
            case Qualified::never: return wait("on_effect: none");
            case Qualified::due: break;
        }
        if (sum_.suspension) {
            return wait("offers are suspended");
        }
        if (view_.live.waits(view_.timeline.slot_of(contact))) {
            return wait("nobody to offer it to");
        }
        ++sum_.dropped;
        sum_.dropped_contacts.push_back(contact_ref(view_.timeline, contact, now_));
    }

    // It qualified and left before anybody was offered it.
    void count_gone(const LastEntry& entry) {
        if (entry.reached->how == lifecycle::How::placed) {
            return close("placed by hand", {});
        }
        if (entry.journey->end) {
            return close(lifecycle::name(*entry.journey->end), entry.journey->reason);
        }
        close("went on", view_.live.chain().stage_name(entry.journey->stages.back()));
    }

    void wait(const std::string& reason) {
        ++sum_.waiting;
        ++sum_.waiting_reasons[reason];
    }

    const Workspace::View& view_;
    Instant now_;
    Conservation sum_;
};

}  // namespace

std::size_t Conservation::closed_total() const {
    return std::accumulate(
        closed.begin(), closed.end(), std::size_t{0}, [](std::size_t total, const auto& each) {
            return total + each.second;
        });
}

Conservation conservation(const Workspace::View& view, Instant now) {
    Counting counting(view, now);
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        counting.count(contact);
    }
    return counting.take();
}

}  // namespace baton::engine
