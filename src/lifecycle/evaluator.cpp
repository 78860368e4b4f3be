#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/room.hpp"

namespace baton::lifecycle {

Evaluator::Evaluator(std::shared_ptr<const Chain> chain, const ledger::Timeline& timeline)
    : room_(std::make_unique<Room>(std::move(chain), timeline)) {}

Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

Instant Evaluator::advance(ContactId contact, FoldState& state, History& history, Instant until) {
    const auto* found = room_->timeline.find(contact);
    if (found == nullptr) return Instant::latest();
    return room_->advance(*found, state, history, until);
}

bool Evaluator::follow(
    ContactId contact, FoldState& state, History& history, Instant changed_from, Instant until) {
    const bool afresh = changed_from <= state.evaluated_until;
    if (afresh) {
        state = {};
        history = {};
    }
    advance(contact, state, history, until);
    return afresh;
}

History Evaluator::fold(ContactId contact, Instant until) {
    FoldState state;
    History history;
    advance(contact, state, history, until);
    return history;
}

void Evaluator::look_ahead(ledger::Slot from, ledger::Slot to) {
    room_->look_ahead(from, to);
}

std::span<const ledger::Slot> Evaluator::who_may_enter() const {
    return room_->who_may_enter();
}

void Evaluator::remember_in(Postings& postings) {
    room_->remember_in(postings);
}

void Evaluator::share(CommonBounds& common) {
    room_->share(common);
}

void Evaluator::expect(ledger::Slot slot, Distance distance) const {
    if (room_->remembers(slot)) return;
    const auto& contact = room_->timeline.contacts()[slot];
    switch (distance) {
        case Distance::far:
            __builtin_prefetch(&contact.own.touches);
            __builtin_prefetch(&contact.assembled);
            return;
        case Distance::near: contact.all().touches.prefetch(); return;
        case Distance::next: contact.all().touches.prefetch_codes(); return;
    }
}

History Evaluator::fold_entries(ledger::Slot slot, Instant until) {
    FoldState state;
    History history;
    room_->fold(room_->timeline.contacts()[slot], state, history, until, true);
    return history;
}

bool Evaluator::holds(
    ContactId contact, std::size_t version, Part part, std::size_t index, Instant at) {
    const auto* found = room_->timeline.find(contact);
    if (found == nullptr) return false;
    const auto scene = room_->scene(*found, version, part, index, at);
    ++room_->session;
    auto& reading = room_->reading(version, *found);
    return reading.holds(reading.program().root(part, index), scene);
}

namespace {

// The furthest stage as the sweep of that instant saw it when it came to `stage`.
std::int32_t furthest_for(const Journey& journey, std::size_t stage, Instant at) {
    std::int32_t furthest = -1;
    for (const auto& reached : journey.stages) {
        const bool seen = reached.at < at || reached.how == How::placed ||
                          (reached.how == How::entered && reached.stage < stage);
        if (seen) furthest = std::max(furthest, static_cast<std::int32_t>(reached.stage));
    }
    return furthest;
}

}  // namespace

Scene Evaluator::Room::scene(
    const ledger::Contact& contact, std::size_t version, Part part, std::size_t index, Instant at) {
    FoldState state;
    History history;
    advance(contact, state, history, at);
    Scene scene{.at = at};
    const auto* journey = history.current();
    if (part != Part::stage) {
        if (journey != nullptr) scene.furthest = state.furthest;
        return scene;
    }
    if (journey != nullptr) scene.furthest = furthest_for(*journey, index, at);
    const auto& terms = chain->version(version).agreement->handoff;
    if (!terms || terms->all_touches_count) return scene;
    const auto* last = ledger::Timeline::last_return(contact, at);
    if (last != nullptr) scene.cutoff = last->at;
    return scene;
}

}  // namespace baton::lifecycle
