#include "engine/why.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "agreement/check.hpp"
#include "agreement/describe.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/timeline_items.hpp"
#include "engine/versions.hpp"
#include "engine/wording.hpp"
#include "lifecycle/explain.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

using lifecycle::Explanation;
using lifecycle::Part;

constexpr std::size_t evidence_max = 20;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> needs{{
    {">=", "at least "},
    {">", "more than "},
    {"<=", "at most "},
    {"<", "less than "},
    {"!=", "anything but "},
}};

// What events are called that a clause points at.
class Titles {
public:
    Titles(const ledger::Timeline& timeline, const ledger::Contact& contact, Instant at)
        : timeline_(timeline) {
        for (const ledger::Touch& touch : contact.all().touches) {
            touches_.emplace(touch.order, touch);
        }
        add(contact.all().properties);
        if (const ledger::Company* company = timeline.company_of(contact, at)) {
            add(company->properties);
        }
        for (const ledger::HandoffFact& fact : contact.all().handoffs) {
            others_.emplace(fact.order,
                            Evidence{.at = fact.at,
                                     .title = fmt::format("Handoff {}", handoff::name(fact.step)),
                                     .id = std::to_string(fact.order)});
        }
        for (const ledger::Slot slot : timeline.deals_of(contact)) {
            add(timeline.deals()[slot]);
        }
    }

    [[nodiscard]] std::optional<Evidence> find(std::uint64_t order) const {
        if (const auto touch = touches_.find(order); touch != touches_.end()) {
            return Evidence{.at = touch->second.at,
                            .title = touch_title(timeline_, touch->second),
                            .id = std::to_string(order)};
        }
        const auto other = others_.find(order);
        return other == others_.end() ? std::nullopt : std::optional(other->second);
    }

private:
    void add(const ledger::Tracks& tracks) {
        for (const ledger::PropertyTrack& track : tracks.all()) {
            const std::string words =
                capitalised(property_words(timeline_.dictionary().name(track.name)));
            for (const ledger::Change& change : track.changes) {
                const Value& value = timeline_.dictionary().value(change.value);
                others_.emplace(change.order,
                                Evidence{.at = change.at,
                                         .title = fmt::format("{}: {}", words, value_words(value)),
                                         .id = std::to_string(change.order)});
            }
        }
    }

    void add(const ledger::Deal& deal) {
        for (const ledger::StatusChange& change : deal.statuses) {
            others_.emplace(change.order,
                            Evidence{.at = change.at,
                                     .title = "Deal " + deal_name(timeline_, deal, change.at),
                                     .id = std::to_string(change.order)});
        }
    }

    const ledger::Timeline& timeline_;
    std::unordered_map<std::uint64_t, ledger::Touch> touches_;
    std::unordered_map<std::uint64_t, Evidence> others_;
};

std::optional<std::string> needed(const Explanation& told) {
    if (told.op == "between" && told.needs.size() == 2) {
        return fmt::format("{} to {}", told.needs[0], told.needs[1]);
    }
    if (!told.needs.empty()) {
        return fmt::format(
            "{}{}", told.op == "not in" ? "none of " : "one of ", fmt::join(told.needs, ", "));
    }
    if (!told.compares || !told.need) {
        return std::nullopt;
    }
    const auto* const found =
        std::ranges::find(needs, told.op, &std::pair<std::string_view, std::string_view>::first);
    if (found != needs.end()) {
        return fmt::format("{}{}", found->second, *told.need);
    }
    return told.op == "=" ? *told.need : fmt::format("{} {}", told.op, *told.need);
}

std::optional<std::string> found(const Explanation& told) {
    if (told.compares) {
        return told.value.value_or("not known");
    }
    if (told.op == "any" || told.op == "none") {
        return told.evidence.empty() ? "none" : std::to_string(told.evidence.size());
    }
    return std::nullopt;
}

// Puts explanations into plain words.
class Telling {
public:
    Telling(const Workspace::View& view,
            const ledger::Contact& contact,
            const agreement::Agreement& agreement,
            Instant at)
        : agreement_(agreement),
          schema_(schema_of(view.timeline)),
          titles_(view.timeline, contact, at) {}

    [[nodiscard]] Clause clause(const Explanation& told) const {
        Clause clause{.op = told.op,
                      .text = told.text,
                      .plain = plain(told.text),
                      .held = told.held,
                      .needed = needed(told),
                      .found = found(told)};
        const std::size_t skipped =
            told.evidence.size() - std::min(told.evidence.size(), evidence_max);
        for (std::size_t i = skipped; i < told.evidence.size(); ++i) {
            if (auto evidence = titles_.find(told.evidence[i])) {
                clause.evidence.push_back(*std::move(evidence));
            }
        }
        for (const Explanation& each : told.of) {
            clause.of.push_back(this->clause(each));
        }
        return clause;
    }

private:
    // The clause's own text is read back: it is one spelling of the tree that was evaluated.
    [[nodiscard]] std::string plain(const std::string& text) const {
        const auto checked = agreement::check_criterion(text, agreement_, schema_);
        return checked.criterion ? agreement::describe(*checked.criterion, agreement_) : text;
    }

    const agreement::Agreement& agreement_;
    agreement::Schema schema_;
    Titles titles_;
};

