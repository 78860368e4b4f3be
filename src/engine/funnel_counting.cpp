#include "engine/funnel_counting.hpp"

#include <cstddef>
#include <string>
#include <variant>

#include "attribution/journeys.hpp"
#include "base/value.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

// A touch's kind is the set of steps that it can be.
attribution::Funnel funnel_of(const FunnelQuestion& question) {
    attribution::Funnel funnel{.window_from = question.window_from};
    const std::size_t steps = question.steps.size();
    for (std::size_t step = 0; step < steps; ++step) {
        std::vector<bool> kinds(std::size_t{1} << steps);
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            kinds[kind] = ((kind >> step) & 1U) != 0;
        }
        funnel.steps.push_back(
            {.kinds = std::move(kinds), .within_micros = question.within_micros[step]});
    }
    return funnel;
}

}  // namespace

FunnelCounting::FunnelCounting(const FunnelQuestion& question, const ledger::Timeline& timeline)
    : question_(question),
      timeline_(timeline),
      program_(question.agreement),
      funnel_(funnel_of(question)),
      reader_(funnel_),
      counts_{.people = std::vector<std::int64_t>(question.steps.size()),
              .still_open = std::vector<std::int64_t>(question.steps.size()),
              .micros = std::vector<std::vector<std::int64_t>>(question.steps.size())} {
    for (std::size_t step = 0; step < question.steps.size(); ++step) {
        const auto& node = program_.node(program_.root(lifecycle::Part::definition, step));
        filters_.emplace_back(program_.windows()[node.window], timeline.dictionary());
    }
}

// Who was merged into another is not a second person.
bool FunnelCounting::is_person(ledger::Slot slot) const {
    const ledger::Contact& contact = timeline_.contacts()[slot];
    const auto created = contact.created();
    return created && *created <= question_.as_of &&
           timeline_.owner_of(slot, question_.as_of) == slot;
}

std::uint32_t FunnelCounting::steps_of(const ledger::Touch& touch) {
    std::uint32_t steps = 0;
    for (std::size_t step = 0; step < filters_.size(); ++step) {
        if (filters_[step].matches(touch.shape)) {
            steps |= 1U << step;
        }
    }
    const bool begins = (!question_.from || touch.at >= *question_.from) &&
                        (!question_.to || touch.at < *question_.to);
    return begins ? steps : steps & ~1U;
}

// The touches known by `as_of` to be the contact's.
void FunnelCounting::gather(const ledger::Contact& contact) {
    kind_.clear();
    at_.clear();
    shape_.clear();
    const ledger::Belongings& all = contact.all();
    std::size_t place = 0;
    for (const ledger::Touch& touch : all.touches) {
        const std::size_t each = place++;
        if (touch.at > question_.as_of) {
            return;
        }
        const bool visible = all.visible_from.empty() || all.visible_from[each] <= question_.as_of;
        const std::uint32_t steps = visible ? steps_of(touch) : 0;
        if (steps != 0) {
            kind_.push_back(steps);
            at_.push_back(touch.at.micros);
            shape_.push_back(touch.shape);
        }
    }
}

std::string FunnelCounting::key_of(ledger::ShapeCode shape) const {
    const auto& dictionary = timeline_.dictionary();
    const Value& value = dictionary.field(dictionary.shape(shape), question_.by);
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr || text->empty() ? std::string(attribution::no_key_text) : *text;
}

void FunnelCounting::count(std::size_t reached) {
    const auto way = reader_.way();
    for (std::size_t step = 0; step < reached; ++step) {
        ++counts_.people[step];
        if (step > 0) {
            counts_.micros[step].push_back(at_[way[step]] - at_[way[step - 1]]);
        }
    }
    if (reached < funnel_.steps.size() && reader_.open_at(question_.as_of.micros)) {
        ++counts_.still_open[reached];
    }
    if (question_.by.empty()) {
        return;
    }
    auto& people = counts_.people_by[key_of(shape_[way.front()])];
    people.resize(funnel_.steps.size());
    for (std::size_t step = 0; step < reached; ++step) {
        ++people[step];
    }
}

void FunnelCounting::read(ledger::Slot from, ledger::Slot to) {
    for (ledger::Slot slot = from; slot < to; ++slot) {
        if (!is_person(slot)) {
            continue;
        }
        gather(timeline_.contacts()[slot]);
        const std::size_t reached = reader_.steps_reached(kind_, at_);
        if (reached > 0) {
            count(reached);
        }
    }
}

}  // namespace baton::engine
