#include "engine/funnel_counting.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>

#include "attribution/journeys.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

constexpr auto far_way = ledger::ShapeCode::far_way;

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
        asks_fields_ |= filters_.back().asks_no_field() ? 0U : 1U << step;
    }
}

// Who was merged into another is not a second person.
bool FunnelCounting::is_person(ledger::Slot slot) const {
    const ledger::Brief& brief = timeline_.brief(slot);
    const bool there = brief.created != Instant::latest() && brief.created <= question_.as_of;
    return there && (!brief.has(ledger::Brief::was_merged) ||
                     timeline_.owner_of(slot, question_.as_of) == slot);
}

// Asks about the ways that the dictionary learned since.
void FunnelCounting::learn_ways() {
    const auto known = std::min<std::size_t>(timeline_.dictionary().ways(), far_way);
    for (std::size_t way = steps_of_way_.size(); way < known; ++way) {
        const auto code = static_cast<std::uint16_t>(way);
        std::uint32_t steps = 0;
        for (std::size_t step = 0; step < filters_.size(); ++step) {
            const bool may = filters_[step].way_matches({.way = code, .columns = {}, .rest = 0});
            steps |= may ? 1U << step : 0U;
        }
        steps_of_way_.push_back(steps);
    }
}

std::uint32_t FunnelCounting::steps_of(ledger::ShapeCode shape) {
    std::uint32_t steps = 0;
    for (std::size_t step = 0; step < filters_.size(); ++step) {
        steps |= filters_[step].matches(shape) ? 1U << step : 0U;
    }
    return steps;
}

// Of the steps that a touch's way allows, those that its fields allow too.
std::uint32_t FunnelCounting::asked_of_fields(std::uint32_t steps,
                                              const ledger::Touches::Packed& packed,
                                              std::size_t place) {
    for (std::uint32_t rest = steps & asks_fields_; rest != 0; rest &= rest - 1) {
        const auto step = static_cast<std::size_t>(std::countr_zero(rest));
        if (!filters_[step].fields_match(packed, place)) {
            steps &= ~(1U << step);
        }
    }
    return steps;
}

// Every step, or all but the first.
std::uint32_t FunnelCounting::allowed_at(std::uint32_t place) const {
    const bool can_begin = place - begins_from_ < begins_to_ - begins_from_;
    return ~(can_begin ? 0U : 1U);
}

template <typename AtOf>
void FunnelCounting::read_packed(const ledger::Touches::Packed& packed,
                                 std::uint32_t end,
                                 AtOf at_of) {
    const std::uint32_t* const steps_of_way = steps_of_way_.data();
    const auto read = [&](auto way_at) {
        const auto steps_at = [&](std::uint32_t place) {
            return steps_of_way[way_at(place)] & allowed_at(place);
        };
        if (asks_fields_ == 0) {
            return reader_.read(0, end, steps_at, at_of);
        }
        reader_.read(
            0,
            end,
            [&](std::uint32_t place) { return asked_of_fields(steps_at(place), packed, place); },
            at_of);
    };
    if (packed.ways.width() != 4) {
        return read([&](std::uint32_t place) { return packed.ways[place]; });
    }
    const std::byte* const ways = packed.ways.data();
    read([ways](std::uint32_t place) {
        return (std::to_integer<unsigned>(ways[place / 2]) >> (place % 2 * 4)) & 0xFU;
    });
}

// Touches that wait to be packed, have far ways or became visible late.
template <typename AtOf>
void FunnelCounting::read_rest(const ledger::Belongings& all,
                               std::uint32_t from,
                               std::uint32_t end,
                               AtOf at_of) {
    const auto steps_at = [&](std::uint32_t place) {
        const bool is_known =
            all.visible_from.empty() || all.visible_from[place] <= question_.as_of;
        return is_known ? steps_of(all.touches[place].shape) & allowed_at(place) : 0U;
    };
    reader_.read(from, end, steps_at, at_of);
}

// The touches known by `as_of` to be the contact's.
void FunnelCounting::read(const ledger::Contact& contact) {
    const ledger::Belongings& all = contact.all();
    const ledger::Touches::Packed packed = all.touches.packed();
    const auto recent = all.touches.recent();
    const auto at_of = [&](std::uint32_t place) {
        return place < packed.count ? packed.at(place).micros
                                    : recent[place - packed.count].at.micros;
    };
    const bool endless = question_.as_of == Instant::latest();
    const auto end = static_cast<std::uint32_t>(
        endless ? all.touches.size() : all.touches.lower_bound(plus(question_.as_of, 1)));
    const auto place_of = [&](Instant at) {
        return static_cast<std::uint32_t>(all.touches.lower_bound(at));
    };
    begins_from_ = question_.from ? place_of(*question_.from) : 0;
    begins_to_ = std::max(begins_from_, question_.to ? place_of(*question_.to) : end);
    reader_.start();
    const bool has_far = packed.ways.width() == std::numeric_limits<std::uint16_t>::digits;
    std::uint32_t read = 0;
    if (!has_far && all.visible_from.empty()) {
        read = std::min(end, static_cast<std::uint32_t>(packed.count));
        read_packed(packed, read, at_of);
    }
    read_rest(all, read, end, at_of);
    if (reader_.reached() > 0) {
        count(all.touches, at_of);
    }
}

std::string FunnelCounting::key_of(ledger::ShapeCode shape) const {
    const auto& dictionary = timeline_.dictionary();
    const Value& value = dictionary.field(dictionary.shape(shape), question_.by);
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr || text->empty() ? std::string(attribution::no_key_text) : *text;
}

template <typename AtOf>
void FunnelCounting::count(const ledger::Touches& touches, AtOf at_of) {
    const auto way = reader_.way();
    for (std::size_t step = 0; step < way.size(); ++step) {
        ++counts_.people[step];
        if (step > 0) {
            counts_.micros[step].push_back(at_of(way[step]) - at_of(way[step - 1]));
        }
    }
    if (way.size() < funnel_.steps.size() && reader_.open_at(question_.as_of.micros, at_of)) {
        ++counts_.still_open[way.size()];
    }
    if (question_.by.empty()) {
        return;
    }
    auto& people = counts_.people_by[key_of(touches[way.front()].shape)];
    people.resize(funnel_.steps.size());
    for (std::size_t step = 0; step < way.size(); ++step) {
        ++people[step];
    }
}

void FunnelCounting::read(ledger::Slot from, ledger::Slot to) {
    learn_ways();
    for (ledger::Slot slot = from; slot < to; ++slot) {
        if (is_person(slot)) {
            read(timeline_.contacts()[slot]);
        }
    }
}

void FunnelCounts::add(const FunnelCounts& more) {
    for (std::size_t step = 0; step < people.size(); ++step) {
        people[step] += more.people[step];
        still_open[step] += more.still_open[step];
        micros[step].insert(micros[step].end(), more.micros[step].begin(), more.micros[step].end());
    }
    for (const auto& [key, theirs] : more.people_by) {
        auto& ours = people_by[key];
        ours.resize(people.size());
        for (std::size_t step = 0; step < theirs.size(); ++step) {
            ours[step] += theirs[step];
        }
    }
}

}  // namespace baton::engine
