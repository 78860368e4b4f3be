#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "goals/measure.hpp"
#include "goals/measures.hpp"
#include "goals/reading.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::goals {

namespace {

using ledger::DealStatus;
using ledger::Slot;

// How far somebody has come, over all journeys and whatever was merged into them.
struct Progress {
    Instant first_at = Instant::latest();
    std::size_t furthest = 0;
    std::set<std::size_t> entered;
    Instant last_began = Instant::earliest();
    bool ended = false;
};

using People = std::map<Slot, Progress>;

// Stages are those of the version in force at `as_of`, by name.
void add_journey(const Reading& reading,
                 std::size_t version,
                 const lifecycle::Journey& journey,
                 Progress& progress) {
    const lifecycle::Chain& chain = *reading.histories().chain;
    for (const lifecycle::Reached& reached : journey.stages) {
        const auto stage = chain.find_stage(version, chain.stage_name(reached));
        if (!stage || reached.at > reading.request().as_of) {
            continue;
        }
        progress.first_at = std::min(progress.first_at, reached.at);
        progress.furthest = std::max(progress.furthest, *stage);
        if (reached.how == lifecycle::How::entered) {
            progress.entered.insert(*stage);
        }
    }
    if (journey.began >= progress.last_began && journey.began <= reading.request().as_of) {
        progress.last_began = journey.began;
        progress.ended = journey.ended && *journey.ended <= reading.request().as_of;
    }
}

People cohort(const Reading& reading, std::size_t version) {
    People people;
    Slot contact = 0;
    for (const lifecycle::History& history : reading.histories().of_contacts) {
        for (const lifecycle::Journey& journey : history.journeys) {
            const Slot person = reading.timeline().owner_of(contact, reading.request().as_of);
            add_journey(reading, version, journey, people[person]);
        }
        ++contact;
    }
    const std::string& source = reading.request().source;
    std::erase_if(people, [&](const auto& entry) {
        const bool reached = entry.second.first_at != Instant::latest();
        return !reached || !reading.in_range(entry.second.first_at) ||
               (!source.empty() && reading.source_of(entry.first) != source);
    });
    return people;
}

// Whose deals are all lost.
std::set<Slot> losers(const Reading& reading) {
    std::set<Slot> lost;
    std::set<Slot> hopeful;
    for (const DealFact& deal : reading.deals()) {
        std::set<Slot>& group = deal.status == DealStatus::lost ? lost : hopeful;
        group.insert(deal.contacts.begin(), deal.contacts.end());
    }
    std::erase_if(lost, [&](Slot contact) { return hopeful.contains(contact); });
    return lost;
}

MeasureRow row_of(const People& people,
                  const std::set<Slot>& lost,
                  std::size_t stage,
                  const std::string& name) {
    MeasureRow row{.key = name, .label = name, .denominator = 0, .entered = 0, .lost = 0};
    for (const auto& [person, progress] : people) {
        const bool before = stage == 0 || progress.furthest >= stage - 1;
        *row.denominator += before ? 1 : 0;
        row.numerator += progress.furthest >= stage ? 1 : 0;
        *row.entered += progress.entered.contains(stage) ? 1 : 0;
        const bool over = progress.ended || lost.contains(person);
        *row.lost += progress.furthest == stage && over ? 1 : 0;
    }
    if (*row.denominator != 0) {
        row.value = static_cast<double>(row.numerator) / static_cast<double>(*row.denominator);
    }
    return row;
}

std::vector<MeasureRow> compute(const Reading& reading) {
    const lifecycle::Chain& chain = *reading.histories().chain;
    const auto version = chain.in_force(reading.request().as_of);
    if (!version) {
        return {};
    }
    const People people = cohort(reading, *version);
    const std::set<Slot> lost = losers(reading);
    std::vector<MeasureRow> rows;
    for (const auto& stage : chain.version(*version).agreement->stages) {
        rows.push_back(row_of(people, lost, rows.size(), stage.name));
    }
    return rows;
}

}  // namespace

Measure kpi_funnel() {
    return {
        .name = "funnel",
        .title = "Funnel",
        .definition =
            "Of the people who reached their first stage in the range: who came as far as each "
            "stage, of those who came as far as the one before. Everybody counts once, those who "
            "were lost on the way too.",
        .numerator = "people who reached the stage or one beyond it",
        .denominator = "people who reached the stage before it",
        .unit = Unit::percent,
        .by = {},
        .needs_agreement = true,
        .compute = compute};
}

}  // namespace baton::goals
