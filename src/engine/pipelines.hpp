#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

// Pipelines with typed stages, read from the ledger's `pipeline` records: `name`, and `stages`, a
// list of "NAME: open|won|lost PROBABILITY%".
namespace baton::engine {

struct PipelineStage {
    std::string name;
    ledger::DealStatus type = ledger::DealStatus::open;
    int probability_percent = 0;
    bool operator==(const PipelineStage&) const = default;
};

struct Pipeline {
    std::string key;
    std::string name;
    std::vector<PipelineStage> stages;
    bool operator==(const Pipeline&) const = default;

    // Null when there is no such stage; compared without case.
    [[nodiscard]] const PipelineStage* find(std::string_view stage) const;
    // Null when no stage has that type.
    [[nodiscard]] const PipelineStage* first_of(ledger::DealStatus type) const;
};

// What a workspace begins with.
[[nodiscard]] const Pipeline& standard_pipeline();

// As of `at`, in order of creation; the standard pipeline when there is none.
[[nodiscard]] std::vector<Pipeline> list_pipelines(const ledger::Timeline& timeline, Instant at);

// The pipeline of that key, or the first.
[[nodiscard]] Pipeline pipeline_of(const ledger::Timeline& timeline,
                                   std::string_view key,
                                   Instant at);

[[nodiscard]] std::string_view name(ledger::DealStatus status);
[[nodiscard]] ledger::Properties properties_of(const Pipeline& pipeline);

}  // namespace baton::engine
