#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backtest/question.hpp"
#include "backtest/wins.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/common_bounds.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"

// What one contact contributes to a backtest: who entered what when under each draft, and the
// recorded facts that outcomes are read from. Plain values that need no timeline any more, so that
// contacts can be read some at a time, by many threads, or by another engine.
namespace baton::backtest {

struct Entry {
    std::uint32_t stage = 0;  // index into the draft's stages
    Instant at;
    bool operator==(const Entry&) const = default;
};

struct HandoffStepAt {
    Instant at;
    ledger::HandoffStep step = ledger::HandoffStep::offered;
    std::string reason = {};
    std::string owner = {};
};

// A deal as it stands at `as_of`.
struct DealFact {
    ledger::Slot deal = 0;
    Instant created_at;                            // its first status
    std::optional<ledger::DealStatus> ended = {};  // won or lost
    Instant ended_at = {};                         // when it became so for the last time
    std::vector<std::optional<std::int64_t>> amount_minor =
        {};  // by draft; none: no rate, no amount

    [[nodiscard]] bool won() const { return ended == ledger::DealStatus::won; }

    // Its beginning was recorded apart from its end.
    [[nodiscard]] bool has_cycle() const { return won() && created_at < ended_at; }
};

struct Life {
    ContactId contact;
    std::string external_id = {};
    ledger::Slot slot = 0;
    ledger::Slot owner = 0;  // who it is at `as_of`: itself, or what it was merged into
    Instant created;
    std::vector<std::vector<Entry>> entries = {};  // by draft; in order of time, of any time
    std::vector<HandoffStepAt> handoffs = {};      // of the owner, in event order
    std::vector<DealFact> deals = {};              // of the owner

    // Somebody who was merged into another is not a second person.
    [[nodiscard]] bool is_person() const { return slot == owner; }
};

// Somebody who entered nothing under any draft, and was won all the same.
struct Winner {
    Instant created;
    Instant won;  // the first time since the range began
};

// Those of whom there is nothing else to tell: no entry under any draft, no deal won since the
// range began, and no handoff that a draft would ask for. Of them it only counts when they were
// created.
struct Bystanders {
    std::int64_t count = 0;
    Instant first_created = Instant::latest();
    std::vector<Instant> untils = {};       // ends of maturity that a draft can ask for, rising
    std::vector<std::int64_t> mature = {};  // created before each of these

    void add(const std::vector<Instant>& all_created);
    void add(const Bystanders& others);
    // REQUIRES: one of `untils`, or nobody was added.
    [[nodiscard]] std::int64_t mature_by(Instant until) const;
};

// What was read of the contacts, in any order, and of the won deals.
struct Findings {
    std::vector<Life> lives = {};
    std::vector<Winner> winners = {};
    Bystanders bystanders = {};
    std::vector<DealFact> cycles = {};
};

// What all readers of a question share: it does not depend on who is read.
struct Ground {
    std::vector<DealFact> cycles;
    std::vector<Instant> untils;  // ends of maturity by the drafts, rising, each once
    Wins wins;
};

[[nodiscard]] std::shared_ptr<const Ground> ground_of(const Question& question,
                                                      const ledger::Timeline& timeline);

// Reads contacts under all drafts of a question. Keeps buffers: one for each thread. The timeline
// must outlive it, may grow between calls, and must not change during one.
class LifeReader {
public:
    LifeReader(const Question& question, const ledger::Timeline& timeline);
    LifeReader(const Question& question,
               const ledger::Timeline& timeline,
               std::shared_ptr<const Ground> ground);

    // Matches of filters are looked up in, and kept for, these, which must outlive the reader and
    // be prepared for the question.
    void remember_in(lifecycle::Postings& postings);

    // Adds what there is to tell of the contacts in slots [from, to); nothing of those who had not
    // been created by `as_of`. Best some hundred at a time.
    void read(ledger::Slot from, ledger::Slot to, Findings& findings);

private:
    struct Reading {
        std::shared_ptr<const lifecycle::Chain> chain;
        lifecycle::Evaluator evaluator;
    };

    // What one contact enters under one draft.
    struct Entered {
        ledger::Slot slot = 0;
        std::size_t draft = 0;
        std::vector<Entry> entries = {};
    };

    [[nodiscard]] bool left_out(ledger::Slot slot) const;
    void sort_out(ledger::Slot from, ledger::Slot to);
    void read_entries(ledger::Slot from, ledger::Slot to);
    void read_entries(std::size_t draft);
    [[nodiscard]] std::vector<Entry> entries(std::size_t draft, ledger::Slot slot);
    [[nodiscard]] Life life(ledger::Slot slot, std::span<Entered> entered) const;
    [[nodiscard]] std::vector<DealFact> deals(const ledger::Contact& contact) const;
    [[nodiscard]] std::vector<HandoffStepAt> handoffs(const ledger::Contact& contact) const;
    void add_amounts(const ledger::Deal& deal, DealFact& fact) const;
    [[nodiscard]] std::optional<std::int64_t> amount_minor(const ledger::Deal& deal,
                                                           Currency currency) const;

    void tell(ledger::Slot slot, std::span<Entered> entered, Findings& findings);

    const Question& question_;
    const ledger::Timeline& timeline_;
    std::shared_ptr<const Ground> ground_;
    std::uint32_t told_;   // notes of contacts whose lives are told whatever they entered
    ledger::Code amount_;  // the name of deals' amounts
    std::unique_ptr<lifecycle::CommonBounds> common_;
    std::vector<Reading> readings_;
    std::vector<ledger::Slot> coming_;  // who may enter, of the contacts that are read
    std::vector<Entered> entered_;      // of the contacts that are read, by slot
    std::vector<Instant> bystanders_;   // when those were created
    std::vector<ledger::Slot> others_;  // of whom there is more to tell
};

// The deal at `as_of`, without amounts; nothing when it is not there or never had a status.
[[nodiscard]] std::optional<DealFact> deal_fact(const ledger::Deal& deal, Instant as_of);

// The same, mostly without going to the deal.
[[nodiscard]] std::optional<DealFact> deal_fact(const ledger::Timeline& timeline,
                                                ledger::Slot slot,
                                                Instant as_of);

// Won deals whose beginning and end were recorded: what the sales cycle is taken from.
[[nodiscard]] std::vector<DealFact> read_cycles(const ledger::Timeline& timeline, Instant as_of);

}  // namespace baton::backtest
