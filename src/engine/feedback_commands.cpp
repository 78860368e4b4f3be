#include "engine/feedback_commands.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "engine/feedback_views.hpp"
#include "engine/note_commands.hpp"
#include "engine/survivors.hpp"
#include "handoff/handoffs.hpp"
#include "handoff/reopening.hpp"
#include "handoff/written.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

using ledger::HandoffFact;
using ledger::HandoffStep;

Result<const ledger::Contact*> existing(Desk& desk, ContactId id) {
    const ledger::Contact* contact = desk.find_contact(id);
    if (contact == nullptr) {
        return fail(Failure::not_found, fmt::format("there is no contact {}", id.value));
    }
    return contact;
}

Result<const HandoffFact*> last_rejection(const ledger::Contact& contact) {
    const HandoffFact* last = ledger::Timeline::last_handoff(contact, Instant::latest());
    if (last == nullptr || last->step != HandoffStep::rejected) {
        return fail(Failure::refused, "the last handoff of this contact was not rejected");
    }
    return last;
}

const HandoffFact* last_offer(const ledger::Contact& contact) {
    const HandoffFact* last = nullptr;
    for (const HandoffFact& fact : contact.all().handoffs) {
        if (!fact.voided && fact.step == HandoffStep::offered) {
            last = &fact;
        }
    }
    return last;
}

void tell(Desk& desk, ContactId contact) {
    desk.batch().topics.insert({"handoffs", "feedback", fmt::format("contact:{}", contact.value)});
}

// REQUIRES: the contact exists, so that nothing fails after something was recorded.
Done say(Desk& desk,
         ContactId contact,
         const std::string& thread,
         const std::string& text,
         const Because& because,
         Receipt& receipt) {
    if (text::trimmed(text).empty()) {
        return {};
    }
    const Receipt note =
        TRY(add_note(desk, {.text = text, .contact = contact, .about = thread}, because));
    receipt.recorded.insert(receipt.recorded.end(), note.recorded.begin(), note.recorded.end());
    return {};
}

// What reopening takes back, and the offer that then waits again.
struct Reopenable {
    ledger::Position rejection;
    Instant rejected_at;
    Instant offered_at;
};

// An imported history may begin in the middle: without an offer nothing can wait again.
Result<Reopenable> reopenable(Desk& desk, const ledger::Contact& contact) {
    const HandoffFact* rejection = ledger::Timeline::last_handoff(contact, Instant::latest());
    const HandoffFact* offer = last_offer(contact);
    const auto position = desk.timeline().position_of(rejection->order);
    if (offer == nullptr || !position) {
        return fail(Failure::refused, "there is no offer that could wait for an answer again");
    }
    return Reopenable{
        .rejection = *position, .rejected_at = rejection->at, .offered_at = offer->at};
}

void reopen(Desk& desk, const Reopenable& what, ContactId holder, const Because& because) {
    const handoff::Reopening reopening{.rejected_at = what.rejected_at,
                                       .reopened_at = std::max(desk.now(), what.rejected_at)};
    desk.record(handoff::record_of(reopening, holder, what.offered_at), because);
    desk.record(ledger::Voided{.positions = {what.rejection}}, because);
}

Done check_settler(const AnswerState& state, handoff::Answer answer, const Because& because) {
    const bool settles = handoff::team_of(answer) == agreement::Team::sales;
    if (settles && state.by == because.by) {
        return fail(Failure::refused, "somebody else settles what you disputed");
    }
    return {};
}

}  // namespace

Result<Receipt> praise_handoff(Desk& desk,
                               const lifecycle::Chain& chain,
                               const Praise& praise,
                               const Because& because) {
    const ledger::Contact* contact = TRY(existing(desk, praise.contact));
    const auto handoffs = handoff::read_handoffs(desk.timeline(), *contact, chain);
    if (handoffs.empty()) {
        return fail(Failure::refused, "this contact was never handed off");
    }
    TRY(handoff::check_praise(handoffs.back().state, praise.reason));
    const ContactId holder = holder_of_handoff(desk.timeline(), *contact);
    const std::string key = handoff::key_of(holder, handoffs.back().offered_at);
    const ledger::Event& event = desk.record(
        ledger::RecordChanged{
            .record = "praise",
            .key = key,
            .properties = {{"contact", std::to_string(holder.value)}, {"reason", praise.reason}}},
        because);
    Receipt receipt{.id = key, .recorded = {event.position}, .count = 1};
    TRY(say(desk, praise.contact, "praise/" + key, praise.note, because, receipt));
    tell(desk, praise.contact);
    return receipt;
}

Result<Receipt> answer_rejection(Desk& desk,
                                 const RejectionAnswer& answer,
                                 const Because& because) {
    const ledger::Contact* contact = TRY(existing(desk, answer.contact));
    const HandoffFact* rejection = TRY(last_rejection(*contact));
    const AnswerState state = answer_state(desk.timeline(), *contact, rejection->at);
    TRY(handoff::check_answer(state.answer, answer.answer, answer.note));
    TRY(check_settler(state, answer.answer, because));
    std::optional<Reopenable> reopening;
    if (answer.answer == handoff::Answer::reopened) {
        reopening = TRY(reopenable(desk, *contact));
    }
    const ContactId holder = holder_of_handoff(desk.timeline(), *contact);
    const std::string key = handoff::key_of(holder, rejection->at);
    const ledger::Event& event = desk.record(
        ledger::RecordChanged{.record = "rejection",
                              .key = key,
                              .properties = {{"contact", std::to_string(holder.value)},
                                             {"answer", std::string(name(answer.answer))}}},
        because);
    Receipt receipt{.id = key, .recorded = {event.position}, .count = 1};
    TRY(say(desk, answer.contact, "rejection/" + key, answer.note, because, receipt));
    if (reopening) {
        reopen(desk, *reopening, holder, because);
        receipt.recorded.clear();
        desk.batch().topics.insert("contacts");
    }
    tell(desk, answer.contact);
    return receipt;
}

Result<Receipt> write_in_thread(Desk& desk, const ThreadNote& note, const Because& because) {
    const ledger::Contact* contact = TRY(existing(desk, note.contact));
    const HandoffFact* last = ledger::Timeline::last_handoff(*contact, Instant::latest());
    if (last == nullptr) {
        return fail(Failure::refused, "this contact was never handed off");
    }
    const ContactId holder = holder_of_handoff(desk.timeline(), *contact);
    const bool rejected = last->step == HandoffStep::rejected;
    const HandoffFact* offer = last_offer(*contact);
    const Instant at = rejected || offer == nullptr ? last->at : offer->at;
    const std::string thread = (rejected ? "rejection/" : "praise/") + handoff::key_of(holder, at);
    tell(desk, note.contact);
    return add_note(desk, {.text = note.text, .contact = note.contact, .about = thread}, because);
}

}  // namespace baton::engine
