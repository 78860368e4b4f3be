#include "engine/quarantine.hpp"

#include <fmt/format.h>
#include <memory>
#include <utility>

#include "connect/segment.hpp"
#include "engine/ingest_command.hpp"
#include "store/capture.hpp"

namespace baton::engine {

namespace {

QuarantineItem item_of(store::Quarantined row) {
    return {.id = row.id,
            .received = row.received,
            .source = std::move(row.source),
            .reason = std::move(row.reason),
            .body = std::move(row.body)};
}

Error still_refused(const std::string& reason) {
    return {.failure = Failure::refused,
            .message = fmt::format("It still cannot be taken in: {}.", reason)};
}

Result<connect::SegmentBatch> translated(const QuarantineItem& item, bool browser) {
    auto batch = TRY(connect::translate_segment(fmt::format(R"({{"batch":[{}]}})", item.body),
                                                connect::SegmentEndpoint::batch,
                                                {.received = item.received, .browser = browser}));
    if (!batch.rejected.empty()) {
        return std::unexpected(still_refused(batch.rejected.front().reason));
    }
    return batch;
}

}  // namespace

Result<std::vector<QuarantineItem>> list_quarantine(Workspace& workspace,
                                                    std::int64_t after,
                                                    std::int64_t limit) {
    const store::Reading reading = workspace.database().reading();
    auto rows = TRY(store::Quarantine::list(reading.connection(), after, limit));
    std::vector<QuarantineItem> items;
    for (store::Quarantined& row : rows) {
        items.push_back(item_of(std::move(row)));
    }
    return items;
}

Result<QuarantineItem> get_quarantined(Workspace& workspace, std::int64_t id) {
    const store::Reading reading = workspace.database().reading();
    auto row = TRY(store::Quarantine::find(reading.connection(), id));
    if (!row) {
        return fail(Failure::not_found, "There is no such message.");
    }
    if (row->state != "waiting") {
        return fail(Failure::conflict, "The message was settled before.");
    }
    return item_of(*std::move(row));
}

Done replay_quarantined(Workspace& workspace, std::int64_t id, bool browser) {
    const QuarantineItem item = TRY(get_quarantined(workspace, id));
    Ingestion ingestion{.batch = TRY(translated(item, browser)),
                        .source = item.source,
                        .browser = browser,
                        .text_of = {}};
    for (connect::SegmentMessage& message : ingestion.batch.accepted) {
        message.envelope.message_id += fmt::format("/replayed-{}", id);
    }
    const auto outcome = std::make_shared<IngestOutcome>();
    TRY(workspace.run([ingestion = std::move(ingestion), outcome](Desk& desk) mutable {
        return ingest(desk, ingestion, *outcome);
    }));
    return workspace.write_outside_ledger(
        [id](store::Writing& writing) { return writing.quarantine.settle(id, "replayed"); });
}

}  // namespace baton::engine
