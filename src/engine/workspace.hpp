#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "engine/live.hpp"
#include "engine/note_index.hpp"
#include "engine/outbound.hpp"
#include "engine/snapshot.hpp"
#include "engine/snapshot_taker.hpp"
#include "store/database.hpp"

namespace baton::engine {

class ContactNames;
struct EraseAsk;

// One company's data: the ledger in its directory, everything derived from it in memory, and the
// one writer. Commands run one after another on the writer's thread and are committed in groups:
// the answers of a group are given together, after its commit reached the disk. When a commit fails
// nothing more is acknowledged and `on_broken` is called; the process should end. Safe to use from
// any thread.
class Workspace {
public:
    struct Options {
        std::filesystem::path directory;
        bool writes = true;    // false: beside a running server, or for verbs that only read
        unsigned threads = 2;  // that evaluate contacts at start
        FanOutLimits fan_out = {};
        bool ends_with_program = false;  // the process ends next: memory goes back all at once
        std::function<void(const std::set<std::string>& topics)> on_change = {};
        std::function<void(const Error&)> on_broken = {};
        std::function<void(const std::string&)> on_note = {};  // a line for the log
        SnapshotRule snapshots = {};
    };

    // Opens (and with `writes` creates) the directory, reads the ledger, all of it or what came
    // after the snapshot, evaluates every contact up to now, and starts the writer.
    static Result<std::unique_ptr<Workspace>> open(Options options, std::unique_ptr<Clock> clock);
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    // Runs the command and answers when it is durable, on the writer's thread.
    void submit(Command command, Answered answered, Urgency urgency = Urgency::interactive);

    // The same, waiting. Not from the writer's thread.
    Result<Receipt> run(Command command, Urgency urgency = Urgency::interactive);

    // Erases a person for ever (erasing.hpp); durable, and in no file any more, when it returns.
    // Not from the writer's thread.
    Result<Receipt> erase(const EraseAsk& ask, const Because& because);

    // Writes what is outside the ledger (sessions, keys, kept replies, imports), in a transaction
    // of its own on the writer's thread, waiting until it is durable. Not from the writer's thread.
    Done write_outside_ledger(std::function<Done(store::Writing&)> write);

    // Reading while the writer holds still; keep it short. `look` must not keep references.
    template <typename Look>
    auto read(Look look) const {
        const std::shared_lock lock(gate_);
        return look(View{.timeline = memory_->timeline,
                         .directory = memory_->directory,
                         .live = *live_,
                         .names = *names_,
                         .notes = notes_,
                         .readings = readings_});
    }

    struct View {
        const ledger::Timeline& timeline;
        const Directory& directory;
        const Live& live;
        const ContactNames& names;
        const NoteIndex& notes;
        // Another number: values have other codes than at the last look.
        std::uint64_t readings = 0;
    };

    [[nodiscard]] store::Database& database() { return *database_; }

    [[nodiscard]] Clock& clock() { return *clock_; }

    [[nodiscard]] bool broken() const;

    // For bulk loads: between the two, contacts are not evaluated; resuming evaluates all of them.
    Done pause_evaluation();
    Done resume_evaluation();

    // How the snapshot was used at the opening.
    [[nodiscard]] const SnapshotUse& snapshot() const { return snapshot_; }

    // Waits until no snapshot is due or under way: for tests.
    void wait_for_snapshot();

    // The state hash that memory says the tables should have (see replay.hpp).
    [[nodiscard]] std::string replayed_hash() const;

    // Who outside is told what.
    [[nodiscard]] Outbound& outbound() { return outbound_; }

    // Tells open pages that something outside the ledger changed (the progress of an import).
    void tell(const std::set<std::string>& topics) const;

    // Waits until everything submitted before is durable, and changes of companies have reached all
    // their contacts. Closing does not wait for the latter: they go on at the next start.
    void drain();

private:
    // Reads all names, and what notes name, afresh. Nobody reads them meanwhile.
    void name_everybody();

    void start_snapshots(std::int64_t rows);
    void keep_last_snapshot();
    void note(const std::string& line) const;

    class Writer;
    friend class Erasing;

    // Done on the writer's thread before the command, while others read; what fails is the answer.
    using Preparation = std::move_only_function<Done()>;
    Result<Receipt> run_prepared(Preparation prepare, Command command, Urgency urgency);

    Workspace(Options options, std::unique_ptr<Clock> clock);

    Options options_;
    std::unique_ptr<Clock> clock_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<Memory> memory_;
    std::unique_ptr<Live> live_;
    std::unique_ptr<ContactNames> names_;
    NoteIndex notes_;
    Outbound outbound_;
    std::uint64_t readings_ = 0;  // how often the ledger was read into memory
    mutable std::shared_mutex gate_;
    std::unique_ptr<Writer> writer_;
    SnapshotUse snapshot_;
    std::unique_ptr<SnapshotTaker> taker_;
};

}  // namespace baton::engine
