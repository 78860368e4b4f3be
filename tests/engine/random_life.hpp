#pragma once

#include <string>
#include <vector>

#include "engine/running.hpp"
#include "ledger/event.hpp"

namespace baton::engine::testing {

// One random thing that somebody does; the numbers are chosen by the generator and mean what they
// come to modulo what there is.
struct Deed {
    int what = 0;
    int who = 0;
    int which = 0;
    int minutes = 0;  // how long after the deed before
    int late = 0;     // how many minutes before now it happened
};

// A workspace in which anything happens to a handful of contacts, companies, deals and reps.
class RandomLife {
public:
    RandomLife();

    // Does it. A refused command must leave no trace: then what it left is returned.
    [[nodiscard]] std::string live(const Deed& deed);

    [[nodiscard]] Running& running() { return running_; }

    // Every contact whose current stage is handoff.at is owned, waiting or placed; at most one
    // handoff is open, owned by somebody who works here; each offer is later than its entry. Empty
    // when that holds.
    [[nodiscard]] std::string dropped();

    // Every clock of a handoff that ran out is recorded as missed. Empty when that holds.
    [[nodiscard]] std::string unrecorded();

private:
    [[nodiscard]] std::uint64_t ledger_end();
    [[nodiscard]] Result<Receipt> act(const Deed& deed);
    [[nodiscard]] Result<Receipt> act_on_contact(const Deed& deed);
    [[nodiscard]] Result<Receipt> act_on_handoff(const Deed& deed);
    [[nodiscard]] Result<Receipt> act_on_deal(const Deed& deed);
    [[nodiscard]] Result<Receipt> act_on_company(const Deed& deed);
    void move_people(const Deed& deed);
    [[nodiscard]] Result<Receipt> touch(const Deed& deed);
    [[nodiscard]] Result<Receipt> merge(const Deed& deed);
    [[nodiscard]] Result<Receipt> part(const Deed& deed);
    [[nodiscard]] Result<Receipt> suspend(const Deed& deed);
    [[nodiscard]] Result<Receipt> take_back(const Deed& deed);
    [[nodiscard]] Because because(const Deed& deed) const;
    [[nodiscard]] ContactId contact(const Deed& deed) const;

    Running running_;
    std::vector<ContactId> contacts_;
    std::vector<CompanyId> companies_;
    std::vector<DealId> deals_;
    std::vector<std::vector<ledger::Position>> done_;
    int made_ = 0;
};

}  // namespace baton::engine::testing
