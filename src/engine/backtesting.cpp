#include "engine/backtesting.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <utility>

#include "agreement/check.hpp"
#include "backtest/life.hpp"
#include "engine/erasure.hpp"
#include "engine/journeys_text.hpp"
#include "engine/slices.hpp"
#include "engine/versions.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"

namespace baton::engine {

namespace {

using backtest::Findings;
using backtest::Question;

// The version in force joins the drafts, unless it is one of them already.
Done add_in_force(const Workspace::View& view,
                  const agreement::Schema& schema,
                  const BacktestAsk& ask,
                  Instant now,
                  Question& question) {
    const auto versions = list_versions(view.timeline, now);
    const auto in_force =
        std::ranges::find(versions, AgreementVersion::State::in_force, &AgreementVersion::state);
    if (in_force == versions.end()) {
        return {};
    }
    for (std::size_t i = 0; i < ask.agreements.size(); ++i) {
        if (fingerprint_of(ask.agreements[i].text) == in_force->fingerprint) {
            question.in_force = i;
            return {};
        }
    }
    question.in_force = question.drafts.size();
    question.drafts.push_back(TRY(draft_of({in_force->key, in_force->text}, schema)));
    return {};
}

}  // namespace

Result<backtest::Draft> draft_of(const BacktestText& given, const agreement::Schema& schema) {
    agreement::Checked checked = agreement::check(given.text, schema);
    if (checked.agreement) {
        return backtest::Draft{.name = given.name,
                               .agreement = std::make_shared<const agreement::Agreement>(
                                   *std::move(checked.agreement))};
    }
    std::vector<Problem> problems;
    for (const agreement::Diagnostic& each : checked.diagnostics) {
        if (each.severity == agreement::Diagnostic::Severity::error) {
            problems.push_back({.where = "", .message = render(each, given.name)});
        }
    }
    return fail(Failure::invalid, fmt::format("{} has errors", given.name), std::move(problems));
}

Instant since_in_force(const lifecycle::Chain& chain, Instant now) {
    const auto version = chain.in_force(now);
    return version ? chain.version(*version).effective : Instant::earliest();
}

Result<Question> backtest_question(const Workspace::View& view,
                                   const ledger::Timeline& timeline,
                                   const BacktestAsk& ask,
                                   Instant now) {
    const agreement::Schema schema = schema_of(timeline);
    Question question{.reported = ask.agreements.size(),
                      .as_of = std::max(now, timeline.latest_at()),
                      .opening = ask.opening,
                      .recorded = view.live.shared_chain(),
                      .maturity_days = ask.maturity_days};
    for (const BacktestText& given : ask.agreements) {
        question.drafts.push_back(TRY(draft_of(given, schema)));
    }
    TRY(add_in_force(view, schema, ask, now, question));
    if (ask.from) {
        question.from = *ask.from;
    } else if (ask.opening == backtest::Opening::recorded) {
        question.from = since_in_force(view.live.chain(), now);
    }
    for (const Erasure& each : list_erasures(timeline)) {
        question.left_out.push_back(each.contact);
    }
    std::ranges::sort(question.left_out);
    question.to = ask.to.value_or(journeys_end(timeline));
    if (question.to <= question.from) {
        return fail(Failure::invalid,
                    "the range ends before it begins",
                    {{.where = "/to", .message = "must be later than from"}});
    }
    return question;
}

Result<Findings> read_findings(const Workspace& workspace,
                               const Question& question,
                               const backtest::Progress& progress,
                               lifecycle::Postings* postings) {
    Findings findings;
    std::optional<backtest::LifeReader> reader;
    const auto begin = [&](const Workspace::View& view) {
        if (postings != nullptr && reader) {
            postings->forget();
        }
        findings = {};
        findings.cycles = backtest::read_cycles(view.timeline, question.as_of);
        reader.emplace(question, view.timeline);
        if (postings != nullptr) {
            backtest::prepare(question, *postings);
            reader->remember_in(*postings);
        }
    };
    const auto read = [&](ledger::Slot from, ledger::Slot to) { reader->read(from, to, findings); };
    TRY(read_in_slices(workspace, begin, read, progress));
    return findings;
}

}  // namespace baton::engine
