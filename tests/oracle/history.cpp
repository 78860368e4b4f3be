#include "oracle/history.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "oracle/candidates.hpp"
#include "oracle/contract.hpp"
#include "oracle/evaluate.hpp"
#include "oracle/ledger.hpp"
#include "oracle/value.hpp"
#include "oracle/world.hpp"

namespace oracle {
namespace {

/// Stands at one contact and is moved from instant to instant.
class Observer {
public:
    Observer(const Ledger& ledger, const Reading& reading) : ledger_(ledger), reading_(reading) {}

    void visit(const World& world, const Contract& contract, Instant now) {
        world_ = &world;
        now_ = now;
        take_up(contract);
        if (!world.created || over_) return;
        if (world.ending) {
            finish(world.ending->how, std::nullopt);
            over_ = true;
            return;
        }
        judge();
    }

    History result() {
        if (journey_) history_.journeys.push_back(*journey_);
        return history_;
    }

private:
    /// A new version: reached stages are carried by name or `was`, what lies before the furthest is
    /// passed.
    void take_up(const Contract& contract) {
        const Contract* const before = std::exchange(contract_, &contract);
        if (before == nullptr || before == &contract || !journey_) return;
        std::vector<ReachedStage> old = std::exchange(journey_->stages, {});
        std::vector<std::optional<ReachedStage>> carried(contract.stages.size());
        for (std::size_t i = 0; i < carried.size(); ++i) {
            carried[i] = take(old, contract.stages[i].name);
        }
        for (std::size_t i = 0; i < carried.size(); ++i) {
            const Stage& stage = contract.stages[i];
            if (!carried[i] && stage.was) carried[i] = take(old, *stage.was);
            if (carried[i]) carried[i]->stage = stage.name;
        }
        std::ptrdiff_t furthest = std::ssize(carried) - 1;
        while (furthest >= 0 && !carried[static_cast<std::size_t>(furthest)])
            --furthest;
        for (std::ptrdiff_t i = 0; i <= furthest; ++i) {
            const auto place = static_cast<std::size_t>(i);
            journey_->stages.push_back(carried[place].value_or(
                ReachedStage{.stage = contract.stages[place].name, .at = now_, .how = "passed"}));
        }
    }

    static std::optional<ReachedStage> take(std::vector<ReachedStage>& old,
                                            const std::string& name) {
        const auto found = std::ranges::find(old, name, &ReachedStage::stage);
        if (found == old.end()) return std::nullopt;
        ReachedStage stage = std::move(*found);
        old.erase(found);
        return stage;
    }

    void judge() {
        const Event* const last_return = find_last_return();
        const bool waiting = last_return != nullptr && waits_after(last_return->at);
        const std::vector<std::string> held = disqualifiers_that_hold();
        const bool is_out = waiting || !held.empty();
        if (held.empty()) spell_recorded_ = false;
        if (journey_ && waiting) finish("returned", reason_of(*last_return));
        if (journey_ && is_out) finish("disqualified", held.front());
        if (!held.empty() && !waiting && !spell_recorded_) {
            history_.disqualified.push_back({.at = now_, .reasons = held});
            spell_recorded_ = true;
        }
        if (!journey_ && !is_out) journey_ = Journey{.began = now_};
        if (!journey_) return;
        apply_placements();
        enter_stages(last_return);
    }

    static std::optional<std::string> reason_of(const Event& event) {
        std::string reason = text_field(event, "reason");
        if (reason.empty()) return std::nullopt;
        return reason;
    }

    void finish(const std::string& end, const std::optional<std::string>& reason) {
        if (!journey_) return;
        journey_->ended = now_;
        journey_->end = end;
        journey_->reason = reason;
        history_.journeys.push_back(*journey_);
        journey_.reset();
    }

    [[nodiscard]] const Event* find_last_return() const {
        if (!contract_->recycling) return nullptr;
        const Event* last = nullptr;
        for (const Event* event : world_->handoffs) {
            const std::string what = text_field(*event, "event");
            if (what == "rejected" || what == "recycled") last = event;
        }
        return last;
    }

