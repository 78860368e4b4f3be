#include "engine/sign_record.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "base/value.hpp"
#include "engine/people.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view record_name = "sign";

// By what it is recorded; nothing when that is so already.
std::optional<std::string> turn_of(const ledger::Timeline& timeline,
                                   const goals::SignState& state) {
    const auto known = recorded_sign(timeline, state.sign->key, Instant::latest());
    const bool was_open = known && known->open;
    switch (state.standing) {
        case goals::Standing::open: return was_open ? std::nullopt : std::optional("open");
        case goals::Standing::clear: return was_open ? std::optional("clear") : std::nullopt;
        case goals::Standing::too_little: return std::nullopt;
    }
    return std::nullopt;
}

std::string subjects_of(const goals::SignState& state) {
    std::string subjects;
    for (const goals::OpenFinding& each : state.open) {
        if (!each.finding.subject.empty()) {
            subjects += (subjects.empty() ? "" : ", ") + each.finding.subject;
        }
    }
    return subjects;
}

}  // namespace

std::optional<RecordedSign> recorded_sign(const ledger::Timeline& timeline,
                                          std::string_view key,
                                          Instant at) {
    const ledger::Record* record = timeline.find_record(record_name, key);
    if (record == nullptr) {
        return std::nullopt;
    }
    const std::string state = text_of(timeline, record->properties, "state", at);
    const Value since = timeline.value(record->properties, "since", at);
    const auto* instant = std::get_if<Instant>(&since);
    if (state.empty() || instant == nullptr) {
        return std::nullopt;
    }
    return RecordedSign{.open = state == "open", .since = *instant};
}

Result<Receipt> record_signs(Desk& desk, const std::vector<goals::SignState>& states) {
    Receipt receipt;
    for (const goals::SignState& state : states) {
        const auto turn = turn_of(desk.timeline(), state);
        if (!turn) {
            continue;
        }
        const Instant since = state.since.value_or(state.judged_at);
        const std::string subjects = subjects_of(state);
        const ledger::Event& event = desk.record(
            ledger::RecordChanged{
                .record = std::string(record_name),
                .key = std::string(state.sign->key),
                .properties = {{"state", *turn},
                               {"since", since},
                               {"subjects",
                                subjects.empty() ? Value(Unknown{}) : Value(subjects)}}},
            {.by = "baton", .cause = "alignment"});
        receipt.recorded.push_back(event.position);
        desk.batch().topics.insert("alignment");
    }
    receipt.count = static_cast<std::int64_t>(receipt.recorded.size());
    return receipt;
}

bool differs(const ledger::Timeline& timeline, const std::vector<goals::SignState>& states) {
    return std::ranges::any_of(states, [&](const goals::SignState& state) {
        return turn_of(timeline, state).has_value();
    });
}

}  // namespace baton::engine
