#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "engine/keeping.hpp"

namespace baton::engine {

class Workspace;

// Who is to be erased, and why. `why` stays in the ledger: the person's addresses may not be in it.
struct EraseAsk {
    ContactId contact;
    std::string why;
};

// One erasure, in two steps on the writer's thread: the ledger is read afresh as if the person's
// keys were gone (others read on meanwhile), and then, in a group of its own, what an erasure
// records is recorded and the fresh memory takes the place of the old one. What is in the tables,
// in what was kept aside and in uploaded files is blanked with it, and the keys go after the commit
// (store/erasure.hpp). not_found for an unknown contact; of an erased one nothing changes, and the
// receipt's count is 0. All that was merged into a contact is the same person.
class Erasing {
public:
    Erasing(Workspace& workspace, EraseAsk ask, Because because)
        : workspace_(workspace), ask_(std::move(ask)), because_(std::move(because)) {}

    [[nodiscard]] Done prepare();
    [[nodiscard]] Result<Receipt> carry_out(Desk& desk);

private:
    // All that is theirs, by id.
    struct Person {
        std::vector<ContactId> contacts;  // the surviving one first
        std::vector<VisitorId> visitors;
        std::vector<std::pair<std::string, std::string>> records;  // notes and tasks
        std::vector<std::string> texts;                            // by which they are found
    };

    [[nodiscard]] Done find_person();
    [[nodiscard]] Done check() const;
    void find_records();
    void find_texts(const ledger::Contact& contact);
    void add_text(std::string text);
    [[nodiscard]] LeftOut left_out() const;
    void close_handoff(Desk& desk, const ledger::Contact& contact);
    [[nodiscard]] std::vector<ledger::Position> record(Desk& desk);
    void take_fresh_memory(Desk& desk);
    void note_rows(Batch& batch) const;

    Workspace& workspace_;
    EraseAsk ask_;
    Because because_;
    Person person_;
    bool erased_before_ = false;
    std::unique_ptr<Memory> fresh_;
};

}  // namespace baton::engine
