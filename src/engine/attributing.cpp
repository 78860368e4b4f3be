#include "engine/attributing.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/model.hpp"
#include "base/in_parallel.hpp"
#include "engine/refs.hpp"
#include "engine/settings.hpp"
#include "goals/measure.hpp"
#include "goals/reading.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

using attribution::Ending;
using ledger::Slot;

bool is_handed_off(const lifecycle::Chain& chain, const lifecycle::Reached& reached) {
    const auto& handoff = chain.version(reached.version).agreement->handoff;
    return handoff && handoff->at == reached.stage && reached.how == lifecycle::How::entered;
}

// When any of them entered handoff.at, under the version in force then.
std::vector<Instant> qualified_at(const Workspace::View& view, std::span<const Slot> contacts) {
    std::vector<Instant> entries;
    for (const Slot slot : contacts) {
        for (const lifecycle::Journey& journey : view.live.history(slot).journeys) {
            for (const lifecycle::Reached& reached : journey.stages) {
                if (is_handed_off(view.live.chain(), reached)) {
                    entries.push_back(reached.at);
                }
            }
        }
    }
    std::ranges::sort(entries);
    return entries;
}

Ending ending_of(const Workspace::View& view, const goals::DealFact& deal, Instant at) {
    Ending ending{.at = at, .created_at = deal.created_at, .contacts = deal.contacts};
    std::ranges::sort(ending.contacts);
    ending.contacts.erase(std::ranges::unique(ending.contacts).begin(), ending.contacts.end());
    ending.qualified_at = qualified_at(view, ending.contacts);
    return ending;
}

// The deals that are credited, in order of first mention.
std::vector<goals::DealFact> credited_deals(const goals::Reading& reading, Credited credited) {
    if (credited == Credited::won) {
        return reading.closed(ledger::DealStatus::won);
    }
    std::vector<goals::DealFact> deals = reading.deals();
    std::erase_if(deals, [&](const goals::DealFact& deal) {
        return !reading.in_range(deal.created_at) || deal.created_at > reading.request().as_of;
    });
    return deals;
}

bool was_in_a_deal(const ledger::Timeline& timeline, Slot slot) {
    constexpr auto may_have = ledger::Brief::had_deals | ledger::Brief::gathered;
    return timeline.brief(slot).has(may_have) &&
           !timeline.deals_of(timeline.contacts()[slot]).empty();
}

// People who were never in a deal: their paths end with the last touch that counts.
std::optional<Instant> end_without_deal(const goals::Reading& reading,
                                        attribution::JourneyReader& reader,
                                        Slot slot) {
    const ledger::Timeline& timeline = reading.timeline();
    const ledger::Brief& brief = timeline.brief(slot);
    const bool is_person = brief.created != Instant::latest() &&
                           (!brief.has(ledger::Brief::was_merged) ||
                            timeline.owner_of(slot, reading.request().as_of) == slot);
    if (!is_person || was_in_a_deal(timeline, slot)) {
        return std::nullopt;
    }
    const auto last = reader.last_touch(slot);
    return last && reading.in_range(*last) ? last : std::nullopt;
}

std::vector<Ending> lost_deals(const Workspace::View& view, const goals::Reading& reading) {
    std::vector<Ending> endings;
    for (const goals::DealFact& deal : reading.closed(ledger::DealStatus::lost)) {
        endings.push_back(ending_of(view, deal, deal.closed_at));
    }
    return endings;
}

EarnedPaths paths_of(const Workspace::View& view,
                     const AttributionQuestion& question,
                     const Wanted& wanted) {
    const Settings settings = settings_of(view, question.as_of);
    const goals::MeasureRequest request{.name = {},
                                        .as_of = question.as_of,
                                        .from = question.from,
                                        .to = question.to,
                                        .zone = settings.zone,
                                        .currency = settings.currency};
    const goals::Histories histories;
    const goals::Reading reading(view.timeline, histories, request);
    EarnedPaths earned{.currency = settings.currency};
    std::vector<Ending> endings;
    const bool won = question.credited == Credited::won;
    for (const goals::DealFact& deal : credited_deals(reading, question.credited)) {
        const auto amount = reading.amount_minor(*deal.deal);
        if (!amount) {
            ++earned.deals_without_amount;
            continue;
        }
        const Instant at = won ? deal.closed_at : deal.created_at;
        endings.push_back(ending_of(view, deal, at));
        earned.amounts_minor.push_back(*amount);
        earned.deals.push_back({.id = deal.deal->id,
                                .name = deal_name(view.timeline, *deal.deal, question.as_of),
                                .at = at,
                                .created_at = deal.created_at,
                                .amount_minor = *amount});
    }
    std::vector<Ending> lost;
    attribution::OtherEndings others;
    if (wanted.others == OtherPaths::read) {
        lost = won ? lost_deals(view, reading) : std::vector<Ending>();
        others = {.endings = lost,
                  .of_contact = [&](attribution::JourneyReader& reader, Slot slot) {
                      return end_without_deal(reading, reader, slot);
                  }};
    }
    earned.journeys = attribution::read_journeys(view.timeline,
                                                 {.by = question.by,
                                                  .lookback_micros = question.lookback_micros,
                                                  .as_of = question.as_of,
                                                  .places = wanted.places},
                                                 endings,
                                                 others,
                                                 question_threads());
    return earned;
}

}  // namespace

EarnedPaths read_paths(const Workspace& workspace,
                       const AttributionQuestion& question,
                       const Wanted& wanted) {
    return workspace.read(
        [&](const Workspace::View& view) { return paths_of(view, question, wanted); });
}

Result<Attribution> attribute(const Workspace& workspace,
                              const AttributionQuestion& question,
                              bool of_touches) {
    const bool reads_others = question.model->name == "markov" && !question.terms.converting_only;
    const Wanted wanted{.others = reads_others ? OtherPaths::read : OtherPaths::leave,
                        .places = of_touches};
    Attribution answer{.earned = read_paths(workspace, question, wanted)};
    answer.credit =
        TRY(attribution::credit(answer.earned.journeys,
                                answer.earned.amounts_minor,
                                *question.model,
                                question.terms,
                                {.of_touches = of_touches, .threads = question_threads()}));
    return answer;
}

}  // namespace baton::engine
