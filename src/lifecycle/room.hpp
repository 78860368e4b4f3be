#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/outlook.hpp"
#include "lifecycle/postings.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"

namespace baton::lifecycle {

// What of a version a contact can meet at all.
struct Scope {
    std::vector<bool> stages = {};
    std::vector<bool> disqualifiers = {};
    std::vector<Index> windows = {};  // that these read
    // What facts left possible of the contact before, and the windows of that: it is mostly the
    // same for the next.
    std::vector<bool> stages_before = {};
    std::vector<bool> disqualifiers_before = {};
    std::vector<Index> windows_before = {};

    [[nodiscard]] bool any_disqualifier() const {
        return std::ranges::find(disqualifiers, true) != disqualifiers.end();
    }

    [[nodiscard]] bool any_stage() const { return std::ranges::find(stages, true) != stages.end(); }
};

// The same of a run of contacts, from facts alone: bounds by stage or disqualifier, by contact.
struct Ahead {
    std::vector<std::vector<std::uint8_t>> stages = {};
    std::vector<std::vector<std::uint8_t>> disqualifiers = {};
};

// What the events of one contact ask for: the instants of (from, until] at which something that a
// criterion of the chain reads has happened.
class Candidates {
public:
    Candidates(const Chain& chain, const ledger::Timeline& timeline);

    // `relevant(shape)` says whether any window matches touches of the shape.
    template <typename Relevant>
    const std::vector<Instant>& of(const ledger::Contact& contact,
                                   Instant from,
                                   Instant until,
                                   Relevant relevant) {
        start(from, until);
        add_life(contact);
        add_touches(contact, relevant);
        add_records(contact);
        return finish();
    }

    // The same of [first, until], with the instants at which touches matter already known.
    const std::vector<Instant>& of(const ledger::Contact& contact,
                                   Instant first,
                                   Instant until,
                                   const std::vector<Instant>& touched) {
        start(first == Instant::earliest() ? first : plus(first, -1), until);
        add_life(contact);
        for (const auto at : touched)
            add(at);
        add_records(contact);
        return finish();
    }

private:
    void start(Instant from, Instant until);
    void find_codes();
    const std::vector<Instant>& finish();

    void add(Instant at) {
        if (at > from_ && at <= until_) instants_.push_back(at);
    }

    void add_life(const ledger::Contact& contact);
    void add_records(const ledger::Contact& contact);
    void add_properties(const ledger::Contact& contact);
    void add_companies(const ledger::Contact& contact);
    void add_tracks(const ledger::Tracks& tracks, bool of_company);
    void add_handoffs(const ledger::Contact& contact);
    void add_deals(const ledger::Contact& contact);

    // Entries rise by `at`: those that happened by `from` are never looked at.
    template <typename Entries>
    void add_all(const Entries& entries) {
        for (auto entry = entries.rbegin(); entry != entries.rend() && entry->at > from_; ++entry) {
            if (!entry->voided) add(entry->at);
        }
    }

    template <typename Relevant>
    void add_touches(const ledger::Contact& contact, Relevant relevant) {
        const auto& all = contact.all();
        const bool delayed = !all.visible_from.empty();
        for (auto index = all.touches.size(); index > 0; --index) {
            const auto touch = all.touches[index - 1];
            if (!delayed && touch.at <= from_) return;
            const auto at = delayed ? all.visible_from[index - 1] : touch.at;
            if (at > from_ && at <= until_ && relevant(touch.shape)) instants_.push_back(at);
        }
    }

    const Chain& chain_;
    const ledger::Timeline& timeline_;
    Instant from_;
    Instant until_;
    std::vector<Instant> instants_;
    std::vector<PropertyName> properties_;
    std::vector<ledger::Code> codes_;  // of their names; no_code while no event names them
    bool reads_companies_ = false;
    bool reads_handoffs_ = false;
    bool reads_deals_ = false;
};

// The stage machine: takes one contact from instant to instant (rules 17–23).
struct Evaluator::Room {
    Room(std::shared_ptr<const Chain> the_chain, const ledger::Timeline& the_timeline);

