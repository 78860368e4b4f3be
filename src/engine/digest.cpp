#include "engine/digest.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/feedback_views.hpp"
#include "engine/home_views.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/settings.hpp"
#include "engine/sign_record.hpp"
#include "engine/two_way.hpp"
#include "engine/workspace.hpp"
#include "goals/period.hpp"
#include "goals/signs.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

using ledger::HandoffStep;
using Reasons = std::map<std::string, std::int64_t>;

bool within(const DigestAsk& ask, Instant at) {
    return at >= ask.from && at < ask.to;
}

bool is_theirs(const DigestAsk& ask, std::string_view owner) {
    return ask.owner.empty() || owner == ask.owner;
}

void count_step(HandoffStep step, const std::string& reason, DigestView& digest, Reasons& reasons) {
    switch (step) {
        case HandoffStep::offered: ++digest.offered; return;
        case HandoffStep::accepted: ++digest.accepted; return;
        case HandoffStep::rejected:
            ++digest.rejected;
            ++reasons[reason];
            return;
        case HandoffStep::recycled:
            ++digest.recycled;
            ++reasons[reason];
            return;
        case HandoffStep::expired:
        case HandoffStep::converted:
        case HandoffStep::withdrawn:
        case HandoffStep::disqualified:
        case HandoffStep::reassigned: return;
    }
}

// A contact's own facts: what was merged into another counts where it happened.
void count_facts(const ledger::Timeline& timeline,
                 const ledger::Contact& contact,
                 const DigestAsk& ask,
                 DigestView& digest,
                 Reasons& reasons) {
    for (const ledger::HandoffFact& fact : contact.own.handoffs) {
        if (!fact.voided && within(ask, fact.at) &&
            is_theirs(ask, timeline.dictionary().name(fact.owner))) {
            count_step(fact.step, timeline.dictionary().name(fact.reason), digest, reasons);
        }
    }
}

void count_waiting(const handoff::Handoff& handoff, const DigestAsk& ask, DigestView& digest) {
    const auto by_then = [&](const std::optional<Instant>& at) { return at && *at < ask.to; };
    const bool waits = handoff.offered_at < ask.to && !by_then(handoff.responded_at) &&
                       !by_then(handoff.accepted_at) && !by_then(handoff.closed_at);
    if (waits && is_theirs(ask, handoff.owner)) {
        ++digest.waiting;
        digest.waiting_late += handoff.due_at < ask.to ? 1 : 0;
    }
}

void count_contacts(const Workspace::View& view, const DigestAsk& ask, DigestView& digest) {
    Reasons reasons;
    for (const ledger::Contact& contact : view.timeline.contacts()) {
        count_facts(view.timeline, contact, ask, digest, reasons);
        if (contact.merged || contact.deleted() || contact.all().handoffs.empty()) {
            continue;
        }
        const auto handoffs = handoff::read_handoffs(view.timeline, contact, view.live.chain());
        if (!handoffs.empty()) {
            count_waiting(handoffs.back(), ask, digest);
        }
    }
    for (const auto& [reason, count] : reasons) {
        digest.reasons.push_back({.reason = reason, .count = count});
    }
    std::ranges::stable_sort(digest.reasons, std::ranges::greater{}, &ReturnCount::count);
}

Instant instant_of(const ledger::Timeline& timeline,
                   const ledger::Record& record,
                   std::string_view name) {
    const Value value = timeline.value(record.properties, name, Instant::latest());
    const auto* at = std::get_if<Instant>(&value);
    return at == nullptr ? Instant::earliest() : *at;
}

void count_breaches(const ledger::Timeline& timeline, const DigestAsk& ask, DigestView& digest) {
    for (const ledger::Record* breach : timeline.records_of("breach")) {
        const std::string owner = text_of(timeline, breach->properties, "owner", Instant::latest());
        if (within(ask, instant_of(timeline, *breach, "due_at")) && is_theirs(ask, owner)) {
            ++digest.late;
        }
    }
}

// When it was said, of the record's own changes.
void count_praise(const ledger::Timeline& timeline, const DigestAsk& ask, DigestView& digest) {
    const ledger::Code reason = timeline.dictionary().find_name("reason");
    for (const ledger::Record* praise : timeline.records_of("praise")) {
        const auto* said = ledger::Timeline::property(praise->properties, reason, plus(ask.to, -1));
        if (said != nullptr && within(ask, said->at)) {
            ++digest.praised;
        }
    }
}

void list_signs(const ledger::Timeline& timeline, Instant at, DigestView& digest) {
    for (const goals::Sign& sign : goals::signs()) {
        const auto state = recorded_sign(timeline, sign.key, at);
        if (state && state->open) {
            digest.signs.push_back({.key = std::string(sign.key),
                                    .title = std::string(sign.title),
                                    .since = state->since});
        }
    }
}

}  // namespace

DigestView digest_view(const Workspace::View& view, const DigestAsk& ask) {
    const ledger::Timeline& timeline = view.timeline;
    const Instant last = plus(ask.to, -1);
    DigestView digest{.from = ask.from, .to = ask.to, .owner = user_ref(timeline, ask.owner, last)};
    count_contacts(view, ask, digest);
    count_breaches(timeline, ask, digest);
    count_praise(timeline, ask, digest);
    list_signs(timeline, last, digest);
    const RejectionAsk unanswered{.filter = RejectionFilter::unanswered, .limit = 1, .now = ask.to};
    digest.unanswered = static_cast<std::int64_t>(list_rejections(view, unanswered).total);
    const TimeZone zone = settings_of(view, last).zone;
    const auto period = goals::period_of(zone.day_of(last), goals::Period::Kind::month);
    SlaView sla = two_way_sla(view, {.period = period, .now = ask.to, .as_of = last});
    digest.marketing = std::move(sla.marketing.promises);
    digest.sales = std::move(sla.sales.promises);
    return digest;
}

}  // namespace baton::engine