const lifecycle::Reached* reached(const lifecycle::History& history,
                                  const lifecycle::Chain& chain,
                                  const std::string& stage) {
    if (history.current() == nullptr) {
        return nullptr;
    }
    const auto& stages = history.current()->stages;
    const auto found = std::ranges::find_if(
        stages, [&](const auto& each) { return chain.stage_name(each) == stage; });
    return found == stages.end() ? nullptr : &*found;
}

std::vector<Clause> missing_of(const Clause& clause) {
    if (clause.held) {
        return {};
    }
    if (clause.op != "and") {
        return {clause};
    }
    std::vector<Clause> missing;
    std::ranges::copy_if(
        clause.of, std::back_inserter(missing), [](const Clause& each) { return !each.held; });
    return missing;
}

struct Question {
    const Workspace::View& view;
    const ledger::Contact& contact;
    lifecycle::Evaluator& evaluator;
    std::size_t version;
};

std::vector<Clause> disqualifiers(const Question& question, const Telling& telling, Instant at) {
    std::vector<Clause> clauses;
    const auto& agreement = *question.view.live.chain().version(question.version).agreement;
    for (std::size_t i = 0; i < agreement.disqualify.size(); ++i) {
        Clause clause = telling.clause(question.evaluator.explain(
            question.contact.id, question.version, Part::disqualifier, i, at));
        clause.plain = agreement.disqualify[i].reason + ": " + clause.plain;
        clauses.push_back(std::move(clause));
    }
    return clauses;
}

std::optional<NextStage> next_stage(const Question& question, std::size_t stage, Instant now) {
    const auto& agreement = *question.view.live.chain().version(question.version).agreement;
    if (stage >= agreement.stages.size()) {
        return std::nullopt;
    }
    const Telling telling(question.view, question.contact, agreement, now);
    const Clause clause = telling.clause(
        question.evaluator.explain(question.contact.id, question.version, Part::stage, stage, now));
    return NextStage{.stage = agreement.stages[stage].name, .missing = missing_of(clause)};
}

// The stage that is asked for, else the contact's, else the first.
std::string stage_asked(const lifecycle::History& history,
                        const lifecycle::Chain& chain,
                        const WhyAsk& ask) {
    if (!ask.stage.empty()) {
        return ask.stage;
    }
    const auto version = chain.in_force(ask.now);
    if (const auto* current = history.current_stage()) {
        return chain.stage_name(*current);
    }
    return version ? chain.version(*version).agreement->stages.front().name : std::string();
}

std::string headline(const std::string& name, const std::string& stage, bool held) {
    return fmt::format("Why {} is {}{}", name, held ? "" : "not ", with_article(stage));
}

}  // namespace

std::string with_article(const std::string& noun) {
    constexpr std::string_view vowel_sounds = "AEIOUaeiouFHLMNRSX";
    const bool abbreviation = noun.size() > 1 && std::ranges::all_of(noun.substr(0, 2), [](char c) {
                                  return c >= 'A' && c <= 'Z';
                              });
    const std::string_view letters = abbreviation ? vowel_sounds : vowel_sounds.substr(0, 10);
    const bool an = !noun.empty() && letters.find(noun.front()) != std::string_view::npos;
    return (an ? "an " : "a ") + noun;
}

Result<Why> explain_stage(const Workspace::View& view,
                          const ledger::Contact& contact,
                          const WhyAsk& ask) {
    if (view.directory.is_erased(contact.id)) {
        return fail(Failure::refused, "this contact was erased: nobody knows why any more");
    }
    const lifecycle::Chain& chain = view.live.chain();
    const lifecycle::History& history = view.live.history(view.timeline.slot_of(contact));
    const std::string stage = stage_asked(history, chain, ask);
    const lifecycle::Reached* entry = reached(history, chain, stage);
    const Instant at = ask.at.value_or(entry == nullptr ? ask.now : entry->at);
    const auto version = chain.in_force(at);
    if (!version) {
        return fail(Failure::not_found, "no agreement was in force then");
    }
    lifecycle::Evaluator evaluator(view.live.shared_chain(), view.timeline);
    const Explanation told = TRY(lifecycle::explain(evaluator, chain, contact.id, stage, at));
    const Question question{
        .view = view, .contact = contact, .evaluator = evaluator, .version = *version};
    const Telling telling(view, contact, *chain.version(*version).agreement, at);
    const std::string name = contact_name(view.timeline, contact, at);
    const bool is_there = entry != nullptr && entry->at <= at;
    Why why{.stage = stage,
            .held = told.held,
            .since = is_there ? std::optional(entry->at) : std::nullopt,
            .agreement = VersionRef{view.live.version_key(*version)},
            .headline = headline(name.substr(0, name.find(' ')), stage, told.held || is_there),
            .tree = telling.clause(told),
            .disqualifiers = disqualifiers(question, telling, at),
            .next = {}};
    const std::size_t index = *chain.find_stage(*version, stage);
    why.next = next_stage(question, is_there ? index + 1 : index, ask.now);
    return why;
}

Result<Clause> explain_under(const Workspace::View& view,
                             const ledger::Contact& contact,
                             const WhyUnder& ask) {
    lifecycle::Evaluator evaluator(ask.chain, view.timeline);
    const Explanation told =
        TRY(lifecycle::explain(evaluator, *ask.chain, contact.id, ask.stage, ask.at));
    const agreement::Agreement& agreement =
        *ask.chain->version(*ask.chain->in_force(ask.at)).agreement;
    return Telling(view, contact, agreement, ask.at).clause(told);
}

}  // namespace baton::engine
