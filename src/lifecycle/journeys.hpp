#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/ast.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/explain.hpp"

// Stage history: what the agreements in force say of one contact, as a function of its events alone
// (rules 1–4, 17–24). Live and replay are the same code: `fold` is `advance` from the empty state.
namespace baton::lifecycle {

enum class How : std::uint8_t { entered, passed, placed };
enum class End : std::uint8_t { returned, disqualified, merged, deleted };

[[nodiscard]] std::string_view name(How how);
[[nodiscard]] std::string_view name(End end);

// A stage reached in a journey. `version` and `stage` are indices into the chain and its
// agreement's stages: the version in force when it was reached, or the one that carried it over
// (rule 23).
struct Reached {
    std::uint32_t version = 0;
    std::uint32_t stage = 0;
    Instant at;
    How how = How::entered;
    bool operator==(const Reached&) const = default;
};

struct Journey {
    Instant began;
    std::optional<Instant> ended = {};
    std::optional<End> end = {};
    std::string reason = {};  // of a return, or the first disqualifier; empty otherwise
    std::vector<Reached> stages = {};
    bool operator==(const Journey&) const = default;
};

// One spell of disqualification, in a journey (which it ends) or outside; not while the contact
// waits.
struct Disqualified {
    Instant at;
    std::string reason;                // the first in the file that held
    std::vector<std::string> reasons;  // all that held, in the file's order
    bool operator==(const Disqualified&) const = default;
};

struct History {
    std::vector<Journey> journeys = {};
    std::vector<Disqualified> disqualified = {};
    bool operator==(const History&) const = default;

    // The journey that has not ended; null without one.
    [[nodiscard]] const Journey* current() const;
    // The furthest stage reached in it; null before the first.
    [[nodiscard]] const Reached* current_stage() const;
};

// Where a contact stands between two evaluations. 48 bytes; an empty one has seen nothing.
struct FoldState {
    enum class Standing : std::uint8_t { free, waiting, disqualified, over };

    Instant evaluated_until = Instant::earliest();  // the last instant evaluated
    Instant next_due =
        Instant::earliest();     // when time alone can change a verdict; latest(): never
    std::int32_t furthest = -1;  // index of the furthest stage of the current journey
    std::int32_t version = -1;   // index into the chain, -1 before the first
    Standing standing = Standing::free;
    bool in_journey = false;
    bool spell_recorded = false;  // the disqualification that holds now was recorded
    bool operator==(const FoldState&) const = default;
};

// A version of the agreement and the instant from which it decides.
struct Version {
    std::shared_ptr<const agreement::Agreement> agreement;
    Instant effective = Instant::earliest();
};

// The start of the agreement's `effective` day in its own time zone; the beginning of time without
// one.
[[nodiscard]] Instant effective_start(const agreement::Agreement& agreement);

class CommonBounds;
class Postings;
class Program;

// The versions of the agreement, compiled once. Immutable; safe to share between threads.
class Chain {
public:
    struct Options {
        bool placements = true;  // drafts are read without placements
    };

    // Versions in any order; of two effective at one instant the later in the list decides.
    Chain(std::vector<Version> versions, Options options);
    // One agreement as if in force since the ledger began.
    static Chain draft(std::shared_ptr<const agreement::Agreement> agreement, Options options);

    [[nodiscard]] std::size_t size() const { return versions_.size(); }

    [[nodiscard]] const Version& version(std::size_t index) const { return versions_[index]; }

    [[nodiscard]] const Program& program(std::size_t index) const { return *programs_[index]; }

    [[nodiscard]] bool placements() const { return options_.placements; }

    // The version that decides at `at`; none before the first.
    [[nodiscard]] std::optional<std::size_t> in_force(Instant at) const;
    // The next instant after `at` at which a version takes effect; latest() when none does.
    [[nodiscard]] Instant next_effective(Instant at) const;
    // Whether a version (not the first of a draft) takes effect at this very instant: `on_effect`
    // applies.
    [[nodiscard]] bool takes_effect_at(Instant at) const;

