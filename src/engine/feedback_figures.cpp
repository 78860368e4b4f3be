#include "engine/feedback_figures.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "agreement/check.hpp"
#include "agreement/describe.hpp"
#include "agreement/parameters.hpp"
#include "engine/people.hpp"
#include "engine/two_way_facts.hpp"
#include "engine/versions.hpp"
#include "engine/wording.hpp"
#include "goals/feedback.hpp"
#include "goals/measure.hpp"
#include "goals/reading.hpp"
#include "handoff/transition.hpp"
#include "lifecycle/explain.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t explained_max = 2'000;

// Sizes that people speak of, so that a number makes few rows.
constexpr std::array<std::pair<std::int64_t, std::string_view>, 6> sizes{{{1'000, "1000 and more"},
                                                                          {250, "250 to 999"},
                                                                          {50, "50 to 249"},
                                                                          {10, "10 to 49"},
                                                                          {1, "1 to 9"},
                                                                          {0, "0"}}};

std::string key_of(const Value& value) {
    if (const auto* number = std::get_if<Decimal>(&value)) {
        for (const auto& [least, name] : sizes) {
            if (number->millionths >= least * decimal_one) {
                return std::string(name);
            }
        }
        return "below 0";
    }
    return known(value) ? value_words(value) : std::string();
}

// The clauses that held, as the language writes them, each once: leaves, and what is under `not` as
// one.
void add_held(const lifecycle::Explanation& told, std::vector<std::string>& keys) {
    const bool leaf = told.of.empty() || told.op == "not";
    if (!leaf) {
        for (const lifecycle::Explanation& each : told.of) {
            add_held(each, keys);
        }
    } else if (told.held && std::ranges::find(keys, told.text) == keys.end()) {
        keys.push_back(told.text);
    }
}

Instant known_by(const Workspace::View& view, const FeedbackAsk& ask) {
    const Instant now = present(view, ask.now);
    return std::min(ask.as_of.value_or(now), now);
}

struct JudgedHandoff {
    const HandedOn* handed = nullptr;
    goals::Judged judged = {};
};

class Judging {
public:
    Judging(const Workspace::View& view, const FeedbackAsk& ask)
        : view_(view),
          ask_(ask),
          facts_(two_way_facts(view, known_by(view, ask), settings_of(view, ask.now))) {}

    Done judge() {
        TRY(check_dimension());
        for (const HandedOn& handed : facts_.handoffs) {
            const bool counts = (!ask_.from || handed.offered_at >= *ask_.from) &&
                                (!ask_.to || handed.offered_at < *ask_.to);
            handoffs_ += counts ? 1 : 0;
            if (counts && handed.answer) {
                judged_.push_back({.handed = &handed,
                                   .judged = {.keys = {},
                                              .answer = *handed.answer,
                                              .reason = handed.reason,
                                              .praise = handed.praise}});
            }
        }
        std::ranges::stable_sort(judged_, [](const JudgedHandoff& a, const JudgedHandoff& b) {
            return a.handed->offered_at > b.handed->offered_at;
        });
        if (ask_.by == "clause" && judged_.size() > explained_max) {
            left_out_ = judged_.size() - explained_max;
            judged_.resize(explained_max);
        }
        give_keys();
        return {};
    }

    [[nodiscard]] const std::vector<JudgedHandoff>& all() const { return judged_; }

    [[nodiscard]] std::vector<goals::Judged> judged() const {
        std::vector<goals::Judged> plain;
        for (const JudgedHandoff& each : judged_) {
            plain.push_back(each.judged);
        }
        return plain;
    }

    [[nodiscard]] std::int64_t handoffs() const { return handoffs_; }

    [[nodiscard]] std::int64_t left_out() const { return static_cast<std::int64_t>(left_out_); }

private:
    [[nodiscard]] Done check_dimension() const {
        const std::string& by = ask_.by;
        const bool property = by.starts_with("contact.") || by.starts_with("company.");
        if (by != "source" && by != "campaign" && by != "owner" && by != "clause" && !property) {
            return fail(Failure::invalid,
                        "There is nothing of that name to tell feedback by.",
                        {{"?by",
                          "source, campaign, owner, clause, or a property such as "
                          "company.industry"}});
        }
        return {};
    }

    void give_keys() {
        const goals::MeasureRequest request{
            .name = {}, .by = goals::By::campaign, .as_of = facts_.as_of, .zone = facts_.zone};
        const goals::Reading reading(view_.timeline, goals::no_histories, request);
        lifecycle::Evaluator evaluator(view_.live.shared_chain(), view_.timeline);
        for (JudgedHandoff& each : judged_) {
            if (ask_.by == "clause") {
                each.judged.keys = clauses_of(evaluator, *each.handed);
            } else {
                each.judged.keys = {key_of(reading, *each.handed)};
            }
        }
    }

    [[nodiscard]] std::string key_of(const goals::Reading& reading, const HandedOn& handed) const {
        if (ask_.by == "source") {
            return handed.source;
        }
        if (ask_.by == "owner") {
            return handed.owner;
        }
        if (ask_.by == "campaign") {
            const auto row =
                reading.key_of({.at = handed.offered_at, .contacts = {handed.contact}});
            return row.key == "unknown" ? std::string() : row.key;
        }
        return property_of(handed);
    }

    // As it was known when the handoff was offered.
    [[nodiscard]] std::string property_of(const HandedOn& handed) const {
        const ledger::Contact& contact = view_.timeline.contacts()[handed.contact];
        const std::string_view name = std::string_view(ask_.by).substr(ask_.by.find('.') + 1);
        if (ask_.by.starts_with("contact.")) {
            return engine::key_of(view_.timeline.value(contact, name, handed.offered_at));
        }
        const ledger::Company* company = view_.timeline.company_of(contact, handed.offered_at);
        return company == nullptr ? std::string()
                                  : engine::key_of(view_.timeline.value(
                                        company->properties, name, handed.offered_at));
    }

    [[nodiscard]] std::vector<std::string> clauses_of(lifecycle::Evaluator& evaluator,
                                                      const HandedOn& handed) const {
        std::vector<std::string> keys;
        const lifecycle::Chain& chain = view_.live.chain();
        const Instant at = handed.entered_at.value_or(handed.offered_at);
        const auto version = chain.in_force(at);
        const ledger::Contact& contact = view_.timeline.contacts()[handed.contact];
        if (!version || !chain.version(*version).agreement->handoff ||
            view_.directory.is_erased(contact.id)) {
            return keys;
        }
        const std::size_t stage = chain.version(*version).agreement->handoff->at;
        add_held(evaluator.explain(contact.id, *version, lifecycle::Part::stage, stage, at), keys);
        return keys;
    }

    const Workspace::View& view_;
    const FeedbackAsk& ask_;
    TwoWayFacts facts_;
    std::vector<JudgedHandoff> judged_;
    std::int64_t handoffs_ = 0;
    std::size_t left_out_ = 0;
};

// What rows are called; of clauses in plain words, with the number that the lab can turn.
class Naming {
public:
    Naming(const Workspace::View& view, const FeedbackAsk& ask)
        : view_(view), ask_(ask), as_of_(known_by(view, ask)) {
        const lifecycle::Chain& chain = view.live.chain();
        const auto version = chain.in_force(as_of_);
        if (ask.by != "clause" || !version) {
            return;
        }
        agreement_ = chain.version(*version).agreement;
        const std::string& key = view.live.version_key(*version);
        for (const AgreementVersion& each : list_versions(view.timeline, as_of_)) {
            if (each.key == key) {
                numbers_ = agreement::parameters_of(*agreement_, each.text);
            }
        }
    }

    void name(FeedbackFigure& figure) const {
        figure.label = figure.key;
        if (ask_.by == "owner") {
            figure.label = display_name(view_.timeline, figure.key, as_of_);
        }
        if (agreement_ == nullptr) {
            return;
        }
        const auto checked =
            agreement::check_criterion(figure.key, *agreement_, schema_of(view_.timeline));
        if (checked.criterion) {
            figure.label = agreement::describe(*checked.criterion, *agreement_);
        }
        const auto number =
            std::ranges::find(numbers_, figure.label, &agreement::Parameter::clause);
        if (number != numbers_.end()) {
            const bool lasts = number->kind == agreement::Parameter::Kind::duration;
            figure.number = ClauseNumber{.index = number - numbers_.begin(),
                                         .text = number->text,
                                         .kind = lasts ? "duration" : "number"};
        }
    }

private:
    const Workspace::View& view_;
    const FeedbackAsk& ask_;
    Instant as_of_;
    std::shared_ptr<const agreement::Agreement> agreement_;
    std::vector<agreement::Parameter> numbers_;
};

std::vector<ReasonCount> most_first(const std::map<std::string, std::int64_t>& counts) {
    std::vector<ReasonCount> reasons;
    for (const auto& [reason, count] : counts) {
        reasons.push_back({.reason = reason, .count = count});
    }
    std::ranges::stable_sort(reasons, std::greater<>(), &ReasonCount::count);
    return reasons;
}

FeedbackFigure figure_of(const goals::FeedbackRow& row) {
    const bool enough = row.with.answered >= goals::answers_for_a_rate &&
                        row.without.answered >= goals::answers_for_a_rate;
    return {.key = row.key,
            .label = {},
            .answered = row.with.answered,
            .accepted = share_part(row.with.accepted, row.with.answered),
            .rejected = row.with.rejected,
            .recycled = row.with.recycled,
            .praised = share_part(row.with.praised, row.with.answered),
            .reasons = most_first(row.with.reasons),
            .praises = most_first(row.with.praises),
            .accepted_without = share_part(row.without.accepted, row.without.answered),
            .enough = enough};
}

}  // namespace

