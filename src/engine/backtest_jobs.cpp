#include "engine/backtest_jobs.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <memory>
#include <utility>

#include "backtest/backtest.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t steps_told = 50;

std::int64_t number_of(const std::string& id) {
    std::int64_t number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number);
    return number;
}

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

}  // namespace

BacktestJobs::~BacktestJobs() {
    std::vector<std::thread> workers;
    {
        const Lock lock(mutex_);
        for (auto& [id, entry] : entries_) {
            entry->stop = true;
            workers.push_back(std::move(entry->worker));
        }
    }
    for (std::thread& worker : workers) {
        if (worker.joinable()) {
            worker.join();
        }
    }
}

Result<BacktestJobs::Entry*> BacktestJobs::find(const std::string& id) {
    const auto found = entries_.find(number_of(id));
    if (found == entries_.end()) {
        return fail(Failure::not_found, fmt::format("there is no backtest {}", id));
    }
    return found->second.get();
}

// What runs is never forgotten, and its worker has ended when it does not.
void BacktestJobs::forget_old() {
    for (auto each = entries_.begin(); each != entries_.end() && entries_.size() > kept_max;) {
        const bool runs = each->second->job.state == BacktestState::running;
        if (!runs && each->second->worker.joinable()) {
            each->second->worker.join();
        }
        each = runs ? std::next(each) : entries_.erase(each);
    }
}

Result<BacktestJob> BacktestJobs::start(const BacktestAsk& ask, const std::string& by) {
    using Asked = Result<backtest::Question>;
    const Instant now = workspace_.clock().now();
    auto question = workspace_.read([&](const Workspace::View& view) -> Asked {
        return backtest_question(view, view.timeline, ask, now);
    });
    if (!question) {
        return std::unexpected(question.error());
    }
    const Lock lock(mutex_);
    const auto running = std::ranges::count_if(entries_, [](const auto& each) {
        return each.second->job.state == BacktestState::running;
    });
    if (running >= static_cast<std::ptrdiff_t>(running_max)) {
        return fail(Failure::busy,
                    "other backtests are still running; try again when they are done");
    }
    forget_old();
    const std::int64_t id = next_id_++;
    auto entry = std::make_unique<Entry>();
    entry->job.id = std::to_string(id);
    entry->job.by = by;
    entry->question = std::make_shared<const backtest::Question>(*std::move(question));
    Entry& kept = *entry;
    entries_[id] = std::move(entry);
    kept.worker = std::thread([this, &kept] { work(kept); });
    return kept.job;
}

// Pages hear of every fiftieth of the way.
bool BacktestJobs::note(Entry& entry, std::size_t done, std::size_t total) {
    std::string id;
    bool tells = false;
    {
        const Lock lock(mutex_);
        const std::size_t step = total / steps_told + 1;
        tells = done / step != entry.job.contacts_done / step;
        entry.job.contacts_done = done;
        entry.job.contacts = total;
        id = entry.job.id;
    }
    if (tells) {
        tell(id);
    }
    return !entry.stop;
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

void BacktestJobs::work(Entry& entry) {
    Remembered remembered = borrow_postings();
    auto findings = read_findings(
        workspace_,
        *entry.question,
        [&](std::size_t done, std::size_t total) { return note(entry, done, total); },
        remembered.postings.get());
    std::optional<backtest::Report> report;
    if (findings) {
        report = backtest::report_of(*entry.question, *std::move(findings));
    }
    std::string id;
    {
        const Lock lock(mutex_);
        remembered_ = std::move(remembered);
        entry.job.state = report && !entry.stop ? BacktestState::done : BacktestState::cancelled;
        if (entry.job.state == BacktestState::done) {
            entry.job.report = std::move(report);
        }
        id = entry.job.id;
    }
    tell(id);
}

void BacktestJobs::tell(const std::string& id) const {
    workspace_.tell({"backtests:" + id});
}

std::vector<BacktestJob> BacktestJobs::list() {
    const Lock lock(mutex_);
    std::vector<BacktestJob> jobs;
    for (const auto& [id, entry] : entries_) {
        jobs.push_back({.id = entry->job.id,
                        .by = entry->job.by,
                        .state = entry->job.state,
                        .contacts_done = entry->job.contacts_done,
                        .contacts = entry->job.contacts,
                        .report = {}});
    }
    std::ranges::reverse(jobs);
    return jobs;
}

Result<BacktestJob> BacktestJobs::get(const std::string& id) {
    const Lock lock(mutex_);
    const Entry* entry = TRY(find(id));
    return without_moves(entry->job);
}

Done BacktestJobs::drop(const std::string& id) {
    const Lock lock(mutex_);
    Entry* entry = TRY(find(id));
    if (entry->job.state == BacktestState::running) {
        entry->stop = true;
        return {};
    }
    if (entry->worker.joinable()) {
        entry->worker.join();
    }
    entries_.erase(number_of(id));
    return {};
}

Result<const backtest::StageFigures*> BacktestJobs::find_stage(const std::string& id,
                                                               const MovesAsk& ask) {
    const Entry* entry = TRY(find(id));
    if (!entry->job.report) {
        return fail(Failure::refused, "this backtest has no result yet");
    }
    if (ask.agreement >= entry->job.report->agreements.size()) {
        return fail(Failure::not_found, "this backtest has no such agreement");
    }
    const auto& stages = entry->job.report->agreements[ask.agreement].stages;
    const auto found = std::ranges::find(stages, ask.stage, &backtest::StageFigures::stage);
    if (found == stages.end()) {
        return fail(Failure::not_found, fmt::format("there is no stage \"{}\"", ask.stage));
    }
    return &*found;
}

Result<std::vector<backtest::Move>> BacktestJobs::moves(const std::string& id,
                                                        const MovesAsk& ask) {
    const Lock lock(mutex_);
    const backtest::StageFigures* stage = TRY(find_stage(id, ask));
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

Result<Clause> BacktestJobs::why(const std::string& id, const MovesAsk& stage, ContactId contact) {
    std::shared_ptr<const backtest::Question> question;
    Instant at;
    {
        const Lock lock(mutex_);
        const backtest::StageFigures* figures = TRY(find_stage(id, stage));
        const Entry* entry = TRY(find(id));
        question = entry->question;
        const auto move =
            std::ranges::lower_bound(figures->moves, contact, {}, &backtest::Move::id);
        const bool there = move != figures->moves.end() && move->id == contact;
        const Instant end = plus(question->end(), -1);
        at = there ? move->at.value_or(move->at_in_force.value_or(end)) : end;
    }
    return workspace_.read([&](const Workspace::View& view) -> Result<Clause> {
        const ledger::Contact* found = view.timeline.find(contact);
        if (found == nullptr) {
            return fail(Failure::not_found, "there is no such contact");
        }
        const auto chain = backtest::chain_of(*question, question->drafts[stage.agreement]);
        return explain_under(view, *found, {.chain = chain, .stage = stage.stage, .at = at});
    });
}

}  // namespace baton::engine
