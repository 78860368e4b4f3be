#include "engine/handoff_commands.hpp"

#include <fmt/format.h>
#include <optional>

#include "base/text.hpp"
#include "engine/contact_commands.hpp"
#include "engine/note_commands.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

std::optional<handoff::Step> state_of(const ledger::Contact& contact) {
    const auto* last = ledger::Timeline::last_handoff(contact, latest);
    return last == nullptr ? std::nullopt : std::optional(handoff::state_after(last->step));
}

std::string owner_of(const ledger::Timeline& timeline, const ledger::Contact& contact) {
    const auto* last = ledger::Timeline::last_handoff(contact, latest, true);
    return last == nullptr ? std::string() : timeline.dictionary().name(last->owner);
}

Done check_owner(Desk& desk, const HandoffMove& move) {
    const bool gives =
        move.step == ledger::HandoffStep::reassigned || move.step == ledger::HandoffStep::offered;
    if ((gives || !move.owner.empty()) && !find_user(desk.timeline(), move.owner, latest)) {
        return fail(Failure::invalid,
                    fmt::format("there is no user {}", move.owner),
                    {{"/owner", "choose somebody who works here"}});
    }
    return {};
}

}  // namespace

std::vector<std::string> agreed_reasons(const lifecycle::Chain& chain, Instant at) {
    const auto version = chain.in_force(at);
    if (!version || !chain.version(*version).agreement->handoff) {
        return {};
    }
    return chain.version(*version).agreement->handoff->reject_reasons;
}

Result<Receipt> move_handoff(Desk& desk,
                             const lifecycle::Chain& chain,
                             const HandoffMove& move,
                             const Because& because) {
    const ledger::Contact* contact = desk.find_contact(move.contact);
    if (desk.directory().is_erased(move.contact)) {
        return fail(Failure::refused, fmt::format("contact {} was erased", move.contact.value));
    }
    if (contact == nullptr) {
        return fail(Failure::not_found, fmt::format("there is no contact {}", move.contact.value));
    }
    TRY(handoff::check_move(state_of(*contact),
                            {.step = move.step, .reason = move.reason},
                            agreed_reasons(chain, desk.now())));
    TRY(check_owner(desk, move));
    const std::string owner = move.owner.empty() ? owner_of(desk.timeline(), *contact) : move.owner;
    const ledger::Event event =
        desk.record(ledger::HandoffMoved{.contact = holder_of_handoff(desk.timeline(), *contact),
                                         .step = move.step,
                                         .reason = move.reason,
                                         .owner = owner,
                                         .note = move.note},
                    because);
    Receipt receipt{
        .id = std::to_string(move.contact.value), .recorded = {event.position}, .count = 1};
    if (!text::trimmed(move.note).empty()) {
        const Receipt note =
            TRY(add_note(desk, {.text = move.note, .contact = move.contact}, because));
        receipt.recorded.insert(receipt.recorded.end(), note.recorded.begin(), note.recorded.end());
    }
    desk.batch().topics.insert(
        {"handoffs", "contacts", "contact:" + std::to_string(move.contact.value)});
    return receipt;
}

}  // namespace baton::engine
