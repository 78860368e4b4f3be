#include "engine/journeys_text.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "engine/erasure.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/explain.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

namespace json = boost::json;
using lifecycle::Explanation;
using lifecycle::Journey;
using lifecycle::Reached;

json::value text_or_null(const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value(nullptr);
}

json::value need_of(const Explanation& explanation) {
    if (explanation.needs.empty()) return text_or_null(explanation.need);
    json::array all;
    for (const auto& need : explanation.needs)
        all.emplace_back(need);
    return all;
}

json::object render(const Explanation& explanation, const JourneysAsk& ask) {
    json::object object{
        {"op", explanation.op}, {"text", explanation.text}, {"held", explanation.held}};
    if (!explanation.of.empty()) {
        json::array of;
        for (const auto& child : explanation.of)
            of.push_back(render(child, ask));
        object["of"] = std::move(of);
    }
    if (explanation.compares) {
        object["value"] = text_or_null(explanation.value);
        object["need"] = need_of(explanation);
    }
    if (explanation.evidence.empty()) return object;
    json::array evidence;
    for (const auto order : explanation.evidence) {
        evidence.emplace_back(ask.position ? ask.position(order) : order);
    }
    object["evidence"] = std::move(evidence);
    return object;
}

// Renders one contact's history within the range.
class HistoryText {
public:
    HistoryText(lifecycle::Evaluator& evaluator,
                const lifecycle::Chain& chain,
                ContactId contact,
                const JourneysAsk& ask)
        : evaluator_(evaluator), chain_(chain), contact_(contact), ask_(ask) {}

    // Empty when there is nothing in the range.
    json::object render_all() {
        const auto history = evaluator_.fold(contact_, plus(ask_.range.to, -1));
        json::array journeys;
        for (const auto& journey : history.journeys) {
            if (journey.ended && *journey.ended < ask_.range.from) continue;
            journeys.push_back(render_journey(journey));
        }
        json::array disqualified;
        for (const auto& each : history.disqualified) {
            if (!listed(each.at)) continue;
            json::array reasons;
            for (const auto& reason : each.reasons)
                reasons.emplace_back(reason);
            disqualified.push_back({{"at", baton::render(each.at)},
                                    {"reason", each.reason},
                                    {"reasons", std::move(reasons)}});
        }
        if (journeys.empty() && disqualified.empty()) return {};
        return {{"journeys", std::move(journeys)}, {"disqualified", std::move(disqualified)}};
    }

private:
    [[nodiscard]] bool listed(Instant at) const {
        return ask_.range.from <= at && at < ask_.range.to;
    }

    json::object render_stage(const Reached& reached) {
        json::object object{{"stage", chain_.stage_name(reached)},
                            {"at", baton::render(reached.at)},
                            {"how", lifecycle::name(reached.how)}};
        if (!ask_.explain) return object;
        object["explain"] = json::object();
        if (reached.how != lifecycle::How::entered) return object;
        const auto version = chain_.in_force(reached.at).value_or(reached.version);
        const auto stage = version == reached.version
                               ? std::optional<std::size_t>(reached.stage)
                               : chain_.find_stage(version, chain_.stage_name(reached));
        if (!stage) return object;
        object["explain"] = render(
            evaluator_.explain(contact_, version, lifecycle::Part::stage, *stage, reached.at),
            ask_);
        return object;
    }

    json::object render_journey(const Journey& journey) {
        auto reached = journey.stages;
        std::ranges::stable_sort(reached, {}, &Reached::at);
        json::array stages;
        for (const auto& each : reached) {
            if (listed(each.at)) stages.push_back(render_stage(each));
        }
        json::object object{{"began", baton::render(journey.began)},
                            {"ended", nullptr},
                            {"end", nullptr},
                            {"reason", nullptr},
                            {"stages", std::move(stages)}};
        if (!journey.ended) return object;
        object["ended"] = baton::render(*journey.ended);
        object["end"] = lifecycle::name(*journey.end);
        if (!journey.reason.empty()) object["reason"] = journey.reason;
        return object;
    }

    lifecycle::Evaluator& evaluator_;
    const lifecycle::Chain& chain_;
    ContactId contact_;
    const JourneysAsk& ask_;
};

}  // namespace

Instant journeys_end(const ledger::Timeline& timeline) {
    constexpr std::int64_t days = 120;
    return plus(timeline.latest_at(), days * day_micros);
}

std::string journeys_text(lifecycle::Evaluator& evaluator,
                          const lifecycle::Chain& chain,
                          const ledger::Timeline& timeline,
                          const JourneysAsk& ask) {
    std::vector<const ledger::Contact*> contacts;
    for (const auto& contact : timeline.contacts()) {
        // What a text would have made of who was erased nobody knows any more.
        if (!was_erased(timeline, contact.id)) contacts.push_back(&contact);
    }
    std::ranges::stable_sort(contacts, {}, &ledger::Contact::external_id);
    json::object listed;
    for (const auto* contact : contacts) {
        auto object = HistoryText(evaluator, chain, contact->id, ask).render_all();
        if (!object.empty()) listed[contact->external_id] = std::move(object);
    }
    json::object whole;
    if (ask.agreement) whole["agreement"] = *ask.agreement;
    whole["contacts"] = std::move(listed);
    return json::serialize(whole);
}

std::string explanation_text(const Explanation& explanation) {
    return json::serialize(render(explanation, {}));
}

}  // namespace baton::engine