Result<FeedbackFigures> feedback_figures(const Workspace::View& view, const FeedbackAsk& ask) {
    Judging judging(view, ask);
    TRY(judging.judge());
    const std::vector<goals::Judged> judged = judging.judged();
    std::vector<goals::FeedbackRow> rows = goals::rows_by_key(judged);
    goals::rank_by_rejects(rows);
    FeedbackFigures figures{
        .by = ask.by,
        .handoffs = judging.handoffs(),
        .all = figure_of({.key = {}, .with = goals::count_all(judged), .without = {}}),
        .rows = {},
        .left_out = judging.left_out()};
    const Naming naming(view, ask);
    for (const goals::FeedbackRow& row : rows) {
        figures.rows.push_back(figure_of(row));
        naming.name(figures.rows.back());
    }
    return figures;
}

Result<JudgedPage> judged_handoffs(const Workspace::View& view,
                                   const FeedbackAsk& ask,
                                   const std::string& key,
                                   std::size_t offset,
                                   std::size_t limit) {
    Judging judging(view, ask);
    TRY(judging.judge());
    JudgedPage page;
    for (const JudgedHandoff& each : judging.all()) {
        const auto& keys = each.judged.keys;
        if (std::ranges::find(keys, key) == keys.end()) {
            continue;
        }
        if (page.total >= offset && page.rows.size() < limit) {
            const ledger::Contact& contact = view.timeline.contacts()[each.handed->contact];
            page.rows.push_back(
                {.contact = contact_ref(view.timeline, contact, known_by(view, ask)),
                 .offered_at = each.handed->offered_at,
                 .answer = std::string(handoff::name(each.judged.answer)),
                 .reason = each.judged.reason,
                 .praise = each.judged.praise,
                 .owner = user_ref(view.timeline, each.handed->owner, known_by(view, ask))});
        }
        ++page.total;
    }
    return page;
}

}  // namespace baton::engine
