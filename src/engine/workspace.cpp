#include "engine/workspace.hpp"

#include <algorithm>
#include <future>
#include <utility>

#include "engine/alongside.hpp"
#include "engine/contact_names.hpp"
#include "engine/keeping.hpp"
#include "engine/replay.hpp"
#include "engine/versions.hpp"
#include "engine/writer.hpp"

namespace baton::engine {

namespace {

// The command, and when it succeeds the write in the same transaction.
Command with(std::function<Done(store::Writing&)> write, Command command) {
    return [write = std::move(write),
            command = std::move(command)](Desk& desk) mutable -> Result<Receipt> {
        Result<Receipt> receipt = command(desk);
        if (receipt) {
            desk.batch().beside.push_back(write);
        }
        return receipt;
    };
}

// What nobody frees goes back when the process ends, and at no cost. It can still be reached, so
// that it is no leak.
void leave(std::unique_ptr<Live> live, std::unique_ptr<Memory> memory) {
    using Left = std::vector<std::pair<std::unique_ptr<Live>, std::unique_ptr<Memory>>>;
    static Left* const left = new Left();
    left->emplace_back(std::move(live), std::move(memory));
}

}  // namespace

Workspace::Workspace(Options options, std::unique_ptr<Clock> clock)
    : options_(std::move(options)),
      clock_(std::move(clock)),
      memory_(std::make_unique<Memory>(standard_types())),
      names_(std::make_unique<ContactNames>()) {}

Workspace::~Workspace() {
    if (taker_) {
        taker_->stop();
    }
    if (writer_) {
        writer_->drain();
        const bool is_sound = !writer_->broken();
        writer_.reset();
        if (is_sound) {
            keep_last_snapshot();
        }
    }
    if (options_.ends_with_program) {
        leave(std::move(live_), std::move(memory_));
    }
    // Giving memory back takes as long as closing the database.
    const auto emptied = std::async(std::launch::async, [this] {
        live_.reset();
        memory_.reset();
    });
    database_.reset();
}

Result<std::unique_ptr<Workspace>> Workspace::open(Options options, std::unique_ptr<Clock> clock) {
    const bool writes = options.writes;
    std::unique_ptr<Workspace> workspace(new Workspace(std::move(options), std::move(clock)));
    workspace->database_ = TRY(store::Database::open(
        workspace->options_.directory.string(),
        {.mode = writes ? store::Database::Mode::write : store::Database::Mode::read}));
    const Loaded loaded = TRY(load(*workspace->database_,
                                   *workspace->memory_,
                                   {.left_out = {},
                                    .from_snapshot = workspace->options_.snapshots.reads,
                                    .threads = workspace->options_.threads}));
    const Evaluated& evaluated = loaded.evaluated;
    workspace->snapshot_ = loaded.snapshot;
    workspace->live_ =
        std::make_unique<Live>(workspace->memory_->timeline, workspace->options_.fan_out);
    {
        const auto named =
            std::async(std::launch::async, [&workspace] { workspace->name_everybody(); });
        workspace->live_->load(evaluated.until, workspace->options_.threads);
    }
    if (evaluated.paused) {
        workspace->live_->make_good();
    }
    std::vector<FanOut> fan_outs =
        TRY(load_fan_outs(*workspace->database_, workspace->memory_->timeline));
    for (FanOut& fan_out : fan_outs) {
        workspace->live_->resume_fan_out(std::move(fan_out));
    }
    if (writes) {
        TRY(workspace->outbound_.load(workspace->database_->reading().connection()));
        workspace->start_snapshots(loaded.end.rows());
        workspace->writer_ = std::make_unique<Writer>(*workspace);
    }
    return workspace;
}

// A long rest of the ledger is read once: the memory it made is written before it changes.
void Workspace::start_snapshots(std::int64_t rows) {
    if (!snapshot_.problem.empty()) {
        note("the snapshot is of no use, so the whole ledger was read: " + snapshot_.problem);
    }
    SnapshotTaker::Work work{
        .directory = options_.directory.string(),
        .write = [this](auto write) { return write_outside_ledger(std::move(write)); },
        .erased = [this] { return memory_->directory.erased(); },
        .note = [this](const std::string& line) { note(line); }};
    taker_ =
        std::make_unique<SnapshotTaker>(options_.snapshots, std::move(work), rows, snapshot_.rows);
    keep_last_snapshot();
    taker_->start();
}

// The writer is not there, so nothing changes meanwhile.
void Workspace::keep_last_snapshot() {
    if (!taker_->is_due_at_rest()) {
        return;
    }
    if (const Done kept = write_snapshot(*memory_, *database_); kept) {
        taker_->note_kept();
    } else {
        note("no snapshot was written: " + kept.error().message);
    }
}

void Workspace::wait_for_snapshot() {
    if (taker_) {
        taker_->wait();
    }
}

void Workspace::note(const std::string& line) const {
    if (options_.on_note) {
        options_.on_note(line);
    }
}

void Workspace::submit(Command command, Answered answered, Urgency urgency) {
    writer_->submit({.command = std::move(command), .answered = std::move(answered), .prepare = {}},
                    urgency);
}

Result<Receipt> Workspace::run(Command command, Urgency urgency) {
    return run_prepared({}, std::move(command), urgency);
}

Result<Receipt> Workspace::run_prepared(Preparation prepare, Command command, Urgency urgency) {
    std::promise<Result<Receipt>> promise;
    Alongside* const alongside = Alongside::current();
    writer_->submit(
        {.command = alongside == nullptr ? std::move(command)
                                         : with(alongside->write(), std::move(command)),
         .answered = [&promise](Result<Receipt> receipt) { promise.set_value(std::move(receipt)); },
         .prepare = std::move(prepare)},
        urgency);
    Result<Receipt> receipt = promise.get_future().get();
    if (alongside != nullptr && receipt) {
        alongside->note_written();
    }
    return receipt;
}

Done Workspace::write_outside_ledger(std::function<Done(store::Writing&)> write) {
    std::promise<Done> promise;
    writer_->submit_outside({.write = std::move(write), .answered = [&promise](Done done) {
                                 promise.set_value(std::move(done));
                             }});
    return promise.get_future().get();
}

bool Workspace::broken() const {
    return writer_ && writer_->broken();
}

void Workspace::name_everybody() {
    names_ = std::make_unique<ContactNames>();
    const ledger::Timeline& timeline = memory_->timeline;
    for (ledger::Slot slot = 0; slot < timeline.contacts().size(); ++slot) {
        names_->update(timeline, slot);
    }
    notes_.load(timeline);
}

std::string Workspace::replayed_hash() const {
    const std::shared_lock lock(gate_);
    return engine::replayed_hash(*memory_, *live_);
}

Done Workspace::pause_evaluation() {
    const Result<Receipt> paused = run(
        [this](Desk& /*desk*/) -> Result<Receipt> {
            live_->pause();
            return Receipt{};
        },
        Urgency::bulk);
    return paused ? Done{} : std::unexpected(paused.error());
}

Done Workspace::resume_evaluation() {
    const Result<Receipt> resumed = run(
        [this](Desk& desk) -> Result<Receipt> {
            live_->resume(desk, std::max(desk.now(), memory_->last_received));
            return Receipt{};
        },
        Urgency::bulk);
    return resumed ? Done{} : std::unexpected(resumed.error());
}

void Workspace::tell(const std::set<std::string>& topics) const {
    if (options_.on_change) {
        options_.on_change(topics);
    }
}

void Workspace::drain() {
    if (writer_) {
        do {
            writer_->drain();
        } while (writer_->fanning_out());
    }
}

}  // namespace baton::engine
