#include <algorithm>
#include <fmt/format.h>
#include <ranges>

#include "engine/absence.hpp"
#include "engine/live.hpp"
#include "engine/people.hpp"
#include "handoff/transition.hpp"

// What the live driver records when a clock of a handoff runs: warnings, breaches, and the steps of
// on_breach, each at its due instant and exactly once.
namespace baton::engine {

namespace {

using Action = agreement::BreachStep::Action;

std::string_view name(Action action) {
    switch (action) {
        case Action::notify_owner: return "notify_owner";
        case Action::notify_manager: return "notify_manager";
        case Action::notify_alignment_lead: return "notify_alignment_lead";
        case Action::reassign: return "reassign";
    }
    return {};
}

std::string key_of(ContactId contact, Instant due, std::string_view action) {
    return fmt::format("{}/{}/{}", contact.value, due.micros, action);
}

Value text_or_unknown(std::string_view text) {
    return text.empty() ? Value(Unknown{}) : Value(std::string(text));
}

}  // namespace

// The key under which to record it; nullopt when it has been. Handoffs found late shift the numbers
// of those after them, so it is told by its due instant.
std::optional<std::string> Live::free_breach_key(const MissedClock& missed) const {
    std::optional<std::string> free;
    for (int number = 1; number <= missed.number || !free; ++number) {
        const auto key = fmt::format("{}/{}/{}", missed.contact.value, number, missed.kind);
        const ledger::Record* record = timeline_.find_record("breach", key);
        if (record == nullptr) {
            free = key;
        } else if (timeline_.value(record->properties, "due_at", Instant::latest()) ==
                   Value(missed.due)) {
            return std::nullopt;
        }
    }
    return free;
}

// A missed clock is recorded at its due instant, exactly once, and stays.
void Live::record_breach(Desk& desk, const MissedClock& missed) const {
    const auto key = free_breach_key(missed);
    if (!key) {
        return;
    }
    ledger::Properties properties{{"contact", std::to_string(missed.contact.value)},
                                  {"number", Decimal{missed.number * decimal_one}},
                                  {"kind", std::string(missed.kind)},
                                  {"owner", std::string(missed.owner)},
                                  {"due_at", missed.due}};
    if (!missed.override_name.empty()) {
        properties.emplace_back("override", std::string(missed.override_name));
    }
    desk.record(
        ledger::RecordChanged{.record = "breach", .key = *key, .properties = std::move(properties)},
        {.by = "baton", .cause = "clock", .at = missed.due});
    desk.batch().histories.insert(missed.contact);
    desk.batch().topics.insert("handoffs");
}

void Live::record_due(Desk& desk, ledger::Slot slot, Instant now) {
    const ledger::Contact& who = timeline_.contacts()[slot];
    if (who.all().handoffs.empty()) {
        return;
    }
    const ContactId id = who.id;
    const auto handoffs = handoff::read_handoffs(timeline_, who, *chain_.chain);
    for (const handoff::Handoff& each : handoffs) {
        const auto missed = [&](std::string_view kind, Instant due, std::string_view owner) {
            record_breach(desk,
                          {.contact = id,
                           .number = each.number,
                           .kind = kind,
                           .due = due,
                           .owner = owner,
                           .override_name = each.override_name});
        };
        for (const handoff::MissedBefore& before : each.missed_before) {
            missed(before.kind, before.due, before.owner);
        }
        if (each.response_missed(now)) {
            missed("response", each.due_at, each.owner);
        }
        if (each.acceptance_missed(now) && each.accept_due_at != each.due_at) {
            missed("acceptance", each.accept_due_at, each.owner);
        }
        if (each.follow_up_missed(now)) {
            missed("follow_up", each.follow_up_due_at, each.owner);
        }
    }
    const ledger::Contact& same = timeline_.contacts()[slot];
    if (!handoffs.empty() && !same.merged && !same.deleted()) {
        const handoff::Handoff& last = handoffs.back();
        // Un-merged, taken back, imported: whoever had it may have left meanwhile.
        owners_wanted_ |= handoff::is_open(last.state) &&
                          timeline_.find_record("user", last.owner) != nullptr &&
                          !find_user(timeline_, last.owner, now);
        warn(desk, slot, handoffs.back(), now);
        escalate(desk, slot, handoffs.back(), now);
    }
}

bool Live::was_escalated(const ledger::Contact& who, const Escalation& what) const {
    const bool recorded =
        timeline_.find_record("escalation", key_of(who.id, what.due, what.action)) != nullptr;
    return recorded || std::ranges::any_of(who.sources, [&](ledger::Slot source) {
               return was_escalated(timeline_.contacts()[source], what);
           });
}

void Live::record_escalation(Desk& desk, ledger::Slot slot, const Escalation& escalation) const {
    const ContactId id = timeline_.contacts()[slot].id;
    desk.record(
        ledger::RecordChanged{.record = "escalation",
                              .key = key_of(id, escalation.due, escalation.action),
                              .properties = {{"contact", std::to_string(id.value)},
                                             {"number", Decimal{escalation.number * decimal_one}},
                                             {"action", std::string(escalation.action)},
                                             {"to", text_or_unknown(escalation.to)},
                                             {"outcome", text_or_unknown(escalation.outcome)},
                                             {"due_at", escalation.due}}},
        {.by = "baton", .cause = "clock", .at = escalation.due});
    desk.batch().topics.insert({"handoffs", fmt::format("contact:{}", id.value)});
}

// Before the breach, while there is still time: not when that instant passed unseen.
void Live::warn(Desk& desk, ledger::Slot slot, const handoff::Handoff& handoff, Instant now) const {
    const Instant at = handoff.warning_at();
    const bool waits = !handoff.responded_at && !handoff.accepted_at && !handoff.closed_at;
    const Escalation warning{
        .action = "warning", .due = at, .number = handoff.number, .to = handoff.owner};
    if (waits && at <= now && now < handoff.due_at &&
        !was_escalated(timeline_.contacts()[slot], warning)) {
        record_escalation(desk, slot, warning);
    }
}

std::string Live::addressee(Action action, const handoff::Handoff& handoff, Instant at) const {
    switch (action) {
        case Action::notify_owner: return handoff.owner;
        case Action::notify_manager: {
            std::string manager = manager_of(timeline_, handoff.team, at);
            return manager.empty() ? alignment_lead(timeline_, at) : manager;
        }
        case Action::notify_alignment_lead: return alignment_lead(timeline_, at);
        case Action::reassign: return {};
    }
    return {};
}

// Only while it is still unanswered: nobody is told of what an imported history has long settled.
void Live::escalate(Desk& desk, ledger::Slot slot, const handoff::Handoff& handoff, Instant now) {
    if (!handoff.unanswered_at(now)) {
        return;
    }
    std::vector<handoff::Rung> rungs = handoff.ladder;
    std::ranges::stable_sort(rungs, {}, &handoff::Rung::due);
    for (const handoff::Rung& rung : rungs) {
        Escalation step{.action = name(rung.action),
                        .due = rung.due,
                        .number = handoff.number,
                        .to = addressee(rung.action, handoff, rung.due)};
        if (rung.due > now || !handoff.unanswered_at(rung.due) ||
            was_escalated(timeline_.contacts()[slot], step)) {
            continue;
        }
        if (rung.action != Action::reassign) {
            step.outcome = step.to.empty() ? "nobody to tell" : "told";
            record_escalation(desk, slot, step);
            continue;
        }
        // Whoever had it is not asked again, so it ends with the owner of last resort.
        std::vector<std::string> had = handoff.owners;
        had.push_back(handoff.owner);
        const auto next = hand_on(desk,
                                  slot,
                                  {.reason = "not answered in time",
                                   .cause = "on_breach",
                                   .need = Need::someone_else,
                                   .clocks_go_on = false,
                                   .except = std::move(had),
                                   .expired_at = rung.due},
                                  now);
        step.to = next.value_or(handoff.owner);
        step.outcome = next ? "reassigned" : "nobody else can take it";
        record_escalation(desk, slot, step);
        if (next) {
            return;  // the next owner's clocks are others
        }
    }
}

}  // namespace baton::engine
