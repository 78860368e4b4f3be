#pragma once

#include <atomic>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "backtest/report.hpp"
#include "base/mutex.hpp"
#include "base/result.hpp"
#include "engine/backtesting.hpp"
#include "engine/why.hpp"
#include "engine/workspace.hpp"
#include "lifecycle/postings.hpp"

namespace baton::engine {

enum class BacktestState : std::uint8_t { running, done, cancelled };

BOOST_DESCRIBE_ENUM(BacktestState, running, done, cancelled)

// One backtest as people follow it. The report comes without its lists of moves; those are paged.
struct BacktestJob {
    std::string id = {};
    std::string by = {};
    BacktestState state = BacktestState::running;
    std::size_t contacts_done = 0;
    std::size_t contacts = 0;
    std::optional<backtest::Report> report = {};
};

BOOST_DESCRIBE_STRUCT(BacktestJob, (), (id, by, state, contacts_done, contacts, report))

// Which list of moves: of one agreement of the job and one of its stages.
struct MovesAsk {
    std::size_t agreement = 0;
    std::string stage = {};
    std::string kind = {};   // gained, lost, kept; empty: all
    std::int64_t after = 0;  // the contact id of the last row before
    std::size_t limit = 0;
};

// The backtests of a workspace, in memory: they end with the program. A few run at a time, and the
// last ones are kept. Safe from any thread.
class BacktestJobs {
public:
    static constexpr std::size_t running_max = 2;
    static constexpr std::size_t kept_max = 20;

    // The workspace outlives it.
    explicit BacktestJobs(Workspace& workspace) : workspace_(workspace) {}

    ~BacktestJobs();  // stops what runs
    BacktestJobs(const BacktestJobs&) = delete;
    BacktestJobs& operator=(const BacktestJobs&) = delete;

    // Checks the texts at once; the reading goes on in the background. busy when too many run.
    [[nodiscard]] Result<BacktestJob> start(const BacktestAsk& ask, const std::string& by);
    [[nodiscard]] std::vector<BacktestJob> list();  // newest first, without their reports
    [[nodiscard]] Result<BacktestJob> get(const std::string& id);
    // Stops it when it runs, else forgets it.
    [[nodiscard]] Done drop(const std::string& id);

    // In order of contact id.
    [[nodiscard]] Result<std::vector<backtest::Move>> moves(const std::string& id,
                                                            const MovesAsk& ask);
    // The criterion of a stage of one of its agreements for a contact, at the instant at which the
    // contact enters it, else at the end of the range.
    [[nodiscard]] Result<Clause> why(const std::string& id,
                                     const MovesAsk& stage,
                                     ContactId contact);

private:
    struct Entry {
        BacktestJob job;
        std::shared_ptr<const backtest::Question> question;
        std::atomic<bool> stop = false;
        std::thread worker;
    };

    [[nodiscard]] Result<Entry*> find(const std::string& id) REQUIRES(mutex_);
    [[nodiscard]] Result<const backtest::StageFigures*> find_stage(const std::string& id,
                                                                   const MovesAsk& ask)
        REQUIRES(mutex_);
    void forget_old() REQUIRES(mutex_);

    // What filters match, from one backtest to the next: a job has it while it runs, another that
    // runs beside it begins its own.
    struct Remembered {
        std::unique_ptr<lifecycle::Postings> postings;
        std::uint64_t readings = 0;  // as of which reading of the ledger
    };

    [[nodiscard]] Remembered borrow_postings();
    void work(Entry& entry);
    bool note(Entry& entry, std::size_t done, std::size_t total);
    void tell(const std::string& id) const;

    Workspace& workspace_;
    Mutex mutex_;
    std::map<std::int64_t, std::unique_ptr<Entry>> entries_ GUARDED_BY(mutex_);
    std::int64_t next_id_ GUARDED_BY(mutex_) = 1;
    Remembered remembered_ GUARDED_BY(mutex_);  // nothing while borrowed
};

}  // namespace baton::engine
