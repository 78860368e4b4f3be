#include "engine/measuring.hpp"

#include <utility>
#include <vector>

#include "engine/history_reading.hpp"
#include "engine/settings.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

// Live histories may go beyond `as_of`: later entries are not read.
Result<goals::MeasureResult> measure_now(const Workspace::View& view,
                                         const goals::MeasureRequest& request) {
    std::vector<lifecycle::History> histories;
    histories.reserve(view.timeline.contacts().size());
    for (ledger::Slot slot = 0; slot < view.timeline.contacts().size(); ++slot) {
        histories.push_back(view.live.history(slot));
    }
    return goals::measure(
        view.timeline, {.chain = &view.live.chain(), .of_contacts = histories}, request);
}

Result<goals::MeasureResult> measure_known(Workspace& workspace,
                                           const goals::MeasureRequest& request,
                                           Instant known_at) {
    const ReadHistory history = TRY(read_history(workspace, {.known_at = known_at}));
    const auto chain =
        workspace.read([](const Workspace::View& view) { return view.live.shared_chain(); });
    const FrozenHistories erased = workspace.read(frozen_histories);
    lifecycle::Evaluator evaluator(chain, *history.timeline);
    std::vector<lifecycle::History> histories;
    for (const ledger::Contact& contact : history.timeline->contacts()) {
        histories.push_back(history_of(contact.id, erased, evaluator, known_at));
    }
    return goals::measure(
        *history.timeline, {.chain = chain.get(), .of_contacts = histories}, request);
}

}  // namespace

Result<goals::MeasureResult> measure(Workspace& workspace,
                                     goals::MeasureRequest request,
                                     std::optional<Instant> known_at) {
    const Settings settings = workspace.read(
        [&](const Workspace::View& view) { return settings_of(view, workspace.clock().now()); });
    request.zone = settings.zone;
    request.currency = settings.currency;
    if (known_at) {
        return measure_known(workspace, request, *known_at);
    }
    return workspace.read([&](const Workspace::View& view) { return measure_now(view, request); });
}

}  // namespace baton::engine
