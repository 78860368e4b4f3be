#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"

namespace baton::lifecycle {

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
        add_properties(contact);
        if (reads_handoffs_) add_handoffs(contact);
        if (reads_deals_) add_deals(contact);
        if (chain_.placements()) add_all(contact.all().placements);
        return finish();
    }

private:
    void start(Instant from, Instant until);
    const std::vector<Instant>& finish();

    void add(Instant at) {
        if (at > from_ && at <= until_) instants_.push_back(at);
    }

    void add_life(const ledger::Contact& contact);
    void add_properties(const ledger::Contact& contact);
    void add_companies(const ledger::Contact& contact);
    void add_tracks(const ledger::Tracks& tracks, bool of_company);
    void add_handoffs(const ledger::Contact& contact);
    void add_deals(const ledger::Contact& contact);

    // Entries rise by `at`: those that happened by `from` are never looked at.
    template <typename Entry>
    void add_all(const std::vector<Entry>& entries) {
        for (auto entry = entries.rbegin(); entry != entries.rend() && entry->at > from_; ++entry) {
            if (!entry->voided) add(entry->at);
        }
    }

    template <typename Relevant>
    void add_touches(const ledger::Contact& contact, Relevant relevant) {
        const auto& all = contact.all();
        const bool delayed = !all.visible_from.empty();
        for (auto index = all.touches.size(); index > 0; --index) {
            const auto& touch = all.touches[index - 1];
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
    std::vector<std::uint64_t> turned;               // the session in which each was last turned
    std::uint64_t session = 0;

private:
    struct Step;
    [[nodiscard]] bool relevant(ledger::Code shape);
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
};

}  // namespace baton::lifecycle
