#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string>
#include <variant>

#include "engine/offers.hpp"
#include "engine/people.hpp"
#include "engine/random_life.hpp"
#include "engine/suspension.hpp"
#include "handoff/handoffs.hpp"
#include "handoff/transition.hpp"

// What has to hold of handoffs, whatever was done.
namespace baton::engine::testing {

std::string RandomLife::dropped() {
    return running_.workspace().read([&](const Workspace::View& view) -> std::string {
        const bool suspended = suspension_at(view.timeline, running_.now()).has_value();
        for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
            const ledger::Contact& contact = view.timeline.contacts()[slot];
            const lifecycle::History& history = view.live.history(slot);
            const auto which = fmt::format("contact {}: ", contact.id.value);
            if (!view.live.is_frozen(slot) &&
                qualified(contact, history, view.live.chain()) == Qualified::due &&
                !(view.live.waits(slot) && suspended)) {
                return which + "qualified, and nobody was offered it";
            }
            const auto open = std::ranges::count_if(
                handoff::read_handoffs(view.timeline, contact, view.live.chain()),
                [](const handoff::Handoff& each) { return handoff::is_open(each.state); });
            if (open > 1) {
                return which + fmt::format("{} open handoffs", open);
            }
            const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest(), true);
            if (open == 1 && !contact.merged && !contact.deleted() && !view.live.is_frozen(slot) &&
                !find_user(view.timeline,
                           view.timeline.dictionary().name(last->owner),
                           Instant::latest())) {
                return which + "its handoff is owned by nobody who works here";
            }
        }
        return {};
    });
}

std::string RandomLife::unrecorded() {
    return running_.workspace().read([&](const Workspace::View& view) -> std::string {
        std::set<Instant> recorded;
        for (const ledger::Record* record : view.timeline.records_of("breach")) {
            const Value due = view.timeline.value(record->properties, "due_at", Instant::latest());
            recorded.insert(std::get<Instant>(due));
        }
        for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
            const ledger::Contact& contact = view.timeline.contacts()[slot];
            if (view.live.is_frozen(slot)) continue;
            for (const handoff::Handoff& each :
                 handoff::read_handoffs(view.timeline, contact, view.live.chain())) {
                const bool missed = each.response_missed(running_.now());
                if (missed && !recorded.contains(each.due_at)) {
                    return fmt::format("contact {}: a missed answer is not recorded",
                                       contact.id.value);
                }
            }
        }
        return {};
    });
}

}  // namespace baton::engine::testing
