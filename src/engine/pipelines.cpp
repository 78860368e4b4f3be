#include "engine/pipelines.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "base/text.hpp"
#include "engine/people.hpp"

namespace baton::engine {

namespace {

constexpr std::array<std::string_view, 3> status_names{"open", "won", "lost"};

int percent_of(std::string_view text) {
    int percent = 0;
    std::from_chars(text.data(), text.data() + text.size(), percent);
    return std::clamp(percent, 0, 100);
}

// "Proposal: open 55%"
std::optional<PipelineStage> read_stage(std::string_view line) {
    const auto colon = line.rfind(": ");
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = line.substr(colon + 2);
    const auto space = rest.find(' ');
    const auto* const type = std::ranges::find(status_names, rest.substr(0, space));
    if (type == status_names.end()) {
        return std::nullopt;
    }
    const std::string_view percent =
        space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    return PipelineStage{.name = std::string(line.substr(0, colon)),
                         .type = static_cast<ledger::DealStatus>(type - status_names.begin()),
                         .probability_percent = percent_of(percent)};
}

Pipeline read_pipeline(const ledger::Timeline& timeline, const ledger::Record& record, Instant at) {
    Pipeline pipeline{
        .key = record.key, .name = text_of(timeline, record.properties, "name", at), .stages = {}};
    const Value stages = timeline.value(record.properties, "stages", at);
    if (const auto* lines = std::get_if<std::vector<std::string>>(&stages)) {
        for (const std::string& line : *lines) {
            if (auto stage = read_stage(line)) {
                pipeline.stages.push_back(*std::move(stage));
            }
        }
    }
    return pipeline;
}

}  // namespace

const PipelineStage* Pipeline::find(std::string_view stage) const {
    const std::string wanted = text::folded(stage);
    const auto found = std::ranges::find_if(
        stages, [&](const PipelineStage& each) { return text::folded(each.name) == wanted; });
    return found == stages.end() ? nullptr : &*found;
}

const PipelineStage* Pipeline::first_of(ledger::DealStatus type) const {
    const auto found = std::ranges::find(stages, type, &PipelineStage::type);
    return found == stages.end() ? nullptr : &*found;
}

const Pipeline& standard_pipeline() {
    using enum ledger::DealStatus;
    static const Pipeline standard{.key = "sales",
                                   .name = "Sales",
                                   .stages = {{"Discovery", open, 20},
                                              {"Proposal", open, 50},
                                              {"Negotiation", open, 80},
                                              {"Won", won, 100},
                                              {"Lost", lost, 0}}};
    return standard;
}

std::vector<Pipeline> list_pipelines(const ledger::Timeline& timeline, Instant at) {
    std::vector<Pipeline> pipelines;
    for (const ledger::Record* record : timeline.records_of("pipeline")) {
        if (Pipeline pipeline = read_pipeline(timeline, *record, at); !pipeline.stages.empty()) {
            pipelines.push_back(std::move(pipeline));
        }
    }
    if (pipelines.empty()) {
        pipelines.push_back(standard_pipeline());
    }
    return pipelines;
}

Pipeline pipeline_of(const ledger::Timeline& timeline, std::string_view key, Instant at) {
    std::vector<Pipeline> pipelines = list_pipelines(timeline, at);
    const auto found = std::ranges::find(pipelines, key, &Pipeline::key);
    return found == pipelines.end() ? pipelines.front() : *found;
}

std::string_view name(ledger::DealStatus status) {
    return status_names.at(static_cast<std::size_t>(status));
}

ledger::Properties properties_of(const Pipeline& pipeline) {
    std::vector<std::string> lines;
    for (const PipelineStage& stage : pipeline.stages) {
        lines.push_back(
            fmt::format("{}: {} {}%", stage.name, name(stage.type), stage.probability_percent));
    }
    return {{"name", pipeline.name}, {"stages", std::move(lines)}};
}

}  // namespace baton::engine