    [[nodiscard]] const std::string& stage_name(const Reached& reached) const;
    [[nodiscard]] std::optional<std::size_t> find_stage(std::size_t version,
                                                        std::string_view name) const;

private:
    std::vector<Version> versions_;
    std::vector<std::shared_ptr<const Program>> programs_;
    Options options_;
};

// The criteria of an agreement outside its stages, which the engine room asks for (rule 20: they
// see every touch).
enum class Part : std::uint8_t {
    stage,          // Agreement::stages[index]
    disqualifier,   // Agreement::disqualify[index]
    definition,     // Agreement::definitions[index]
    receiver_rule,  // handoff.to.rules[index]
    override_when,  // handoff.overrides[index]
    override_rule,  // the rules of all overrides' `to`, numbered through in file order
    engagement,     // rules_of_engagement[index].while; true without one
};

// Evaluates contacts against a chain. It keeps buffers and memory of what it learned about the
// timeline's dictionaries, so keep one per thread; never share one. The timeline must outlive it,
// may grow between calls, and must not change during one.
class Evaluator {
public:
    // How soon a contact is folded.
    enum class Distance : std::uint8_t { far, near, next };

    Evaluator(std::shared_ptr<const Chain> chain, const ledger::Timeline& timeline);
    ~Evaluator();
    Evaluator(Evaluator&&) noexcept;
    Evaluator& operator=(Evaluator&&) noexcept;

    // Evaluates all instants in (state.evaluated_until, until] at which a verdict can change and
    // adds to `history`. Returns state.next_due: call again then, with nothing new, to let time
    // pass. REQUIRES: nothing at or before state.evaluated_until was added or voided since; else
    // start from an empty state and history (see `follow`).
    Instant advance(ContactId contact, FoldState& state, History& history, Instant until);

    // `advance` when everything new of the contact lies after what was evaluated; otherwise (a late
    // event, a void: earliest()) reads the contact afresh. `changed_from` is the earliest instant
    // the new events speak of. Returns whether it started afresh.
    bool follow(
        ContactId contact, FoldState& state, History& history, Instant changed_from, Instant until);

    // The history from nothing: what replay, backtest and a late event use.
    [[nodiscard]] History fold(ContactId contact, Instant until);

    // Finds out, a few nanoseconds a contact, which of the contacts in slots [from, to) cannot
    // enter any stage whatever their touches.
    void look_ahead(ledger::Slot from, ledger::Slot to);

    // The others of what was looked at last, rising. REQUIRES: the timeline did not change since.
    [[nodiscard]] std::span<const ledger::Slot> who_may_enter() const;

    // Says that the contact will be folded soon, so that its memory is asked for in time: first
    // while it is far, then near, then next.
    void expect(ledger::Slot slot, Distance distance) const;

    // `fold` as far as stages are entered: journeys without an entry may be left out. REQUIRES: as
    // who_may_enter.
    [[nodiscard]] History fold_entries(ledger::Slot slot, Instant until);

    // From now on the touches that filters match are looked up in, and kept for, these. They must
    // outlive the evaluator and be prepared for the chain's programs.
    void remember_in(Postings& postings);

    // From now on what clauses about properties can be is looked up in, and put down for, these.
    // They must outlive the evaluator; evaluators of one thread and timeline may share them.
    void share(CommonBounds& common);

    // One criterion at one instant. For `reached` and a stage's cut-off the current journey is
    // found by a fold up to `at`.
    [[nodiscard]] bool holds(
        ContactId contact, std::size_t version, Part part, std::size_t index, Instant at);

    // The criterion as a tree with values, needs and evidence at `at`, nothing short-circuited.
    [[nodiscard]] Explanation explain(
        ContactId contact, std::size_t version, Part part, std::size_t index, Instant at);

private:
    struct Room;
    std::unique_ptr<Room> room_;
};

// The explanation of one stage under the version in force at `at`; not_found when the stage, the
// version or the contact does not exist.
[[nodiscard]] Result<Explanation> explain(Evaluator& evaluator,
                                          const Chain& chain,
                                          ContactId contact,
                                          std::string_view stage,
                                          Instant at);

}  // namespace baton::lifecycle
