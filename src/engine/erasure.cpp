#include "engine/erasure.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <utility>

#include "engine/people.hpp"

namespace baton::engine {

namespace {

namespace json = boost::json;
using lifecycle::Disqualified;
using lifecycle::End;
using lifecycle::History;
using lifecycle::How;
using lifecycle::Journey;
using lifecycle::Reached;

constexpr std::array hows{How::entered, How::passed, How::placed};
constexpr std::array ends{End::returned, End::disqualified, End::merged, End::deleted};

template <typename Each, std::size_t Size>
std::optional<Each> named(const std::array<Each, Size>& all, std::string_view wanted) {
    const auto* const found =
        std::ranges::find(all, wanted, [](Each each) { return lifecycle::name(each); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

ContactId id_in(std::string_view text) {
    ContactId id;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    return error == std::errc() && end == text.data() + text.size() ? id : ContactId{};
}

json::array stages_json(const Journey& journey, const NamedChain& chain) {
    json::array stages;
    for (const Reached& reached : journey.stages) {
        stages.push_back(json::object{{"version", chain.keys[reached.version]},
                                      {"stage", chain.chain.stage_name(reached)},
                                      {"at", render(reached.at)},
                                      {"how", lifecycle::name(reached.how)}});
    }
    return stages;
}

json::object journey_json(const Journey& journey, const NamedChain& chain) {
    json::object object{{"began", render(journey.began)}, {"stages", stages_json(journey, chain)}};
    if (journey.ended) {
        object["ended"] = render(*journey.ended);
    }
    if (journey.end) {
        object["end"] = lifecycle::name(*journey.end);
    }
    if (!journey.reason.empty()) {
        object["reason"] = journey.reason;
    }
    return object;
}

json::object spell_json(const Disqualified& spell) {
    return {{"at", render(spell.at)},
            {"reason", spell.reason},
            {"reasons", json::array(spell.reasons.begin(), spell.reasons.end())}};
}

std::unexpected<Error> damaged() {
    return fail(Failure::broken, "the frozen history of an erased contact is damaged");
}

std::optional<Instant> instant_in(const json::object* object, std::string_view name) {
    const auto* value = object == nullptr ? nullptr : object->if_contains(name);
    if (value == nullptr || !value->is_string()) {
        return std::nullopt;
    }
    const auto at = parse_instant(std::string(value->get_string()));
    return at ? std::optional(*at) : std::nullopt;
}

std::string text_in(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

const json::array& list_in(const json::object& object, std::string_view name) {
    static const json::array none;
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_array() ? value->get_array() : none;
}

// Nothing when no version has such a stage any more.
std::optional<Reached> place_of(const json::object& stage, const NamedChain& named) {
    const std::string name = text_in(stage, "stage");
    const auto key = std::ranges::find(named.keys, text_in(stage, "version"));
    if (key != named.keys.end()) {
        const auto version = static_cast<std::size_t>(key - named.keys.begin());
        if (const auto found = named.chain.find_stage(version, name)) {
            return Reached{.version = static_cast<std::uint32_t>(version),
                           .stage = static_cast<std::uint32_t>(*found),
                           .at = {}};
        }
    }
    for (std::size_t version = named.chain.size(); version-- > 0;) {
        if (const auto found = named.chain.find_stage(version, name)) {
            return Reached{.version = static_cast<std::uint32_t>(version),
                           .stage = static_cast<std::uint32_t>(*found),
                           .at = {}};
        }
    }
    return std::nullopt;
}

Result<Journey> journey_in(const json::value& value, const NamedChain& chain) {
    if (!value.is_object()) {
        return damaged();
    }
    const json::object& object = value.get_object();
    const auto began = instant_in(&object, "began");
    if (!began) {
        return damaged();
    }
    Journey journey{.began = *began, .reason = text_in(object, "reason")};
    journey.ended = instant_in(&object, "ended");
    journey.end = named(ends, text_in(object, "end"));
    for (const json::value& stage : list_in(object, "stages")) {
        const auto* const told = stage.if_object();
        const auto at = instant_in(told, "at");
        const auto how = told == nullptr ? std::nullopt : named(hows, text_in(*told, "how"));
        if (!at || !how) {
            return damaged();
        }
        if (auto reached = place_of(*told, chain)) {
            reached->at = *at;
            reached->how = *how;
            journey.stages.push_back(*reached);
        }
    }
    return journey;
}

Result<Disqualified> spell_in(const json::value& value) {
    const auto* const object = value.if_object();
    const auto at = instant_in(object, "at");
    if (!at) {
        return damaged();
    }
    Disqualified spell{.at = *at, .reason = text_in(*object, "reason"), .reasons = {}};
    for (const json::value& reason : list_in(*object, "reasons")) {
        spell.reasons.emplace_back(reason.is_string() ? std::string(reason.get_string()) : "");
    }
    return spell;
}

Erasure erasure_of(const ledger::Timeline& timeline, const ledger::Record& record) {
    const auto text = [&](std::string_view name) {
        return text_of(timeline, record.properties, name, Instant::latest());
    };
    Erasure erasure{.contact = id_in(text("contact")),
                    .at = Instant::earliest(),
                    .by = {},
                    .why = text("why"),
                    .history = text("history")};
    const ledger::Code name = timeline.dictionary().find_name("contact");
    const auto* change = ledger::Timeline::property(record.properties, name, Instant::latest());
    if (change != nullptr) {
        erasure.at = change->at;
        erasure.by = timeline.dictionary().name(change->by);
    }
    return erasure;
}

}  // namespace

std::optional<Erasure> find_erasure(const ledger::Timeline& timeline, ContactId contact) {
    const ledger::Record* record = timeline.find_record(erasure_record, erasure_key(contact));
    return record == nullptr ? std::nullopt : std::optional(erasure_of(timeline, *record));
}

std::vector<Erasure> list_erasures(const ledger::Timeline& timeline) {
    std::vector<Erasure> erasures;
    for (const ledger::Record* record : timeline.records_of(erasure_record)) {
        erasures.push_back(erasure_of(timeline, *record));
    }
    return erasures;
}

ContactId erased_in(const ledger::RecordChanged& changed) {
    if (changed.record != erasure_record) {
        return {};
    }
    const auto found =
        std::ranges::find(changed.properties, "contact", &ledger::Properties::value_type::first);
    const auto* text =
        found == changed.properties.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text == nullptr ? ContactId{} : id_in(*text);
}

std::string frozen(const History& history, const NamedChain& named) {
    json::array journeys;
    for (const Journey& journey : history.journeys) {
        journeys.push_back(journey_json(journey, named));
    }
    json::array spells;
    for (const Disqualified& spell : history.disqualified) {
        spells.push_back(spell_json(spell));
    }
    return json::serialize(
        json::object{{"journeys", std::move(journeys)}, {"disqualified", std::move(spells)}});
}

Result<History> thawed(std::string_view text, const NamedChain& named) {
    boost::system::error_code error;
    const json::value value = json::parse(text, error);
    if (error || !value.is_object()) {
        return damaged();
    }
    History history;
    for (const json::value& each : list_in(value.get_object(), "journeys")) {
        history.journeys.push_back(TRY(journey_in(each, named)));
    }
    for (const json::value& each : list_in(value.get_object(), "disqualified")) {
        history.disqualified.push_back(TRY(spell_in(each)));
    }
    return history;
}

History up_to(History history, Instant until) {
    std::erase_if(history.journeys, [&](const Journey& each) { return each.began > until; });
    std::erase_if(history.disqualified, [&](const Disqualified& each) { return each.at > until; });
    for (Journey& journey : history.journeys) {
        std::erase_if(journey.stages, [&](const Reached& each) { return each.at > until; });
        if (journey.ended && *journey.ended > until) {
            journey.ended.reset();
            journey.end.reset();
            journey.reason.clear();
        }
    }
    return history;
}

}  // namespace baton::engine