    [[nodiscard]] bool waits_after(Instant returned) const {
        return contract_->calendar.plus(returned, contract_->recycling->eligible_again_after) >
               now_;
    }

    [[nodiscard]] Scene scene() const {
        return {.world = *world_, .ledger = ledger_, .contract = *contract_, .now = now_};
    }

    [[nodiscard]] std::vector<std::string> disqualifiers_that_hold() const {
        std::vector<std::string> reasons;
        for (const Disqualifier& disqualifier : contract_->disqualifiers) {
            if (evaluate(disqualifier.when, scene()).held) reasons.push_back(disqualifier.reason);
        }
        return reasons;
    }

    /// The number of stages up to and with the furthest reached.
    [[nodiscard]] std::size_t stages_behind() const {
        std::size_t behind = 0;
        for (std::size_t i = 0; i < contract_->stages.size(); ++i) {
            if (std::ranges::count(
                    journey_->stages, contract_->stages[i].name, &ReachedStage::stage) > 0) {
                behind = i + 1;
            }
        }
        return behind;
    }

    void reach(std::size_t place, const std::string& how, std::optional<Verdict> verdict) {
        for (std::size_t i = stages_behind(); i < place; ++i) {
            journey_->stages.push_back(
                {.stage = contract_->stages[i].name, .at = now_, .how = "passed"});
        }
        journey_->stages.push_back({.stage = contract_->stages[place].name,
                                    .at = now_,
                                    .how = how,
                                    .verdict = std::move(verdict)});
    }

    void apply_placements() {
        if (!reading_.placements) return;
        for (const Event* placement : world_->placements) {
            if (placement->at != now_) continue;
            const auto found =
                std::ranges::find(contract_->stages, text_field(*placement, "stage"), &Stage::name);
            if (found == contract_->stages.end()) continue;
            const auto place = static_cast<std::size_t>(found - contract_->stages.begin());
            if (place >= stages_behind()) reach(place, "placed", std::nullopt);
        }
    }

    void enter_stages(const Event* last_return) {
        const bool cuts = last_return != nullptr && !contract_->recycling->all_touches;
        for (std::size_t i = 0; i < contract_->stages.size(); ++i) {
            if (i < stages_behind()) continue;
            Scene here = scene();
            if (cuts) here.cut_off = last_return->at;
            for (const ReachedStage& stage : journey_->stages)
                here.reached.push_back(stage.stage);
            Verdict verdict = evaluate(contract_->stages[i].when, here);
            if (verdict.held) reach(i, "entered", std::move(verdict));
        }
    }

    const Ledger& ledger_;
    const Reading& reading_;
    const World* world_ = nullptr;
    const Contract* contract_ = nullptr;
    Instant now_ = 0;
    History history_;
    std::optional<Journey> journey_;
    bool spell_recorded_ = false;
    bool over_ = false;
};

/// The last contract effective at or before an instant; of two of one day the later in the list.
const Contract* in_force(const std::vector<Contract>& contracts,
                         const Reading& reading,
                         Instant now) {
    if (!reading.chain) return &contracts.front();
    const Contract* found = nullptr;
    for (const Contract& contract : contracts) {
        if (!contract.effective || *contract.effective > now) continue;
        if (found == nullptr || *found->effective <= *contract.effective) found = &contract;
    }
    return found;
}

}  // namespace

History history_of(const std::string& contact,
                   const std::vector<Contract>& contracts,
                   const Ledger& ledger,
                   const Reading& reading) {
    const std::vector<const Event*> events = events_about(ledger, contact);
    Observer observer(ledger, reading);
    std::size_t visible = 0;
    World world;
    for (const Instant now : candidate_instants(contracts, events, reading.end)) {
        const std::size_t before = visible;
        while (visible < events.size() && events[visible]->at <= now)
            ++visible;
        if (visible != before) world = world_of(contact, events, visible, reading.identity_now);
        const Contract* const contract = in_force(contracts, reading, now);
        if (contract != nullptr) observer.visit(world, *contract, now);
    }
    return observer.result();
}

}  // namespace oracle
