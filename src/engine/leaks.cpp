#include "engine/leaks.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "engine/conservation.hpp"
#include "engine/deal_views.hpp"
#include "engine/offers.hpp"
#include "engine/people.hpp"
#include "handoff/handoffs.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

using handoff::Handoff;

constexpr std::size_t rows_max = 50;

class Looking {
public:
    Looking(const Workspace::View& view, const LeakAsk& ask) : view_(view), ask_(ask) {
        for (const char* key :
             {"unowned", "orphans", "waiting", "overdue", "silent", "stuck", "no_next_step"}) {
            report_.sorts.push_back({.key = key});
        }
    }

    void look_at(const ledger::Contact& contact) {
        if (!contact.created() || contact.merged || contact.deleted() ||
            view_.directory.is_erased(contact.id)) {
            return;
        }
        const lifecycle::History& history = view_.live.history(view_.timeline.slot_of(contact));
        look_for_offer(contact, history);
        if (!contact.all().handoffs.empty()) {
            const auto handoffs =
                handoff::read_handoffs(view_.timeline, contact, view_.live.chain());
            if (!handoffs.empty() && handoff::is_open(handoffs.back().state)) {
                look_at_open(contact, handoffs.back());
            }
        }
        look_at_stage(contact, history);
    }

    void look_at_deals() {
        const DealReader reader(view_, ask_.now);
        for (const DealView& deal : reader.without_next_step({}, view_.timeline.deals().size())) {
            add("no_next_step",
                {.what = {.id = std::to_string(deal.id.value), .name = deal.name},
                 .object = "deal",
                 .owner = deal.owner,
                 .because = "open, and nothing is planned"});
        }
    }

    LeakReport take(const Conservation& sum) {
        report_.qualified = static_cast<std::int64_t>(sum.qualified);
        report_.accounted = report_.qualified - sort("unowned").count - sort("orphans").count;
        for (LeakSort& each : report_.sorts) {
            std::ranges::stable_sort(each.rows, {}, [](const LeakRow& row) {
                return row.since.value_or(Instant::latest());
            });
            each.rows.resize(std::min(each.rows.size(), rows_max));
        }
        return std::move(report_);
    }

private:
    [[nodiscard]] LeakSort& sort(std::string_view key) {
        return *std::ranges::find(report_.sorts, key, &LeakSort::key);
    }

    void add(std::string_view key, LeakRow row) {
        ++sort(key).count;
        sort(key).rows.push_back(std::move(row));
    }

    void add(std::string_view key,
             const ledger::Contact& contact,
             std::string because,
             Instant since,
             const std::string& owner = {}) {
        const ContactRef ref = contact_ref(view_.timeline, contact, ask_.now);
        add(key,
            {.what = {.id = ref.id, .name = ref.name},
             .object = "contact",
             .company = ref.company,
             .owner = owner.empty() ? std::nullopt : user_ref(view_.timeline, owner, ask_.now),
             .because = std::move(because),
             .since = since});
    }

    void look_for_offer(const ledger::Contact& contact, const lifecycle::History& history) {
        const Qualified state = qualified(contact, history, view_.live.chain());
        const auto* entry = qualifying_entry(history, view_.live.chain());
        if (entry == nullptr) {
            return;
        }
        const bool held = view_.live.waits(view_.timeline.slot_of(contact));
        if (state == Qualified::due && !held && !suspension_at(view_.timeline, ask_.now)) {
            add("unowned", contact, "qualified, and nobody was offered it", entry->at);
        } else if (state == Qualified::due) {
            add("waiting",
                contact,
                suspension_at(view_.timeline, ask_.now) ? "offers are suspended"
                                                        : "there is nobody to offer it to",
                entry->at);
        } else if (state == Qualified::waiting || state == Qualified::never) {
            add("waiting", contact, "held back by on_effect", entry->at);
        }
    }

    void look_at_open(const ledger::Contact& contact, const Handoff& handoff) {
        const std::string& owner = handoff.owner;
        if (!find_user(view_.timeline, owner, ask_.now)) {
            add("orphans",
                contact,
                owner.empty() ? "nobody has it" : owner + " does not work here",
                handoff.offered_at,
                owner);
        }
        const bool response = !handoff.responded_at && handoff.response_missed(ask_.now);
        const bool acceptance = !handoff.accepted_at && handoff.acceptance_missed(ask_.now);
        if (response || acceptance) {
            add("overdue",
                contact,
                response ? "not answered in time" : "not accepted in time",
                response ? handoff.due_at : handoff.accept_due_at,
                owner);
        }
        const Instant last = last_attempt(contact, handoff);
        if (handoff.state == handoff::Step::accepted &&
            ask_.now.micros - last.micros >= ask_.silent_days * day_micros) {
            add("silent", contact, "accepted, and nobody got in touch since", last, owner);
        }
    }

    [[nodiscard]] Instant last_attempt(const ledger::Contact& contact,
                                       const Handoff& handoff) const {
        const ledger::Dictionary& dictionary = view_.timeline.dictionary();
        const auto& touches = contact.all().touches;
        for (auto touch = touches.rbegin(); touch != touches.rend(); ++touch) {
            if (touch->at < handoff.offered_at) {
                break;
            }
            if (handoff::is_attempt(dictionary, dictionary.shape(touch->shape))) {
                return touch->at;
            }
        }
        return handoff.accepted_at.value_or(handoff.offered_at);
    }

    // Somebody of sales still works on it: a lost deal leaves the stage as it was.
    [[nodiscard]] bool in_work(const ledger::Contact& contact) const {
        const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
        if (last != nullptr && handoff::is_open(handoff::state_after(last->step))) {
            return true;
        }
        return std::ranges::any_of(view_.timeline.deals_of(contact), [&](ledger::Slot slot) {
            const ledger::Deal& deal = view_.timeline.deals()[slot];
            const auto* status = ledger::Timeline::status(deal, ask_.now);
            return status != nullptr && status->status == ledger::DealStatus::open &&
                   view_.timeline.associated(deal, contact, ask_.now);
        });
    }

    void look_at_stage(const ledger::Contact& contact, const lifecycle::History& history) {
        const lifecycle::Reached* stage = history.current_stage();
        if (stage == nullptr) {
            return;
        }
        const auto& stages = view_.live.chain().version(stage->version).agreement->stages;
        const agreement::Stage& at = stages[stage->stage];
        const bool last = stage->stage + 1 == stages.size();
        if (at.owner == agreement::Team::sales && !last && in_work(contact) &&
            ask_.now.micros - stage->at.micros >= ask_.stuck_days * day_micros) {
            add("stuck",
                contact,
                fmt::format("at {} for {} days",
                            at.name,
                            (ask_.now.micros - stage->at.micros) / day_micros),
                stage->at);
        }
    }

    const Workspace::View& view_;
    const LeakAsk& ask_;
    LeakReport report_;
};

}  // namespace

LeakReport leak_report(const Workspace::View& view, const LeakAsk& asked) {
    // Receipts rise strictly, so what was recorded at one instant of the clock lies after it.
    LeakAsk ask = asked;
    ask.now = std::max(ask.now, view.timeline.latest_at());
    Looking looking(view, ask);
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        looking.look_at(contact);
    }
    looking.look_at_deals();
    return looking.take(conservation(view, ask.now));
}

}  // namespace baton::engine
