#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <vector>

#include "engine/desk.hpp"
#include "engine/fan_out.hpp"
#include "engine/offers.hpp"
#include "engine/restating.hpp"
#include "engine/routing.hpp"
#include "engine/versions.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/timeline.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

// The live driver of the lifecycle: after every command it reads again the contacts that were
// touched, offers handoffs (at once, or in turn when the agreement says so), records restatements,
// breaches and what follows of them, hands on what its owner cannot do, and knows when time alone
// will change something. What it decides is recorded
// through the same desk, so it commits together with its cause. Belongs to the writer; others may
// read histories while the writer holds still.
class Live {
public:
    explicit Live(const ledger::Timeline& timeline, FanOutLimits limits = {});

    // Reads every contact from nothing up to `until`: at start. Nothing is recorded. The contacts
    // are shared out among `threads`; the result does not depend on how many. What qualified but
    // was never offered is made good at the next `fire`.
    void load(Instant until, unsigned threads = 1);

    // After a load: the program ended while evaluation was paused, so the tables lack what the
    // histories say. The next `fire` writes every row.
    void make_good();

    // Brings everything that `desk` recorded since the last call to rest, at `now` or, where what
    // is recorded meanwhile happens later, then.
    void settle(Desk& desk, Instant now);

    // Evaluates what is due at or before `now`, in order of time. Returns how far time has been
    // evaluated: `now`, or the last instant of what was recorded. It never goes back.
    Instant fire(Desk& desk, Instant now);

    // Changes of large companies: what was under way when the program ended goes on, and the next
    // batch of contacts is read again. False when there is nothing to do.
    void resume_fan_out(FanOut fan_out);
    bool fan_out(Desk& desk, Instant now);

    [[nodiscard]] bool fanning_out() const { return !fan_outs_.empty() && !paused(); }

    [[nodiscard]] std::vector<FanOutProgress> fan_outs() const;

    // The instant at which `fire` has something to do; latest() when never.
    [[nodiscard]] Instant next_due() const;

    // While paused, contacts are not read again and time stands still: for bulk loads. Pauses nest;
    // the last resumption reads what was touched meanwhile.
    void pause() { ++pauses_; }

    void resume(Desk& desk, Instant now);

    [[nodiscard]] bool paused() const { return pauses_ > 0; }

    [[nodiscard]] const lifecycle::History& history(ledger::Slot contact) const;

    // Erased: the history is what it was then, whatever is recorded later.
    [[nodiscard]] bool is_frozen(ledger::Slot contact) const;

    // The contact's history as it stands at `now`, as the text that an erasure keeps.
    [[nodiscard]] std::string bring_up(Desk& desk, ledger::Slot contact, Instant now);

    // The timeline was read afresh: the same events at the same places, values under other codes.
    void follow_new_memory();

    [[nodiscard]] const lifecycle::Chain& chain() const { return *chain_.chain; }

    [[nodiscard]] std::shared_ptr<const lifecycle::Chain> shared_chain() const {
        return chain_.chain;
    }

    // The version's key ("7") by its index in the chain.
    [[nodiscard]] const std::string& version_key(std::size_t index) const {
        return chain_.keys[index];
    }

    // Whether the contact qualified and its offer is being held back: the conservation view says
    // why.
    [[nodiscard]] bool waits(ledger::Slot contact) const { return waiting_.contains(contact); }

    [[nodiscard]] Instant evaluated_until() const { return evaluated_until_; }

    [[nodiscard]] std::uint64_t restatements() const { return restatements_; }

private:
    struct Contact {
        lifecycle::FoldState state;
        lifecycle::History history;
        Instant timer = Instant::latest();  // the one that counts; others in the queue are stale
        // No clock of its handoffs runs out before, unless something beside touches of the buyer is
        // recorded; earliest(): to be read.
        Instant next_clock = Instant::earliest();
        bool frozen = false;  // erased
    };

    struct Timer {
        Instant due;
        ledger::Slot contact;

        bool operator>(const Timer& other) const { return due > other.due; }
    };

    // What has to be read again, and from where.
    struct Pending {
        std::map<ledger::Slot, Desk::ContactChange> contacts;
        std::optional<Instant> everybody;
        bool agreement = false;
        bool offers = false;

        [[nodiscard]] bool empty() const {
            return contacts.empty() && !everybody && !agreement && !offers;
        }
    };

    struct MissedClock {
        ContactId contact;
        int number = 0;
        std::string_view kind;
        Instant due;
        std::string_view owner;
        std::string_view override_name;
    };

