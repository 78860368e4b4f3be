#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/room.hpp"

namespace baton::lifecycle {

using Standing = FoldState::Standing;

struct Evaluator::Room::Step {
    const ledger::Contact& contact;
    FoldState& state;
    History& history;
    Instant at;

    [[nodiscard]] Journey& journey() const { return history.journeys.back(); }

    void end_journey(End end, std::string reason) const {
        if (!state.in_journey) return;
        journey().ended = at;
        journey().end = end;
        journey().reason = std::move(reason);
        state.in_journey = false;
        state.furthest = -1;
    }

    // The first stage that can still be entered.
    [[nodiscard]] std::size_t next() const {
        return static_cast<std::size_t>(std::int64_t{state.furthest} + 1);
    }
};

Evaluator::Room::Room(std::shared_ptr<const Chain> the_chain, const ledger::Timeline& the_timeline)
    : chain(std::move(the_chain)),
      timeline(the_timeline),
      candidates(*chain, timeline),
      readings(chain->size()),
      scopes(chain->size()),
      turned(chain->size()),
      returned_(ledger::Brief::gathered),
      outlooks_(chain->size()),
      aheads_(chain->size()) {
    for (std::size_t version = 0; version < chain->size(); ++version) {
        if (chain->program(version).reads_handoffs()) returned_ |= ledger::Brief::had_handoffs;
    }
}

Reading& Evaluator::Room::reading(std::size_t version) {
    auto& reading = readings[version];
    if (!reading) reading = std::make_unique<Reading>(chain->program(version), timeline);
    return *reading;
}

Reading& Evaluator::Room::reading(std::size_t version, const ledger::Contact& contact) {
    auto& turned_to = reading(version);
    if (turned[version] != session) {
        turned_to.begin(contact);
        turned[version] = session;
    }
    return turned_to;
}

bool Evaluator::Room::relevant(ledger::ShapeCode shape) {
    for (std::size_t version = 0; version < readings.size(); ++version) {
        if (reading(version).windows().relevant(shape)) return true;
    }
    return false;
}

Instant Evaluator::Room::advance(const ledger::Contact& contact,
                                 FoldState& state,
                                 History& history,
                                 Instant until) {
    const bool over = state.standing == Standing::over || !contact.created();
    if (over) return Instant::latest();
    if (state.evaluated_until == Instant::earliest()) {
        return fold(contact, state, history, until, false);
    }
    ++session;
    open_scopes();
    const auto& events =
        candidates.of(contact, state.evaluated_until, until, [this](ledger::ShapeCode shape) {
            return relevant(shape);
        });
    run({.contact = contact, .state = state, .history = history, .at = state.evaluated_until},
        events,
        until,
        false);
    return state.next_due;
}

Instant Evaluator::Room::fold(const ledger::Contact& contact,
                              FoldState& state,
                              History& history,
                              Instant until,
                              bool only_entries) {
    const auto slot = timeline.slot_of(contact);
    if (timeline.brief(slot).created == Instant::latest()) return Instant::latest();
    ++session;
    if (!only_entries) look_ahead(slot, slot + 1);
    look(contact);
    state.next_due = Instant::latest();
    if (only_entries && std::ranges::none_of(scopes, &Scope::any_stage)) return state.next_due;
    const auto first = only_entries ? first_possible(contact) : Instant::earliest();
    if (first > until) return state.next_due;
    const auto& events = candidates.of(contact, first, until, touched);
    run({.contact = contact, .state = state, .history = history, .at = first},
        events,
        until,
        only_entries);
    return state.next_due;
}

void Evaluator::Room::run(const Step& begin,
                          const std::vector<Instant>& events,
                          Instant until,
                          bool only_entries) {
    auto& state = begin.state;
    const bool one_journey = only_entries && has_one_journey(begin.contact);
    auto event = events.begin();
    auto due = state.next_due;
    while (state.standing != Standing::over) {
        const auto at = event == events.end() ? due : std::min(*event, due);
        if (at > until || at == Instant::latest()) break;
        Step now{.contact = begin.contact, .state = state, .history = begin.history, .at = at};
        step(now);
        state.evaluated_until = at;
        due = state.next_due;
        if (one_journey && all_entered(state)) return;
        while (event != events.end() && *event <= at)
            ++event;
    }
}

// Nothing can end a journey of the contact's but its own end.
bool Evaluator::Room::has_one_journey(const ledger::Contact& contact) const {
    return chain->size() == 1 && !scopes.front().any_disqualifier() &&
           !timeline.brief(timeline.slot_of(contact)).has(returned_);
}

// With one journey and no placements nothing happens before the first entry that could matter to
// one.
Instant Evaluator::Room::first_possible(const ledger::Contact& contact) const {
    const bool plain = has_one_journey(contact) && !chain->placements() &&
                       contact.all().visible_from.empty() && outlooks_.front();
    if (!plain || scopes.front().windows.empty()) return Instant::earliest();
    const auto& stages = scopes.front().stages;
    auto first = Instant::latest();
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        if (!stages[stage]) continue;
        const auto root = chain->program(0).root(Part::stage, stage);
        first = std::min(first, outlooks_.front()->first_possible(root));
    }
    return first;
}

