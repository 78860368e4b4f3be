#include "engine/handoff_card.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/handoff_commands.hpp"
#include "engine/offers.hpp"
#include "engine/people.hpp"
#include "engine/survivors.hpp"
#include "engine/wording.hpp"
#include "handoff/offered.hpp"
#include "handoff/transition.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t engaged_max = 8;

std::optional<std::string> if_any(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::vector<HandoffMade> history_of(const ledger::Timeline& timeline,
                                    const ledger::Contact& contact) {
    std::vector<HandoffMade> history;
    const ledger::Dictionary& dictionary = timeline.dictionary();
    for (const ledger::HandoffFact& fact : contact.all().handoffs) {
        if (fact.voided) {
            continue;
        }
        history.push_back({.at = fact.at,
                           .state = std::string(handoff::name(fact.step)),
                           .by = if_any(actor_words(timeline, dictionary.name(fact.by), fact.at)),
                           .reason = if_any(dictionary.name(fact.reason)),
                           .note = {}});
    }
    return history;
}

std::optional<HandoffCompany> company_of(const ledger::Timeline& timeline,
                                         const ledger::Contact& contact,
                                         Instant now) {
    const ledger::Company* company = timeline.company_of(contact, now);
    if (company == nullptr) {
        return std::nullopt;
    }
    return HandoffCompany{
        .id = std::to_string(company->id.value),
        .name = company_name(timeline, *company, now),
        .properties = property_views(timeline,
                                     company->properties,
                                     {.record = "company", .at = now, .zone = TimeZone::utc()})};
}

// Why this rep: the same rules that chose them, read back from what they left.
std::string because_of_owner(const Workspace::View& view,
                             const ledger::Contact& contact,
                             const std::string& owner,
                             Instant at) {
    const ledger::Timeline& timeline = view.timeline;
    const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest(), true);
    if (last != nullptr && last->step == ledger::HandoffStep::reassigned) {
        return "given to you by " + actor_words(timeline, timeline.dictionary().name(last->by), at);
    }
    const auto version = view.live.chain().in_force(at);
    const auto* terms = version && view.live.chain().version(*version).agreement->handoff
                            ? &*view.live.chain().version(*version).agreement->handoff
                            : nullptr;
    if (terms == nullptr) {
        return {};
    }
    const ledger::Company* company = timeline.company_of(contact, at);
    if (terms->to.prefer == "company.owner" && company != nullptr &&
        text_of(timeline, company->properties, "owner", at) == owner) {
        return "you own " + company_name(timeline, *company, at);
    }
    if (terms->to.prefer == "contact.owner" &&
        text_of(timeline, contact.all().properties, "owner", at) == owner) {
        return "you own the contact";
    }
    return terms->to.by == agreement::Receiver::By::least_loaded
               ? "you had the fewest open handoffs"
               : "it was your turn";
}

// What was written down when the present owner got it; nothing for imported histories.
std::optional<handoff::Offered> written_for(const ledger::Timeline& timeline,
                                            const ledger::Contact& contact) {
    const auto* last = ledger::Timeline::last_handoff(contact, Instant::latest(), true);
    const bool named = last != nullptr && (last->step == ledger::HandoffStep::reassigned ||
                                           last->step == ledger::HandoffStep::offered);
    if (named) {
        return handoff::find_offered(timeline, contact, last->at);
    }
    const auto& facts = contact.all().handoffs;
    for (auto fact = facts.rbegin(); fact != facts.rend(); ++fact) {
        const bool gives = fact->step == ledger::HandoffStep::reassigned ||
                           fact->step == ledger::HandoffStep::offered;
        if (!fact->voided && gives) {
            return handoff::find_offered(timeline, contact, fact->at);
        }
    }
    return std::nullopt;
}

// What was written down, said to the owner.
std::string said_to_owner(const ledger::Timeline& timeline,
                          const ledger::Contact& contact,
                          const std::string& because,
                          Instant at) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words{
        {{"next in turn", "it was your turn"},
         {"fewest open handoffs", "you had the fewest open handoffs"},
         {"owns the contact", "you own the contact"},
         {"named in the agreement", "the agreement names you"},
         {"the owner of last resort", "nobody else could take it"}}};
    const ledger::Company* company = timeline.company_of(contact, at);
    if (because == "owns the company" && company != nullptr) {
        return "you own " + company_name(timeline, *company, at);
    }
    const auto* const found =
        std::ranges::find(words, because, &std::pair<std::string_view, std::string_view>::first);
    return found == words.end() ? because : std::string(found->second);
}

// Since the last handoff began.
std::vector<HandoffEscalation> escalations_of(const ledger::Timeline& timeline,
                                              const ledger::Contact& contact,
                                              Instant since,
                                              Instant now) {
    std::vector<HandoffEscalation> escalations;
    for (const ledger::Record* record : timeline.records_of("escalation")) {
        const auto text = [&](std::string_view name) {
            return text_of(timeline, record->properties, name, Instant::latest());
        };
        const Value due = timeline.value(record->properties, "due_at", Instant::latest());
        const auto* at = std::get_if<Instant>(&due);
        if (at == nullptr || *at < since ||
            survivor_of(timeline, text("contact"), Instant::latest()) != contact.id) {
            continue;
        }
        escalations.push_back({.action = text("action"),
                               .due_at = *at,
                               .to = user_ref(timeline, text("to"), now),
                               .outcome = if_any(text("outcome"))});
    }
    std::ranges::stable_sort(escalations, {}, &HandoffEscalation::due_at);
    return escalations;
}

std::vector<TimelineItem> engaged_of(const Workspace::View& view,
                                     const ledger::Contact& contact,
                                     Instant as_of) {
    TimelinePage page = timeline_items(
        view,
        contact,
        {.filter = TimelineFilter::touches, .as_of = as_of, .after = {}, .limit = 4 * engaged_max});
    std::erase_if(page.items, [](const TimelineItem& item) { return item.team == "sales"; });
    page.items.resize(std::min(page.items.size(), engaged_max));
    return std::move(page.items);
}

}  // namespace

Result<HandoffCard> handoff_card(const Workspace::View& view, ContactId id, Instant now) {
    const ledger::Contact* contact = view.timeline.find(id);
    const bool exists = contact != nullptr && contact->created() && !contact->deleted();
    auto handoff = exists ? current_handoff_view(view, *contact, now) : std::nullopt;
    if (!handoff) {
        return fail(Failure::not_found, "There is no handoff of this contact.");
    }
    const auto why = explain_stage(
        view, *contact, {.stage = handoff->stage, .at = handoff->offered_at, .now = now});
    const std::string owner = handoff->owner ? handoff->owner->id : std::string();
    const auto written = written_for(view.timeline, *contact);
    const bool by_baton = written && !written->because.empty();
    return HandoffCard{
        .handoff = *handoff,
        .why_tree = why ? std::optional(why->tree) : std::nullopt,
        .engaged = engaged_of(view, *contact, Instant::latest()),
        .company = company_of(view.timeline, *contact, now),
        .yours_because = if_any(
            by_baton ? said_to_owner(view.timeline, *contact, written->because, handoff->offered_at)
                     : because_of_owner(view, *contact, owner, handoff->offered_at)),
        .trace = written ? written->trace : std::vector<std::string>{},
        .escalations = escalations_of(view.timeline, *contact, handoff->offered_at, now),
        .reasons = agreed_reasons(view.live.chain(), now),
        .history = history_of(view.timeline, *contact),
        .feedback = feedback_of(view, *contact, now)};
}

}  // namespace baton::engine
