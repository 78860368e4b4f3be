#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/contact_commands.hpp"
#include "engine/desk.hpp"
#include "engine/workspace.hpp"
#include "store/rows.hpp"

namespace baton::engine::testing {

// A workspace of its own in a temporary directory, under a clock that the test moves. It may be
// closed and opened again, and killed: then it goes on from a copy of its files as they were.
class Running {
public:
    // Every restart goes by a snapshot, unless the rule says otherwise.
    explicit Running(Instant start,
                     FanOutLimits fan_out = {},
                     SnapshotRule snapshots = {.tail_min = 1});
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void open();
    void close();
    void restart();
    void kill();
    // The same at this very moment, without waiting for what is under way.
    void kill_now();

    // Time passes, and what is due by then has happened when this returns.
    void move_to(Instant at);

    [[nodiscard]] Instant now() const { return now_; }

    [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

    [[nodiscard]] Workspace& workspace() { return *workspace_; }

    Result<Receipt> run(Command command) { return workspace_->run(std::move(command)); }

    // People, and an agreement that both teams sign now.
    void hire(const std::string& email, const ledger::Properties& properties);
    std::string sign(const std::string& agreement);

    [[nodiscard]] std::optional<ContactId> find_contact(std::string_view name);
    [[nodiscard]] ContactId contact(
        std::string_view name);  // by e-mail or external id; fails the test

    // What people read, from the tables.
    [[nodiscard]] store::ContactRow row(ContactId id);
    [[nodiscard]] std::vector<store::HandoffRow> handoffs(ContactId id);
    [[nodiscard]] std::vector<store::BreachRow> breaches(ContactId id);
    [[nodiscard]] std::vector<store::StageEntryRow> entries(ContactId id);
    [[nodiscard]] std::vector<store::RecordRow> records(std::string_view kind);

    // Empty when the tables are what the ledger says, live and as a second reader replays it, and
    // every history is what the evaluator makes of the contact from nothing.
    [[nodiscard]] std::string problem();
    [[nodiscard]] std::string head_and_state();

private:
    [[nodiscard]] std::string history_problem();

    std::filesystem::path directory_;
    std::vector<std::filesystem::path> used_;
    Instant now_;
    FanOutLimits fan_out_;
    SnapshotRule snapshots_;
    std::unique_ptr<Workspace> workspace_;
};

// A new directory under the temporary one.
[[nodiscard]] std::filesystem::path new_directory();

}  // namespace baton::engine::testing