    Instant advance(const ledger::Contact& contact,
                    FoldState& state,
                    History& history,
                    Instant until);
    // From the beginning. With `only_entries` it was looked ahead at the contact, and nothing is
    // said of one that cannot enter any stage.
    Instant fold(const ledger::Contact& contact,
                 FoldState& state,
                 History& history,
                 Instant until,
                 bool only_entries);

    // Finds out from facts what the contacts [from, to) can meet.
    void look_ahead(ledger::Slot from, ledger::Slot to);

    // Of those that were looked ahead at, who can enter a stage of a version, rising.
    [[nodiscard]] std::span<const ledger::Slot> who_may_enter() const { return who_may_enter_; }

    void remember_in(Postings& postings);
    void share(CommonBounds& common);

    // Whether the contact's touches need not be read again.
    [[nodiscard]] bool remembers(ledger::Slot slot) const;

    // The criteria of a version, turned to the contact.
    Reading& reading(std::size_t version, const ledger::Contact& contact);
    // What the criterion is read with at `at`, after everything of that instant.
    Scene scene(const ledger::Contact& contact,
                std::size_t version,
                Part part,
                std::size_t index,
                Instant at);

    std::shared_ptr<const Chain> chain;
    const ledger::Timeline& timeline;
    Candidates candidates;
    std::vector<std::unique_ptr<Reading>> readings;  // by version; made when first needed
    std::vector<Scope> scopes;                       // by version, of the contact that is read
    std::vector<Instant> touched;       // when touches that it can meet become visible, unsorted
    std::vector<std::uint64_t> turned;  // the session in which each was last turned
    std::uint64_t session = 0;

private:
    struct Step;
    void run(const Step& begin,
             const std::vector<Instant>& events,
             Instant until,
             bool only_entries);
    [[nodiscard]] bool has_one_journey(const ledger::Contact& contact) const;
    // No stage can be entered before.
    [[nodiscard]] Instant first_possible(const ledger::Contact& contact) const;
    // Whether no entry can follow in the journey.
    [[nodiscard]] bool all_entered(const FoldState& state) const;
    void open_scopes();
    [[nodiscard]] Outlook& outlook(std::size_t version);
    void look(const ledger::Contact& contact);
    void look_ahead(Part part, std::size_t version, std::vector<std::vector<std::uint8_t>>& bounds);
    void look_at_facts(ledger::Slot slot, std::size_t version);
    void find_windows(std::size_t version, std::vector<Index>& found) const;
    void look_at_touches(const ledger::Contact& contact, std::size_t version);
    [[nodiscard]] bool first_touches_decide(const ledger::Contact& contact) const;
    void note_touched(const ledger::Contact& contact, std::size_t version);
    [[nodiscard]] bool relevant(ledger::ShapeCode shape);
    void step(Step& step);
    void take_version(Step& step, std::size_t version);
    [[nodiscard]] std::optional<End> life_ended(const Step& step) const;
    [[nodiscard]] const ledger::HandoffFact* last_return(const Step& step) const;
    [[nodiscard]] std::vector<std::string> disqualifiers(Step& step);
    void stand_out(Step& step, const ledger::HandoffFact& last, Instant eligible);
    void stand_disqualified(Step& step, std::vector<std::string> reasons);
    void stand_free(Step& step, const ledger::HandoffFact* last);
    void place(Step& step);
    void reach(Step& step, std::size_t stage, How how);
    Reading& reading(std::size_t version);

    std::uint32_t returned_;                          // notes of who may be taken out of a journey
    std::vector<std::unique_ptr<Outlook>> outlooks_;  // by version
    std::vector<Ahead> aheads_;                       // by version
    std::vector<std::uint8_t> may_enter_;             // some stage of some version
    std::vector<ledger::Slot> who_may_enter_;
    ledger::Slot ahead_from_ = 0;
    std::size_t ahead_count_ = 0;
};

}  // namespace baton::lifecycle
