#include "engine/tuning.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agreement/alternatives.hpp"
#include "agreement/ast.hpp"
#include "agreement/render.hpp"
#include "backtest/tune_reader.hpp"
#include "engine/backtesting.hpp"
#include "engine/slices.hpp"
#include "engine/versions.hpp"
#include "lifecycle/postings.hpp"

namespace baton::engine {

namespace {

using backtest::Draft;
using backtest::Question;
using backtest::TuneQuestion;

std::vector<std::string> values_of(const agreement::Grid& grid, std::size_t variant) {
    std::vector<std::string> values;
    const auto choice = grid.choice(variant);
    for (std::size_t parameter = 0; parameter < choice.size(); ++parameter) {
        values.push_back(grid.parameters()[parameter].values[choice[parameter]]);
    }
    return values;
}

// Stages whose own criterion is not the same in all variants.
std::vector<std::size_t> marked_stages(const std::vector<Draft>& drafts) {
    const agreement::Agreement& first = *drafts.front().agreement;
    std::vector<std::size_t> marked;
    for (std::size_t stage = 0; stage < first.stages.size(); ++stage) {
        const std::string written = agreement::render(first.stages[stage].when, first);
        const bool differs = std::ranges::any_of(drafts, [&](const Draft& each) {
            return agreement::render(each.agreement->stages[stage].when, *each.agreement) !=
                   written;
        });
        if (differs) {
            marked.push_back(stage);
        }
    }
    return marked;
}

std::size_t main_stage(const agreement::Agreement& agreement) {
    if (agreement.handoff) {
        return agreement.handoff->at;
    }
    std::size_t found = agreement.stages.size() - 1;
    for (std::size_t stage = 0; stage < agreement.stages.size(); ++stage) {
        if (agreement.stages[stage].owner == agreement::Team::marketing) {
            found = stage;
        }
    }
    return found;
}

Result<std::size_t> stage_of(const TuneAsk& ask, const std::vector<Draft>& drafts) {
    const agreement::Agreement& agreement = *drafts.front().agreement;
    if (!ask.stage.empty()) {
        const auto found = std::ranges::find(agreement.stages, ask.stage, &agreement::Stage::name);
        if (found != agreement.stages.end()) {
            return static_cast<std::size_t>(found - agreement.stages.begin());
        }
        std::vector<std::string> names;
        for (const agreement::Stage& each : agreement.stages) {
            names.push_back(each.name);
        }
        return fail(
            Failure::invalid,
            fmt::format(
                "there is no stage \"{}\"; the file has {}", ask.stage, fmt::join(names, ", ")),
            {{.where = "/stage", .message = "names no stage of the file"}});
    }
    const auto marked = marked_stages(drafts);
    return marked.size() == 1 ? marked.front() : main_stage(agreement);
}

// The variants as drafts, the one as written first.
Result<std::vector<Draft>> drafts_of(const agreement::Grid& grid,
                                     const TuneAsk& ask,
                                     const agreement::Schema& schema) {
    std::vector<Draft> drafts;
    for (std::size_t variant = 0; variant < grid.size(); ++variant) {
        const std::string name =
            variant == 0
                ? ask.name
                : fmt::format("{} with {}", ask.name, fmt::join(values_of(grid, variant), ", "));
        drafts.push_back(TRY(draft_of({.name = name, .text = grid.text(variant)}, schema)));
    }
    return drafts;
}

Result<agreement::Grid> grid_of(const TuneAsk& ask, const agreement::Schema& schema) {
    if (!ask.marks.empty()) {
        return agreement::Grid::marked(ask.text, schema, ask.marks);
    }
    auto grid = agreement::Grid::read(ask.text, schema);
    if (!grid) {
        auto error = grid.error();
        error.message = ask.name + ": " + error.message;
        return std::unexpected(std::move(error));
    }
    return grid;
}

// The version in force, behind the variants when it is none of them.
void add_in_force(const Question& base, TuneQuestion& asked) {
    if (!base.in_force) {
        return;
    }
    std::size_t draft = 0;
    if (*base.in_force > 0) {
        draft = asked.question.drafts.size();
        asked.question.drafts.push_back(base.drafts[*base.in_force]);
    }
    const auto& stages = asked.question.drafts[draft].agreement->stages;
    const std::string& name = asked.question.drafts.front().agreement->stages[asked.stage].name;
    const auto stage = std::ranges::find(stages, name, &agreement::Stage::name);
    if (stage == stages.end()) {
        asked.question.drafts.resize(asked.values.size());
        return;
    }
    asked.in_force = {.draft = draft, .stage = static_cast<std::size_t>(stage - stages.begin())};
}

// A contact costs as many times as there are variants.
std::size_t slice_of(const TuneQuestion& asked) {
    constexpr std::size_t contacts_least = 16;
    return std::max(contacts_least, slice_contacts_usual / asked.question.drafts.size());
}

}  // namespace

Result<TuneQuestion> tune_question(const Workspace& workspace, const TuneAsk& ask, Instant now) {
    const auto schema =
        workspace.read([](const Workspace::View& view) { return schema_of(view.timeline); });
    const auto grid = TRY(grid_of(ask, schema));
    auto drafts = TRY(drafts_of(grid, ask, schema));
    const BacktestAsk as_written{.agreements = {{.name = ask.name, .text = grid.text(0)}},
                                 .from = ask.from,
                                 .to = ask.to,
                                 .maturity_days = ask.maturity_days};
    const Question base = TRY(workspace.read([&](const Workspace::View& view) {
        return backtest_question(view, view.timeline, as_written, now);
    }));
    TuneQuestion asked{.question = base};
    asked.question.drafts = std::move(drafts);
    asked.question.in_force.reset();
    asked.question.reported = asked.question.drafts.size();
    asked.stage = TRY(stage_of(ask, asked.question.drafts));
    asked.split = ask.split;
    for (const agreement::Choice& each : grid.parameters()) {
        asked.parameters.push_back(
            {.place = fmt::format("{}:{}", each.place.line, each.place.column),
             .values = each.values});
    }
    for (std::size_t variant = 0; variant < grid.size(); ++variant) {
        asked.values.push_back(values_of(grid, variant));
    }
    add_in_force(base, asked);
    return asked;
}

Result<backtest::TuneReport> tune(const Workspace& workspace,
                                  const TuneQuestion& asked,
                                  const backtest::Progress& progress) {
    std::optional<backtest::TuneParts> parts;
    std::optional<lifecycle::Postings> postings;
    std::optional<backtest::TuneReader> reader;
    const auto begin = [&](const Workspace::View& view) {
        reader.reset();
        parts = parts_of(asked, view.timeline);
        postings.emplace(view.timeline);
        backtest::prepare(asked.question, *postings);
        reader.emplace(asked, *parts, view.timeline, *postings);
    };
    const auto read = [&](ledger::Slot from, ledger::Slot to) { reader->read(from, to); };
    TRY(read_in_slices(workspace, begin, read, progress, slice_of(asked)));
    return workspace.read([&](const Workspace::View& view) {
        return report_of(asked, *parts, view.timeline, reader->counts());
    });
}

}  // namespace baton::engine
