#include "engine/backtest_jobs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <utility>

#include "backtest/backtest.hpp"

namespace baton::engine {

namespace {

// What people follow: the lists of moves are asked for page by page.
BacktestJob without_moves(const BacktestJob& job) {
    BacktestJob shown = job;
    if (shown.report) {
        for (backtest::AgreementFigures& agreement : shown.report->agreements) {
            for (backtest::StageFigures& stage : agreement.stages) {
                stage.moves.clear();
            }
        }
    }
    return shown;
}

Result<const backtest::StageFigures*> find_stage(const BacktestJob& job, const MovesAsk& ask) {
    if (!job.report) {
        return fail(Failure::refused, "this backtest has no result yet");
    }
    if (ask.agreement >= job.report->agreements.size()) {
        return fail(Failure::not_found, "this backtest has no such agreement");
    }
    const auto& stages = job.report->agreements[ask.agreement].stages;
    const auto found = std::ranges::find(stages, ask.stage, &backtest::StageFigures::stage);
    if (found == stages.end()) {
        return fail(Failure::not_found, fmt::format("there is no stage \"{}\"", ask.stage));
    }
    return &*found;
}

Result<std::vector<backtest::Move>> moves_of(const BacktestJob& job, const MovesAsk& ask) {
    const backtest::StageFigures* stage = TRY(find_stage(job, ask));
    std::vector<backtest::Move> rows;
    auto move =
        std::ranges::upper_bound(stage->moves, ContactId{ask.after}, {}, &backtest::Move::id);
    for (; move != stage->moves.end() && rows.size() < ask.limit; ++move) {
        if (ask.kind.empty() || move->kind == ask.kind) {
            rows.push_back(*move);
        }
    }
    return rows;
}

// When the contact enters the stage, else the end of the range.
Instant moment_of(const backtest::StageFigures& stage, ContactId contact, Instant end) {
    const auto move = std::ranges::lower_bound(stage.moves, contact, {}, &backtest::Move::id);
    const bool there = move != stage.moves.end() && move->id == contact;
    const Instant last = plus(end, -1);
    return there ? move->at.value_or(move->at_in_force.value_or(last)) : last;
}

}  // namespace

BacktestJobs::BacktestJobs(Workspace& workspace)
    : workspace_(workspace),
      jobs_(workspace,
            "backtest",
            [this](const backtest::Question& question, const backtest::Progress& progress) {
                return answer(question, progress);
            }) {}

Result<BacktestJob> BacktestJobs::start(const BacktestAsk& ask, const std::string& by) {
    using Asked = Result<backtest::Question>;
    const Instant now = workspace_.clock().now();
    auto question = workspace_.read([&](const Workspace::View& view) -> Asked {
        return backtest_question(view, view.timeline, ask, now);
    });
    if (!question) {
        return std::unexpected(question.error());
    }
    return jobs_.start(*std::move(question), by);
}

BacktestJobs::Remembered BacktestJobs::borrow_postings() {
    Remembered remembered;
    {
        const Lock lock(mutex_);
        remembered = std::exchange(remembered_, {});
    }
    workspace_.read([&](const Workspace::View& view) {
        if (!remembered.postings || remembered.readings != view.readings) {
            remembered = {.postings = std::make_unique<lifecycle::Postings>(view.timeline),
                          .readings = view.readings};
        }
    });
    return remembered;
}

Result<backtest::Report> BacktestJobs::answer(const backtest::Question& question,
                                              const backtest::Progress& progress) {
    Remembered remembered = borrow_postings();
    auto findings = read_findings(workspace_, question, progress, remembered.postings.get());
    {
        const Lock lock(mutex_);
        remembered_ = std::move(remembered);
    }
    if (!findings) {
        return std::unexpected(findings.error());
    }
    return backtest::report_of(question, *std::move(findings));
}

Result<BacktestJob> BacktestJobs::get(const std::string& id) {
    return jobs_.look(id, [](const BacktestJob& job, const auto& /*question*/) {
        return Result<BacktestJob>(without_moves(job));
    });
}

Result<std::vector<backtest::Move>> BacktestJobs::moves(const std::string& id,
                                                        const MovesAsk& ask) {
    return jobs_.look(
        id, [&](const BacktestJob& job, const auto& /*question*/) { return moves_of(job, ask); });
}

Result<Clause> BacktestJobs::why(const std::string& id, const MovesAsk& stage, ContactId contact) {
    using Asked = std::shared_ptr<const backtest::Question>;
    Asked question;
    const auto at =
        jobs_.look(id, [&](const BacktestJob& job, const Asked& asked) -> Result<Instant> {
            const backtest::StageFigures* figures = TRY(find_stage(job, stage));
            question = asked;
            return moment_of(*figures, contact, asked->end());
        });
    if (!at) {
        return std::unexpected(at.error());
    }
    return workspace_.read([&](const Workspace::View& view) -> Result<Clause> {
        const ledger::Contact* found = view.timeline.find(contact);
        if (found == nullptr) {
            return fail(Failure::not_found, "there is no such contact");
        }
        if (view.directory.is_erased(contact)) {
            return fail(Failure::refused, "this contact was erased; nobody can say why any more");
        }
        const auto chain = backtest::chain_of(*question, question->drafts[stage.agreement]);
        return explain_under(view, *found, {.chain = chain, .stage = stage.stage, .at = *at});
    });
}

}  // namespace baton::engine
