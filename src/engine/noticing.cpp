#include "engine/noticing.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/batch.hpp"
#include "engine/feedback_views.hpp"
#include "engine/notice.hpp"
#include "engine/notice_wishes.hpp"
#include "engine/people.hpp"
#include "engine/settings.hpp"
#include "engine/workspace.hpp"
#include "handoff/feedback.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "store/database.hpp"
#include "store/notices.hpp"

namespace baton::engine {

namespace {

using ledger::HandoffStep;

constexpr std::int64_t news_micros = day_micros;
constexpr std::int64_t clock_news_micros = 7 * day_micros;

const Value* find(const ledger::Properties& properties, std::string_view name) {
    const auto found = std::ranges::find(properties, name, &std::pair<std::string, Value>::first);
    return found == properties.end() ? nullptr : &found->second;
}

std::string text_in(const ledger::Properties& properties, std::string_view name) {
    const Value* value = find(properties, name);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? std::string() : *text;
}

std::optional<Instant> instant_in(const ledger::Properties& properties, std::string_view name) {
    const Value* value = find(properties, name);
    const auto* at = value == nullptr ? nullptr : std::get_if<Instant>(value);
    return at == nullptr ? std::nullopt : std::optional(*at);
}

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

ContactId contact_in(const ledger::Properties& properties) {
    return {number_of(text_in(properties, "contact"))};
}

// The instant of a key CONTACT/INSTANT (handoff/written.hpp).
Instant instant_of_key(std::string_view key) {
    return {number_of(key.substr(key.find('/') + 1))};
}

// Facts that were taken back, after where it says so.
using Withdrawn = std::vector<std::pair<ledger::Position, std::vector<ledger::Position>>>;

Done write(store::Writing& writing,
           const std::vector<Notice>& notices,
           const Withdrawn& withdrawn) {
    for (const Notice& each : notices) {
        const std::int64_t id = TRY(writing.ids.next("notice"));
        TRY(store::add_notice(writing.connection,
                              {.person = each.person,
                               .id = id,
                               .kind = std::string(name(each.kind)),
                               .at = each.at,
                               .contact = each.contact,
                               .subject = each.subject,
                               .word = each.word,
                               .by = each.by,
                               .due_at = each.due_at,
                               .fact = each.fact,
                               .mail_at = each.mail_at}));
    }
    for (const auto& [by, facts] : withdrawn) {
        for (const ledger::Position& fact : facts) {
            TRY(store::withdraw_notices(writing.connection, fact, by));
        }
    }
    return {};
}

class Noticing {
public:
    Noticing(const Workspace::View& view, Batch& batch, Instant now)
        : view_(view), timeline_(view.timeline), batch_(batch), now_(now) {}

    void look(const ledger::Event& event) {
        event_ = &event;
        if (const auto* handoff = std::get_if<ledger::HandoffMoved>(&event.what)) {
            if (is_news()) moved(*handoff);
        } else if (const auto* record = std::get_if<ledger::RecordChanged>(&event.what)) {
            if (is_news()) recorded(*record);
        } else if (const auto* taken_back = std::get_if<ledger::Voided>(&event.what)) {
            withdrawn_.emplace_back(event.position, taken_back->positions);
        }
    }

    // Written in the batch's transaction.
    void finish() {
        if (notices_.empty() && withdrawn_.empty()) {
            return;
        }
        // What came in at once is told in the order in which it happened.
        std::ranges::stable_sort(notices_, {}, &Notice::at);
        batch_.topics.insert("notifications");
        batch_.beside.emplace_back([notices = std::move(notices_),
                                    withdrawn = std::move(withdrawn_)](store::Writing& writing) {
            return write(writing, notices, withdrawn);
        });
    }

private:
    // What was brought with its own receipts is a history, however new it says it is.
    [[nodiscard]] bool is_news() const {
        const bool of_clock = event_->by == "baton";
        const std::int64_t past = of_clock ? clock_news_micros : news_micros;
        return plus(event_->at, past) >= now_ && !batch_.quiet.contains(event_->cause);
    }

    void tell(std::string_view person, Notice notice) {
        if (person.empty() || person == event_->by || !find_user(timeline_, person, now_)) {
            return;
        }
        notice.person = std::string(person);
        notice.at = event_->at;
        notice.by = event_->by;
        notice.fact = event_->position;
        if (!zone_) {
            zone_ = settings_of(view_, now_).zone;
        }
        notice.mail_at = mail_at(wishes_of(timeline_, person),
                                 notice.kind,
                                 zone_of(timeline_, person, *zone_, now_),
                                 now_);
        notices_.push_back(std::move(notice));
    }

