#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "ledger/timeline_records.hpp"
#include "lifecycle/bounds.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/outlook.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/room.hpp"

// What a contact can meet of each version, before it is read through time.
namespace baton::lifecycle {

namespace {

void add_windows(const std::vector<Index>& windows, std::vector<Index>& found) {
    for (const auto window : windows) {
        if (std::ranges::find(found, window) == found.end()) found.push_back(window);
    }
}

}  // namespace

// Everything may be met: of a contact that is read on from where it stands.
void Evaluator::Room::open_scopes() {
    for (std::size_t version = 0; version < scopes.size(); ++version) {
        const auto& program = chain->program(version);
        scopes[version].stages.assign(program.roots(Part::stage), true);
        scopes[version].disqualifiers.assign(program.roots(Part::disqualifier), true);
    }
}

void Evaluator::Room::look_ahead(ledger::Slot from, ledger::Slot to) {
    ahead_from_ = from;
    ahead_count_ = to - from;
    may_enter_.assign(ahead_count_, 0);
    for (std::size_t version = 0; version < aheads_.size(); ++version) {
        look_ahead(Part::stage, version, aheads_[version].stages);
        look_ahead(Part::disqualifier, version, aheads_[version].disqualifiers);
        for (const auto& bounds : aheads_[version].stages)
            add_where(bounds, can_hold, may_enter_);
    }
    who_may_enter_.clear();
    each_where(may_enter_, can_hold, [&](std::size_t place) {
        who_may_enter_.push_back(from + static_cast<ledger::Slot>(place));
    });
}

void Evaluator::Room::look_ahead(Part part,
                                 std::size_t version,
                                 std::vector<std::vector<std::uint8_t>>& bounds) {
    const auto& program = chain->program(version);
    auto& outlook = this->outlook(version);
    bounds.resize(program.roots(part));
    // Most who could be disqualified enter no stage, and nobody asks.
    const auto ask = part == Part::stage ? Outlook::Ask::touches : Outlook::Ask::what_is_known;
    for (std::size_t index = 0; index < bounds.size(); ++index) {
        bounds[index].resize(ahead_count_);
        outlook.look(program.root(part, index), ahead_from_, bounds[index], ask);
    }
}

Outlook& Evaluator::Room::outlook(std::size_t version) {
    auto& outlook = outlooks_[version];
    if (!outlook) outlook = std::make_unique<Outlook>(reading(version));
    return *outlook;
}

void Evaluator::Room::share(CommonBounds& common) {
    for (std::size_t version = 0; version < outlooks_.size(); ++version)
        outlook(version).share(common);
}

void Evaluator::Room::remember_in(Postings& postings) {
    for (std::size_t version = 0; version < readings.size(); ++version)
        reading(version).windows().remember_in(postings);
}

bool Evaluator::Room::remembers(ledger::Slot slot) const {
    const auto& reading = readings.front();
    if (!reading || reading->program().windows().empty()) return true;
    const auto* filter = reading->windows().remembered(0);
    return filter != nullptr && filter->count(slot, timeline.brief(slot));
}

void Evaluator::Room::look(const ledger::Contact& contact) {
    const auto slot = timeline.slot_of(contact);
    touched.clear();
    for (std::size_t version = 0; version < scopes.size(); ++version) {
        look_at_facts(slot, version);
        if (!scopes[version].windows.empty()) look_at_touches(contact, version);
    }
}

void Evaluator::Room::look_at_facts(ledger::Slot slot, std::size_t version) {
    auto& scope = scopes[version];
    const auto place = slot - ahead_from_;
    const auto look_at = [&](const auto& bounds, std::vector<bool>& possible) {
        possible.resize(bounds.size());
        for (std::size_t index = 0; index < possible.size(); ++index)
            possible[index] = (bounds[index][place] & can_hold) != 0;
    };
    look_at(aheads_[version].stages, scope.stages);
    look_at(aheads_[version].disqualifiers, scope.disqualifiers);
    const bool as_before =
        scope.stages == scope.stages_before && scope.disqualifiers == scope.disqualifiers_before;
    if (!as_before) {
        scope.stages_before = scope.stages;
        scope.disqualifiers_before = scope.disqualifiers;
        find_windows(version, scope.windows_before);
    }
    scope.windows = scope.windows_before;
}

// The windows of what is still possible.
void Evaluator::Room::find_windows(std::size_t version, std::vector<Index>& found) const {
    const auto& program = chain->program(version);
    const auto& scope = scopes[version];
    found.clear();
    for (std::size_t index = 0; index < scope.stages.size(); ++index) {
        if (scope.stages[index]) add_windows(program.windows_of(Part::stage, index), found);
    }
    for (std::size_t index = 0; index < scope.disqualifiers.size(); ++index) {
        if (!scope.disqualifiers[index]) continue;
        add_windows(program.windows_of(Part::disqualifier, index), found);
    }
}

void Evaluator::Room::look_at_touches(const ledger::Contact& contact, std::size_t version) {
    const auto& program = chain->program(version);
    auto& scope = scopes[version];
    auto& windows = reading(version, contact).windows();
    const auto slot = timeline.slot_of(contact);
    const auto look_at = [&](Part part, std::vector<bool>& possible) {
        for (std::size_t index = 0; index < possible.size(); ++index) {
            const auto root = program.root(part, index);
            possible[index] =
                possible[index] && outlooks_[version]->can_hold_with_touches(root, slot);
        }
    };
    const auto rules_out = [&] {
        look_at(Part::stage, scope.stages);
        look_at(Part::disqualifier, scope.disqualifiers);
        return !scope.any_stage() && !scope.any_disqualifier();
    };
    const bool first_only = first_touches_decide(contact);
    // Often the first window is enough; but what is remembered is to be whole.
    const bool one_by_one = scope.windows.size() > 1 && !windows.remembers();
    if (one_by_one) windows.collect(scope.windows.front(), first_only);
    if (one_by_one && rules_out()) return;
    windows.collect(scope.windows, first_only);
    if (rules_out()) return;
    note_touched(contact, version);
    const bool delayed = !contact.all().visible_from.empty();
    if (delayed) windows.begin(contact);
}

// Neither a return cuts touches off, nor do they become visible in another order.
bool Evaluator::Room::first_touches_decide(const ledger::Contact& contact) const {
    return contact.all().visible_from.empty() &&
           !timeline.brief(timeline.slot_of(contact)).has(returned_);
}

// The windows of what is still possible decide which touches matter.
void Evaluator::Room::note_touched(const ledger::Contact& contact, std::size_t version) {
    auto& scope = scopes[version];
    auto& windows = reading(version).windows();
    find_windows(version, scope.windows);
    const auto& visible_from = contact.all().visible_from;
    for (const auto window : scope.windows) {
        for (std::size_t index = 0; index < windows.matches(window); ++index) {
            const auto& match = windows.match(window, index);
            touched.push_back(visible_from.empty() ? match.at : visible_from[match.touch]);
        }
    }
}

}  // namespace baton::lifecycle
