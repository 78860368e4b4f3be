#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "backtest/tune.hpp"
#include "backtest/tune_report.hpp"
#include "base/result.hpp"
#include "engine/jobs.hpp"
#include "engine/tuning.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// One grid as people follow it.
struct TuneJob {
    std::string id = {};
    std::string by = {};
    JobState state = JobState::running;
    std::size_t contacts_done = 0;
    std::size_t contacts = 0;
    std::optional<backtest::TuneReport> report = {};
};

BOOST_DESCRIBE_STRUCT(TuneJob, (), (id, by, state, contacts_done, contacts, report))

// The tunes of a workspace. Safe from any thread.
class TuneJobs {
public:
    // The workspace outlives it.
    explicit TuneJobs(Workspace& workspace);

    // Checks every variant at once; the reading goes on in the background. busy when too many run.
    [[nodiscard]] Result<TuneJob> start(const TuneAsk& ask, const std::string& by);

    [[nodiscard]] std::vector<TuneJob> list() { return jobs_.list(); }

    [[nodiscard]] Result<TuneJob> get(const std::string& id) { return jobs_.get(id); }

    // Stops it when it runs, else forgets it.
    [[nodiscard]] Done drop(const std::string& id) { return jobs_.drop(id); }

private:
    Workspace& workspace_;
    Jobs<TuneJob, backtest::TuneQuestion> jobs_;
};

}  // namespace baton::engine