    // Who had the handoff before this event.
    [[nodiscard]] std::string owner_before(ContactId id) const {
        const ledger::Contact* contact = timeline_.find(id);
        std::string owner;
        if (contact == nullptr) {
            return owner;
        }
        for (const ledger::HandoffFact& fact : contact->own.handoffs) {
            if (fact.order < event_->order && !fact.voided) {
                owner = timeline_.dictionary().name(fact.owner);
            }
        }
        return owner;
    }

    void moved(const ledger::HandoffMoved& what) {
        switch (what.step) {
            case HandoffStep::offered:
                tell(what.owner, {.kind = NoticeKind::offered, .contact = what.contact});
                return;
            case HandoffStep::reassigned: {
                tell(what.owner, {.kind = NoticeKind::reassigned, .contact = what.contact});
                const std::string before = owner_before(what.contact);
                if (before != what.owner) {
                    tell(before, {.kind = NoticeKind::taken, .contact = what.contact});
                }
                return;
            }
            case HandoffStep::expired:
                tell(what.owner,
                     {.kind = NoticeKind::taken, .contact = what.contact, .word = what.reason});
                return;
            case HandoffStep::rejected:
            case HandoffStep::recycled:
                tell(answers_for(what.contact),
                     {.kind = NoticeKind::rejected, .contact = what.contact, .word = what.reason});
                return;
            case HandoffStep::accepted:
            case HandoffStep::converted:
            case HandoffStep::withdrawn:
            case HandoffStep::disqualified: return;
        }
    }

    [[nodiscard]] std::string answers_for(ContactId id) const {
        const ledger::Contact* contact = timeline_.find(id);
        const auto owner = contact == nullptr
                               ? std::nullopt
                               : answer_owner_of(timeline_, *contact, event_->at, now_);
        return owner ? owner->id : std::string();
    }

    void recorded(const ledger::RecordChanged& what) {
        if (what.record == "breach") {
            breached(what);
        } else if (what.record == "escalation") {
            escalated(what);
        } else if (what.record == "rejection") {
            answered(what);
        } else if (what.record == "praise") {
            const ContactId contact = contact_in(what.properties);
            tell(answers_for(contact),
                 {.kind = NoticeKind::praised,
                  .contact = contact,
                  .word = text_in(what.properties, "reason")});
        } else if (what.record == "note") {
            called(what);
        } else if (what.record == "sign") {
            sign(what);
        } else if (what.record == "task" && instant_in(what.properties, "reminded_at")) {
            reminded(what);
        }
    }

    void breached(const ledger::RecordChanged& what) {
        const ContactId contact = contact_in(what.properties);
        const auto due = instant_in(what.properties, "due_at");
        told_late_.emplace(contact, due.value_or(Instant::earliest()));
        tell(text_in(what.properties, "owner"),
             {.kind = NoticeKind::breached,
              .contact = contact,
              .word = text_in(what.properties, "kind"),
              .due_at = due});
    }

    void escalated(const ledger::RecordChanged& what) {
        const std::string action = text_in(what.properties, "action");
        const ContactId contact = contact_in(what.properties);
        const auto due = instant_in(what.properties, "due_at");
        const bool to_owner = action == "notify_owner";
        if (action == "reassign" ||
            (to_owner && told_late_.contains({contact, due.value_or(Instant::earliest())}))) {
            return;  // the offer tells who has it now, the breach told who is late
        }
        tell(text_in(what.properties, "to"),
             {.kind = action == "warning" ? NoticeKind::due_soon
                      : to_owner          ? NoticeKind::breached
                                          : NoticeKind::escalated,
              .contact = contact,
              .word = action == "warning" || to_owner ? std::string("response") : action,
              .due_at = promised(contact)});
    }

    // By when an answer was promised: the escalation's own instant is that of its step.
    [[nodiscard]] std::optional<Instant> promised(ContactId id) const {
        const ledger::Contact* contact = timeline_.find(id);
        if (contact == nullptr) {
            return std::nullopt;
        }
        const auto handoffs = handoff::read_handoffs(timeline_, *contact, view_.live.chain());
        return handoffs.empty() || handoffs.back().due_at == Instant::latest()
                   ? std::nullopt
                   : std::optional(handoffs.back().due_at);
    }

