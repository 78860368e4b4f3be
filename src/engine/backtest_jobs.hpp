#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "base/mutex.hpp"
#include "base/result.hpp"
#include "engine/backtesting.hpp"
#include "engine/jobs.hpp"
#include "engine/why.hpp"
#include "engine/workspace.hpp"
#include "lifecycle/postings.hpp"

namespace baton::engine {

// One backtest as people follow it. The report comes without its lists of moves; those are paged.
struct BacktestJob {
    std::string id = {};
    std::string by = {};
    JobState state = JobState::running;
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

// The backtests of a workspace. Safe from any thread.
class BacktestJobs {
public:
    // The workspace outlives it.
    explicit BacktestJobs(Workspace& workspace);

    // Checks the texts at once; the reading goes on in the background. busy when too many run.
    [[nodiscard]] Result<BacktestJob> start(const BacktestAsk& ask, const std::string& by);

    [[nodiscard]] std::vector<BacktestJob> list() { return jobs_.list(); }

    [[nodiscard]] Result<BacktestJob> get(const std::string& id);

    // Stops it when it runs, else forgets it.
    [[nodiscard]] Done drop(const std::string& id) { return jobs_.drop(id); }

    // In order of contact id.
    [[nodiscard]] Result<std::vector<backtest::Move>> moves(const std::string& id,
                                                            const MovesAsk& ask);
    // The criterion of a stage of one of its agreements for a contact, at the instant at which the
    // contact enters it, else at the end of the range.
    [[nodiscard]] Result<Clause> why(const std::string& id,
                                     const MovesAsk& stage,
                                     ContactId contact);

private:
    // What filters match, from one backtest to the next: a job has it while it runs, another that
    // runs beside it begins its own.
    struct Remembered {
        std::unique_ptr<lifecycle::Postings> postings;
        std::uint64_t readings = 0;  // as of which reading of the ledger
    };

    [[nodiscard]] Remembered borrow_postings();
    [[nodiscard]] Result<backtest::Report> answer(const backtest::Question& question,
                                                  const backtest::Progress& progress);

    Workspace& workspace_;
    Mutex mutex_;
    Remembered remembered_ GUARDED_BY(mutex_);  // nothing while borrowed
    Jobs<BacktestJob, backtest::Question> jobs_;
};

}  // namespace baton::engine
