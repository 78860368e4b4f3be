#include "engine/import_pipeline.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "engine/pipelines.hpp"

namespace baton::engine {

Done record_pipeline(Workspace& workspace,
                     const connect::StageOrder& order,
                     const Because& because) {
    const std::vector<std::string> stages = order.ordered();
    const bool has_own = workspace.read(
        [](const Workspace::View& view) { return !view.timeline.records_of("pipeline").empty(); });
    if (stages.empty() || has_own) {
        return {};
    }
    Pipeline pipeline{.key = "sales", .name = "Sales", .stages = {}};
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const ledger::DealStatus type = connect::status_of_stage(stages[i]);
        const int share = static_cast<int>(90 * (i + 1) / stages.size());
        const int percent = type == ledger::DealStatus::won    ? 100
                            : type == ledger::DealStatus::lost ? 0
                                                               : share;
        pipeline.stages.push_back(
            {.name = stages[i], .type = type, .probability_percent = percent});
    }
    const Result<Receipt> done = workspace.run(
        [properties = properties_of(pipeline), because](Desk& desk) -> Result<Receipt> {
            desk.record(
                ledger::RecordChanged{
                    .record = "pipeline", .key = "sales", .properties = properties},
                because);
            return Receipt{};
        },
        Urgency::bulk);
    return done ? Done{} : std::unexpected(done.error());
}

}  // namespace baton::engine