// REQUIRES: one version.
bool Evaluator::Room::all_entered(const FoldState& state) const {
    const auto& stages = scopes.front().stages;
    const auto next = stages.begin() + (state.furthest + 1);
    return state.furthest >= 0 && std::find(next, stages.end(), true) == stages.end();
}

// Rule 18: return, disqualifiers, begin, stages.
void Evaluator::Room::step(Step& step) {
    auto& state = step.state;
    state.next_due = chain->next_effective(step.at);
    const auto version = chain->in_force(step.at);
    if (!version) return;
    if (state.version != static_cast<std::int32_t>(*version)) take_version(step, *version);
    if (const auto end = life_ended(step)) {
        step.end_journey(*end, "");
        state.standing = Standing::over;
        state.next_due = Instant::latest();
        return;
    }
    auto reasons = disqualifiers(step);
    if (reasons.empty()) state.spell_recorded = false;
    const auto* last = last_return(step);
    if (last != nullptr) {
        const auto& terms = *chain->version(*version).agreement->handoff;
        const auto eligible =
            after(last->at, terms.eligible_again_after, chain->program(*version).calendar());
        if (eligible > step.at) {
            stand_out(step, *last, eligible);
            return;
        }
    }
    if (reasons.empty()) {
        stand_free(step, last);
    } else {
        stand_disqualified(step, std::move(reasons));
    }
}

std::optional<End> Evaluator::Room::life_ended(const Step& step) const {
    const auto deleted = step.contact.deleted();
    if (deleted && *deleted <= step.at) return End::deleted;
    const auto slot = timeline.slot_of(step.contact);
    if (timeline.owner_of(slot, step.at) != slot) return End::merged;
    return std::nullopt;
}

const ledger::HandoffFact* Evaluator::Room::last_return(const Step& step) const {
    const auto version = static_cast<std::size_t>(step.state.version);
    if (!chain->program(version).reads_handoffs()) return nullptr;
    return ledger::Timeline::last_return(step.contact, step.at);
}

std::vector<std::string> Evaluator::Room::disqualifiers(Step& step) {
    const auto version = static_cast<std::size_t>(step.state.version);
    auto& reading = this->reading(version, step.contact);
    const auto& program = reading.program();
    const Scene scene{.at = step.at};
    std::vector<std::string> reasons;
    for (std::size_t index = 0; index < program.roots(Part::disqualifier); ++index) {
        if (!scopes[version].disqualifiers[index]) continue;
        if (reading.holds(program.root(Part::disqualifier, index), scene)) {
            reasons.push_back(program.agreement().disqualify[index].reason);
        }
        const auto due = reading.due(program.timed(Part::disqualifier, index), scene);
        step.state.next_due = std::min(step.state.next_due, due);
    }
    return reasons;
}

void Evaluator::Room::stand_out(Step& step, const ledger::HandoffFact& last, Instant eligible) {
    step.end_journey(End::returned, timeline.dictionary().name(last.reason));
    step.state.standing = Standing::waiting;
    step.state.next_due = std::min(step.state.next_due, eligible);
}

void Evaluator::Room::stand_disqualified(Step& step, std::vector<std::string> reasons) {
    step.end_journey(End::disqualified, reasons.front());
    step.state.standing = Standing::disqualified;
    if (step.state.spell_recorded) return;
    step.state.spell_recorded = true;
    auto first = reasons.front();
    step.history.disqualified.push_back(
        {.at = step.at, .reason = std::move(first), .reasons = std::move(reasons)});
}

