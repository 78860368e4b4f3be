#include "engine/tune_jobs.hpp"

#include <utility>

namespace baton::engine {

using backtest::TuneQuestion;

TuneJobs::TuneJobs(Workspace& workspace)
    : workspace_(workspace),
      jobs_(workspace,
            "tune",
            [&workspace](const TuneQuestion& question, const backtest::Progress& progress) {
                return tune(workspace, question, progress);
            }) {}

Result<TuneJob> TuneJobs::start(const TuneAsk& ask, const std::string& by) {
    auto question = TRY(tune_question(workspace_, ask, workspace_.clock().now()));
    return jobs_.start(std::move(question), by);
}

}  // namespace baton::engine