    // Something that Baton does about a clock, once, at its due instant.
    struct Escalation {
        std::string_view action;
        Instant due;
        int number = 0;
        std::string to = {};  // who is told, or gets it
        std::string outcome = {};
    };

    // Why a handoff goes to somebody else.
    struct HandOn {
        std::string_view reason;
        std::string_view cause;
        Need need = Need::someone_else;
        bool clocks_go_on = true;
        std::vector<std::string> except = {};
        std::optional<Instant> expired_at = {};
    };

    Contact& contact(ledger::Slot slot);
    [[nodiscard]] Instant reached(Instant now) const;
    void take_pending(Desk& desk);
    void follow_handoffs(const Desk::Changed& changed);
    void work_through(Desk& desk, const Pending& pending, Instant now);
    void follow_agreement(Desk& desk, Instant now);
    void reread(Desk& desk, ledger::Slot slot, const Desk::ContactChange& change, Instant now);
    [[nodiscard]] Instant next_clock(ledger::Slot slot, Instant now) const;
    void forget_clocks();
    void note_moved(Desk& desk, ledger::Slot slot) const;
    void note_entered(Desk& desk, ledger::Slot slot, Instant since);
    void restate(Desk& desk, ledger::Slot slot, const std::string& was);
    Instant fire_timers(Desk& desk, Instant now);
    void set_timer(ledger::Slot slot, Instant now);

    // live_clocks.cpp
    void record_due(Desk& desk, ledger::Slot slot, Instant now);
    void record_breach(Desk& desk, const MissedClock& missed) const;
    [[nodiscard]] std::optional<std::string> free_breach_key(const MissedClock& missed) const;
    void warn(Desk& desk, ledger::Slot slot, const handoff::Handoff& handoff, Instant now) const;
    void escalate(Desk& desk, ledger::Slot slot, const handoff::Handoff& handoff, Instant now);
    void record_escalation(Desk& desk, ledger::Slot slot, const Escalation& escalation) const;
    [[nodiscard]] bool was_escalated(const ledger::Contact& who, const Escalation& what) const;
    [[nodiscard]] std::string addressee(agreement::BreachStep::Action action,
                                        const handoff::Handoff& handoff,
                                        Instant at) const;

    // live_owners.cpp
    void check_owners(Desk& desk, Instant now);
    void relieve_overloaded(Desk& desk, Instant now);
    [[nodiscard]] std::optional<std::string> hand_on(Desk& desk,
                                                     ledger::Slot slot,
                                                     const HandOn& why,
                                                     Instant now);

    // live_erased.cpp
    void freeze(ledger::Slot slot);
    void freeze_all();

    // live_fan_out.cpp
    void begin_fan_out(Desk& desk, const Desk::CompanyChange& change);
    void finish_resumed(Desk& desk, const FanOut& fan_out, ledger::Slot slot);
    [[nodiscard]] Instant fanned_from(ledger::Slot slot) const;

    // live_offers.cpp
    void find_unoffered();
    void wait_for_offer(ledger::Slot slot);
    void count_loads();
    void offer_if_due(Desk& desk, ledger::Slot slot, Instant now);
    bool offer(Desk& desk, ledger::Slot slot, Instant now, DayShares* shares);
    [[nodiscard]] std::vector<ledger::Slot> waiting_in_turn();
    bool release(Desk& desk, Instant now);
    void release_in_turn(Desk& desk,
                         const std::vector<ledger::Slot>& turns,
                         Instant now,
                         const lifecycle::Calendar& calendar);

    const ledger::Timeline& timeline_;
    ChainInForce chain_;
    std::optional<lifecycle::Evaluator> evaluator_;
    std::vector<Contact> contacts_;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;
    std::optional<HandoffCount> handoffs_;  // as far as the desk's records were taken
    std::optional<RepLoads> loads_;         // as of the first offer of a settlement, and since
    Pending pending_;
    std::set<ledger::Slot> waiting_;  // qualified, and not to be offered yet or not to anybody
    Instant release_at_ = Instant::latest();  // when they are looked at again
    bool release_wanted_ = false;             // or before that, as soon as may be
    Instant owners_at_ = Instant::latest();   // when somebody leaves or is back
    bool owners_wanted_ = false;              // or something was said about people
    FanOutLimits fan_out_limits_;
    std::deque<FanOut> fan_outs_;
    Instant evaluated_until_ = Instant::earliest();
    int pauses_ = 0;
    bool rows_missing_ = false;
    std::uint64_t restatements_ = 0;
};

}  // namespace baton::engine