void Evaluator::Room::stand_free(Step& step, const ledger::HandoffFact* last) {
    auto& state = step.state;
    state.standing = Standing::free;
    if (!state.in_journey) {
        step.history.journeys.push_back({.began = step.at});
        state.in_journey = true;
        state.furthest = -1;
    }
    if (chain->placements()) place(step);
    const auto version = static_cast<std::size_t>(state.version);
    auto& reading = this->reading(version, step.contact);
    const auto& program = reading.program();
    Scene scene{.at = step.at};
    if (last != nullptr && !program.agreement().handoff->all_touches_count) scene.cutoff = last->at;
    const auto stages = program.roots(Part::stage);
    const auto& possible = scopes[version].stages;
    for (std::size_t stage = step.next(); stage < stages; ++stage) {
        if (!possible[stage]) continue;
        scene.furthest = state.furthest;
        if (reading.holds(program.root(Part::stage, stage), scene))
            reach(step, stage, How::entered);
    }
    for (std::size_t stage = step.next(); stage < stages; ++stage) {
        if (!possible[stage]) continue;
        const auto due = reading.due(program.timed(Part::stage, stage), scene);
        state.next_due = std::min(state.next_due, due);
    }
}

// Rule 21.
void Evaluator::Room::place(Step& step) {
    const auto& placements = step.contact.all().placements;
    const auto version = static_cast<std::size_t>(step.state.version);
    for (const auto& placement : placements) {
        if (placement.voided || placement.at != step.at) continue;
        const auto stage = chain->find_stage(version, timeline.dictionary().name(placement.stage));
        const bool beyond = stage && static_cast<std::int64_t>(*stage) > step.state.furthest;
        if (beyond) reach(step, *stage, How::placed);
    }
}

void Evaluator::Room::reach(Step& step, std::size_t stage, How how) {
    auto& stages = step.journey().stages;
    const auto version = static_cast<std::uint32_t>(step.state.version);
    for (auto skipped = step.state.furthest + 1; skipped < static_cast<std::int32_t>(stage);
         ++skipped) {
        stages.push_back({.version = version,
                          .stage = static_cast<std::uint32_t>(skipped),
                          .at = step.at,
                          .how = How::passed});
    }
    stages.push_back({.version = version,
                      .stage = static_cast<std::uint32_t>(stage),
                      .at = step.at,
                      .how = how});
    step.state.furthest = static_cast<std::int32_t>(stage);
}

namespace {

// The stage that carries on an older one: by its name, or by what it says it was.
std::optional<std::uint32_t> carried(const agreement::Agreement& agreement,
                                     const std::string& name) {
    const auto& stages = agreement.stages;
    auto found = std::ranges::find(stages, name, &agreement::Stage::name);
    if (found == stages.end()) found = std::ranges::find(stages, name, &agreement::Stage::was);
    if (found == stages.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - stages.begin());
}

bool has_stage(const std::vector<Reached>& reached, std::uint32_t stage) {
    return std::ranges::any_of(reached, [&](const Reached& each) { return each.stage == stage; });
}

}  // namespace

// Rule 23: reached stages are carried, those that now lie before the furthest are passed.
void Evaluator::Room::take_version(Step& step, std::size_t version) {
    auto& state = step.state;
    const bool carries = state.in_journey && state.version >= 0;
    state.version = static_cast<std::int32_t>(version);
    if (!carries) return;
    std::vector<Reached> stages;
    std::int32_t furthest = -1;
    for (auto reached : step.journey().stages) {
        const auto stage = carried(*chain->version(version).agreement, chain->stage_name(reached));
        if (!stage || has_stage(stages, *stage)) continue;
        reached.version = static_cast<std::uint32_t>(version);
        reached.stage = *stage;
        stages.push_back(reached);
        furthest = std::max(furthest, static_cast<std::int32_t>(*stage));
    }
    for (std::int32_t stage = 0; stage < furthest; ++stage) {
        if (has_stage(stages, static_cast<std::uint32_t>(stage))) continue;
        stages.push_back({.version = static_cast<std::uint32_t>(version),
                          .stage = static_cast<std::uint32_t>(stage),
                          .at = step.at,
                          .how = How::passed});
    }
    state.furthest = furthest;
    step.journey().stages = std::move(stages);
}

}  // namespace baton::lifecycle
