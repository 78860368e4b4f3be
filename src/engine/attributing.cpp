#include "engine/attributing.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/model.hpp"
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

// People who were never in a deal: their paths end with the last touch that counts.
void add_people_without_deal(const goals::Reading& reading, attribution::JourneyReader& reader) {
    const ledger::Timeline& timeline = reading.timeline();
    Slot slot = 0;
    for (const ledger::Contact& contact : timeline.contacts()) {
        const Slot each = slot++;
        const bool is_person =
            contact.created() && timeline.owner_of(each, reading.request().as_of) == each;
        if (!is_person || !timeline.deals_of(contact).empty()) {
            continue;
        }
        const auto last = reader.last_touch(each);
        if (last && reading.in_range(*last)) {
            reader.add_other({.at = *last, .contacts = {each}});
        }
    }
}

void add_lost_deals(const Workspace::View& view,
                    const goals::Reading& reading,
                    attribution::JourneyReader& reader) {
    for (const goals::DealFact& deal : reading.closed(ledger::DealStatus::lost)) {
        reader.add_other(ending_of(view, deal, deal.closed_at));
    }
}

EarnedPaths paths_of(const Workspace::View& view,
                     const AttributionQuestion& question,
                     OtherPaths others) {
    const Settings settings = settings_of(view, question.as_of);
    const goals::MeasureRequest request{.name = {},
                                        .as_of = question.as_of,
                                        .from = question.from,
                                        .to = question.to,
                                        .zone = settings.zone,
                                        .currency = settings.currency};
    const goals::Histories histories;
    const goals::Reading reading(view.timeline, histories, request);
    attribution::JourneyReader reader(
        view.timeline,
        {.by = question.by, .lookback_micros = question.lookback_micros, .as_of = question.as_of});
    EarnedPaths earned{.currency = settings.currency};
    const bool won = question.credited == Credited::won;
    for (const goals::DealFact& deal : credited_deals(reading, question.credited)) {
        const auto amount = reading.amount_minor(*deal.deal);
        if (!amount) {
            ++earned.deals_without_amount;
            continue;
        }
        const Instant at = won ? deal.closed_at : deal.created_at;
        reader.add_converting(ending_of(view, deal, at));
        earned.amounts_minor.push_back(*amount);
        earned.deals.push_back({.id = deal.deal->id,
                                .name = deal_name(view.timeline, *deal.deal, question.as_of),
                                .at = at,
                                .created_at = deal.created_at,
                                .amount_minor = *amount});
    }
    if (others == OtherPaths::read) {
        add_people_without_deal(reading, reader);
        if (won) {
            add_lost_deals(view, reading, reader);
        }
    }
    earned.journeys = std::move(reader).take();
    return earned;
}

}  // namespace

EarnedPaths read_paths(const Workspace& workspace,
                       const AttributionQuestion& question,
                       OtherPaths others) {
    return workspace.read(
        [&](const Workspace::View& view) { return paths_of(view, question, others); });
}

Result<Attribution> attribute(const Workspace& workspace, const AttributionQuestion& question) {
    const bool reads_others = question.model->name == "markov" && !question.terms.converting_only;
    Attribution answer{
        .earned =
            read_paths(workspace, question, reads_others ? OtherPaths::read : OtherPaths::leave)};
    answer.credit = TRY(attribution::credit(
        answer.earned.journeys, answer.earned.amounts_minor, *question.model, question.terms));
    return answer;
}

}  // namespace baton::engine
