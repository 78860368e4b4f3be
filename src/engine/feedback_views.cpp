#include "engine/feedback_views.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/value.hpp"
#include "engine/absence.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "goals/measure.hpp"
#include "goals/reading.hpp"
#include "handoff/transition.hpp"
#include "handoff/written.hpp"
#include "ledger/event.hpp"

namespace baton::engine {

namespace {

using ledger::Change;
using ledger::HandoffFact;

// The changes of one property that stand, the first first.
std::vector<const Change*> changes_of(const ledger::Timeline& timeline,
                                      const ledger::Record* record,
                                      std::string_view property) {
    std::vector<const Change*> standing;
    const auto* changes = record == nullptr
                              ? nullptr
                              : record->properties.find(timeline.dictionary().find_name(property));
    if (changes != nullptr) {
        for (const Change& change : *changes) {
            if (!change.voided) {
                standing.push_back(&change);
            }
        }
    }
    return standing;
}

std::string text_in(const ledger::Timeline& timeline, const Change& change) {
    const auto* text = std::get_if<std::string>(&timeline.dictionary().value(change.value));
    return text == nullptr ? std::string() : *text;
}

std::vector<AnswerView> answers_of(const ledger::Timeline& timeline,
                                   const ledger::Contact& contact,
                                   Instant rejected_at) {
    std::vector<AnswerView> answers;
    const auto* record = handoff::find_written(timeline, "rejection", contact, rejected_at);
    for (const Change* change : changes_of(timeline, record, "answer")) {
        answers.push_back(
            {.answer = text_in(timeline, *change),
             .at = change->at,
             .by = user_ref(timeline, timeline.dictionary().name(change->by), change->at)});
    }
    return answers;
}

// The notes of a thread, found under the contact that its key names.
std::vector<ThreadNoteView> thread_of(const Workspace::View& view,
                                      const ledger::Contact& contact,
                                      const std::vector<std::string>& threads) {
    const ledger::Timeline& timeline = view.timeline;
    std::vector<ThreadNoteView> thread;
    for (const ledger::Slot slot : view.notes.about(timeline, contact)) {
        const ledger::Record& note = timeline.records()[slot];
        const std::string about = text_of(timeline, note.properties, "about", Instant::latest());
        const auto said = changes_of(timeline, &note, "text");
        if (said.empty() || std::ranges::find(threads, about) == threads.end()) {
            continue;
        }
        const std::string text = text_in(timeline, *said.back());
        const Instant at = said.front()->at;
        thread.push_back(
            {.id = note.key,
             .at = at,
             .by = user_ref(timeline, timeline.dictionary().name(said.front()->by), at),
             .text = text});
    }
    std::erase_if(thread, [](const ThreadNoteView& note) { return note.text.empty(); });
    std::ranges::stable_sort(thread, {}, &ThreadNoteView::at);
    return thread;
}

goals::MeasureRequest request_by(goals::By by, Instant now) {
    return {.name = {}, .by = by, .as_of = now};
}

std::string campaign_of(const ledger::Timeline& timeline,
                        const ledger::Contact& contact,
                        Instant at) {
    const auto request = request_by(goals::By::campaign, at);
    const goals::Reading reading(timeline, goals::no_histories, request);
    const auto row = reading.key_of({.at = at, .contacts = {timeline.slot_of(contact)}});
    return row.key == "unknown" ? std::string() : row.key;
}

std::optional<UserRef> answer_owner_of(const ledger::Timeline& timeline,
                                       const std::string& campaign,
                                       Instant now) {
    const auto* record = timeline.find_record("campaign", campaign);
    if (record != nullptr) {
        const std::string owner = text_of(timeline, record->properties, "owner", now);
        if (find_user(timeline, owner, now)) {
            return user_ref(timeline, owner, now);
        }
    }
    return user_ref(timeline, alignment_lead(timeline, now), now);
}

bool wanted(RejectionFilter filter, std::optional<handoff::Answer> answer) {
    switch (filter) {
        case RejectionFilter::unanswered: return !answer;
        case RejectionFilter::disputed: return answer == handoff::Answer::disputed;
        case RejectionFilter::answered: return answer && answer != handoff::Answer::disputed;
        case RejectionFilter::all: return true;
    }
    return false;
}

struct Rejected {
    const ledger::Contact* contact = nullptr;
    const HandoffFact* fact = nullptr;
    std::optional<handoff::Answer> answer = {};
};

std::vector<Rejected> find_rejected(const Workspace::View& view, RejectionFilter filter) {
    std::vector<Rejected> found;
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        if (contact.merged || contact.deleted() || view.directory.is_erased(contact.id)) {
            continue;
        }
        const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest());
        for (const HandoffFact& fact : contact.all().handoffs) {
            if (fact.voided || fact.step != ledger::HandoffStep::rejected) {
                continue;
            }
            const auto state = answer_state(view.timeline, contact, fact.at);
            // Another offer has answered it: there is nothing left to say.
            const bool open = !state.answer || state.answer == handoff::Answer::disputed;
            if (open && &fact != last) {
                continue;
            }
            if (wanted(filter, state.answer)) {
                found.push_back({.contact = &contact, .fact = &fact, .answer = state.answer});
            }
        }
    }
    std::ranges::stable_sort(
        found, [](const Rejected& a, const Rejected& b) { return a.fact->at > b.fact->at; });
    return found;
}