    // Marketing answers whoever rejected; sales answers whoever disputed.
    void answered(const ledger::RecordChanged& what) {
        const auto answer = handoff::find_answer(text_in(what.properties, "answer"));
        const ContactId contact = contact_in(what.properties);
        if (!answer) {
            return;
        }
        const bool of_sales = handoff::team_of(*answer) == agreement::Team::sales;
        tell(of_sales ? disputed_by(what.key) : rejected_by(contact, instant_of_key(what.key)),
             {.kind = *answer == handoff::Answer::disputed ? NoticeKind::disputed
                                                           : NoticeKind::answered,
              .contact = contact,
              .word = std::string(handoff::name(*answer))});
    }

    // Reopened, the rejection is void already.
    [[nodiscard]] std::string rejected_by(ContactId id, Instant at) const {
        const ledger::Contact* contact = timeline_.find(id);
        if (contact == nullptr) {
            return {};
        }
        for (const ledger::HandoffFact& fact : contact->all().handoffs) {
            if (fact.at == at && fact.step == HandoffStep::rejected) {
                const std::string& by = timeline_.dictionary().name(fact.by);
                return find_user(timeline_, by, now_) ? by
                                                      : timeline_.dictionary().name(fact.owner);
            }
        }
        return {};
    }

    [[nodiscard]] std::string disputed_by(const std::string& key) const {
        const auto* record = timeline_.find_record("rejection", key);
        const ledger::Code name = timeline_.dictionary().find_name("answer");
        const ledger::Changes* changes =
            record == nullptr ? nullptr : record->properties.find(name);
        std::string by;
        if (changes == nullptr) {
            return by;
        }
        for (const ledger::Change& change : *changes) {
            const Value& said = timeline_.dictionary().value(change.value);
            if (!change.voided && change.order < event_->order &&
                said == Value(std::string("disputed"))) {
                by = timeline_.dictionary().name(change.by);
            }
        }
        return by;
    }

    void called(const ledger::RecordChanged& what) {
        const Value* value = find(what.properties, "mentions");
        const auto* people =
            value == nullptr ? nullptr : std::get_if<std::vector<std::string>>(value);
        if (people == nullptr) {
            return;
        }
        for (const std::string& person : *people) {
            tell(person,
                 {.kind = NoticeKind::mentioned,
                  .contact = contact_in(what.properties),
                  .subject = what.key});
        }
    }

    // Who leads both sides.
    void sign(const ledger::RecordChanged& what) {
        if (text_in(what.properties, "state") != "open") {
            return;
        }
        for (const User& user : list_users(timeline_, now_)) {
            if (user.role == "lead" || user.role == "manager") {
                tell(user.email, {.kind = NoticeKind::sign_opened, .subject = what.key});
            }
        }
    }

    void reminded(const ledger::RecordChanged& what) {
        const auto* task = timeline_.find_record("task", what.key);
        if (task == nullptr) {
            return;
        }
        const Value due = timeline_.value(task->properties, "due_at", Instant::latest());
        const auto* at = std::get_if<Instant>(&due);
        tell(text_of(timeline_, task->properties, "owner", Instant::latest()),
             {.kind = NoticeKind::task_due,
              .contact = {number_of(
                  text_of(timeline_, task->properties, "contact", Instant::latest()))},
              .subject = what.key,
              .due_at = at == nullptr ? std::nullopt : std::optional(*at)});
    }

    const Workspace::View& view_;
    const ledger::Timeline& timeline_;
    Batch& batch_;
    const Instant now_;
    const ledger::Event* event_ = nullptr;
    std::optional<TimeZone> zone_;
    std::set<std::pair<ContactId, Instant>> told_late_;
    std::vector<Notice> notices_;
    Withdrawn withdrawn_;
};

}  // namespace

void give_notice(const Workspace::View& view, Batch& batch, Instant now) {
    if (batch.events.empty()) {
        return;
    }
    // Receipts rise strictly, so what was recorded may lie a little ahead of the clock.
    Noticing noticing(view, batch, std::max(now, batch.events.back().received));
    for (const ledger::Event& event : batch.events) {
        noticing.look(event);
    }
    noticing.finish();
}

}  // namespace baton::engine