RejectionView view_of(const ledger::Timeline& timeline, const Rejected& each, Instant now) {
    const auto request = request_by(goals::By::source, now);
    const goals::Reading reading(timeline, goals::no_histories, request);
    const std::string campaign = campaign_of(timeline, *each.contact, each.fact->at);
    return {.contact = contact_ref(timeline, *each.contact, now),
            .reason = timeline.dictionary().name(each.fact->reason),
            .rejected_at = each.fact->at,
            .rejected_by = user_ref(timeline, timeline.dictionary().name(each.fact->owner), now),
            .source = reading.source_of(timeline.slot_of(*each.contact)),
            .campaign = campaign,
            .answer = each.answer ? std::optional(std::string(name(*each.answer))) : std::nullopt,
            .answer_owner = answer_owner_of(timeline, campaign, now)};
}

}  // namespace

std::optional<UserRef> answer_owner_of(const ledger::Timeline& timeline,
                                       const ledger::Contact& contact,
                                       Instant at,
                                       Instant now) {
    return answer_owner_of(timeline, campaign_of(timeline, contact, at), now);
}

AnswerState answer_state(const ledger::Timeline& timeline,
                         const ledger::Contact& contact,
                         Instant rejected_at) {
    const auto* record = handoff::find_written(timeline, "rejection", contact, rejected_at);
    const auto said = changes_of(timeline, record, "answer");
    if (said.empty()) {
        return {};
    }
    return {.answer = handoff::find_answer(text_in(timeline, *said.back())),
            .by = timeline.dictionary().name(said.back()->by),
            .at = said.back()->at};
}

std::optional<Instant> first_answered(const ledger::Timeline& timeline,
                                      const ledger::Contact& contact,
                                      Instant rejected_at) {
    const auto* record = handoff::find_written(timeline, "rejection", contact, rejected_at);
    const auto said = changes_of(timeline, record, "answer");
    return said.empty() ? std::nullopt : std::optional(said.front()->at);
}

std::optional<PraiseState> praise_state(const ledger::Timeline& timeline,
                                        const ledger::Contact& contact,
                                        Instant offered_at,
                                        Instant until) {
    const auto* record = handoff::find_written(timeline, "praise", contact, offered_at);
    auto said = changes_of(timeline, record, "reason");
    std::erase_if(said, [&](const ledger::Change* change) { return change->at > until; });
    if (said.empty()) {
        return std::nullopt;
    }
    return PraiseState{.reason = text_in(timeline, *said.back()),
                       .by = timeline.dictionary().name(said.back()->by),
                       .at = said.back()->at};
}

FeedbackView feedback_of(const Workspace::View& view, const ledger::Contact& contact, Instant now) {
    const ledger::Timeline& timeline = view.timeline;
    const auto handoffs = handoff::read_handoffs(timeline, contact, view.live.chain());
    if (handoffs.empty()) {
        return {};
    }
    const handoff::Handoff& last = handoffs.back();
    FeedbackView feedback;
    if (const auto praise = praise_state(timeline, contact, last.offered_at)) {
        feedback.praise = {
            .reason = praise->reason, .at = praise->at, .by = user_ref(timeline, praise->by, now)};
    }
    if (handoff::check_praise(last.state, handoff::praise_reasons.front())) {
        feedback.praise_reasons.assign(handoff::praise_reasons.begin(),
                                       handoff::praise_reasons.end());
    }
    if (last.state == handoff::Step::rejected) {
        feedback.answers = answers_of(timeline, contact, *last.closed_at);
        const auto state = answer_state(timeline, contact, *last.closed_at);
        for (const handoff::Answer answer : handoff::answers_after(state.answer)) {
            feedback.may_answer.emplace_back(name(answer));
        }
        feedback.answer_owner =
            answer_owner_of(timeline, campaign_of(timeline, contact, *last.closed_at), now);
    }
    // Of every rejection and every offer of this handoff: what was taken back was still said. A
    // thread of one who was merged is kept under whom the offer went to.
    std::vector<std::string> threads;
    const ContactId holder = holder_of_handoff(timeline, contact);
    for (const HandoffFact& fact : contact.all().handoffs) {
        if (fact.at >= last.offered_at) {
            for (const char* record : {"praise", "rejection"}) {
                const auto* written = handoff::find_written(timeline, record, contact, fact.at);
                const std::string key =
                    written == nullptr ? handoff::key_of(contact.id, fact.at) : written->key;
                threads.push_back(std::string(record) + "/" + key);
                if (written == nullptr && holder != contact.id) {
                    threads.push_back(std::string(record) + "/" + handoff::key_of(holder, fact.at));
                }
            }
        }
    }
    feedback.thread = thread_of(view, contact, threads);
    return feedback;
}

std::optional<RejectionFilter> find_rejection_filter(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"unanswered", "disputed", "answered", "all"};
    const auto* const found = std::ranges::find(names, name);
    return found == names.end()
               ? std::nullopt
               : std::optional(static_cast<RejectionFilter>(found - names.begin()));
}

RejectionPage list_rejections(const Workspace::View& view, const RejectionAsk& ask) {
    const std::vector<Rejected> found = find_rejected(view, ask.filter);
    RejectionPage page{.rows = {}, .total = found.size()};
    for (std::size_t at = ask.offset; at < found.size() && page.rows.size() < ask.limit; ++at) {
        page.rows.push_back(view_of(view.timeline, found[at], ask.now));
    }
    return page;
}

}  // namespace baton::engine
