// Which messages a group of commands makes.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/batch.hpp"
#include "engine/messages.hpp"
#include "engine/outbound.hpp"
#include "ledger/event.hpp"
#include "ledger/json_text.hpp"
#include "ledger/timeline.hpp"
#include "ledger/words.hpp"

namespace baton::engine {

namespace {

constexpr std::array types{
    MessageType{.name = "contact.created", .meaning = "Somebody is new"},
    MessageType{.name = "contact.changed", .meaning = "Something is known about a contact"},
    MessageType{.name = "contact.merged", .meaning = "Two contacts are one"},
    MessageType{.name = "contact.deleted", .meaning = "A contact was deleted"},
    MessageType{.name = "company.changed", .meaning = "Something is known about a company"},
    MessageType{.name = "stage.entered", .meaning = "A contact came to a stage of the agreement"},
    MessageType{.name = "handoff.offered", .meaning = "A contact was handed to a rep"},
    MessageType{.name = "handoff.accepted", .meaning = "A rep accepted"},
    MessageType{.name = "handoff.rejected", .meaning = "A rep rejected, and said why"},
    MessageType{.name = "handoff.recycled", .meaning = "A rep gave a contact back to marketing"},
    MessageType{.name = "handoff.reassigned", .meaning = "A handoff has another owner"},
    MessageType{.name = "handoff.expired", .meaning = "A handoff was taken from its owner"},
    MessageType{.name = "handoff.converted", .meaning = "A handoff became a deal"},
    MessageType{.name = "handoff.withdrawn", .meaning = "A handoff was withdrawn"},
    MessageType{.name = "handoff.disqualified",
                .meaning = "A handed over contact was disqualified"},
    MessageType{.name = "handoff.breached", .meaning = "A promised time has passed"},
    MessageType{.name = "handoff.escalated", .meaning = "Somebody is told that a handoff waits"},
    MessageType{.name = "deal.created", .meaning = "A deal was opened"},
    MessageType{.name = "deal.changed", .meaning = "Something about a deal is another"},
    MessageType{.name = "deal.won", .meaning = "A deal was won"},
    MessageType{.name = "deal.lost", .meaning = "A deal was lost"},
    MessageType{.name = "deal.reopened", .meaning = "A won or lost deal is open again"},
    MessageType{.name = "task.reminder", .meaning = "A task reminds its owner"},
    MessageType{.name = "agreement.signed",
                .meaning = "Somebody signed a version of the agreement"},
    MessageType{.name = "sign.opened", .meaning = "A warning sign of misalignment opened"},
    MessageType{.name = "sign.closed", .meaning = "A warning sign closed again"},
};

constexpr std::int64_t news_micros = day_micros;

using Members = std::vector<std::pair<std::string_view, std::string>>;

std::string body_of(const Members& members) {
    std::string text;
    ledger::ObjectText object(text);
    for (const auto& [name, value] : members) {
        if (!value.empty()) {
            object.text(name, value);
        }
    }
    object.close();
    return text;
}

template <typename Tag>
std::string text_of(Id<Tag> id) {
    return std::to_string(id.value);
}

std::string names_of(const ledger::Properties& properties) {
    std::string names;
    for (const auto& [name, value] : properties) {
        names += (names.empty() ? "" : ",") + name;
    }
    return names;
}

std::string property_text(const ledger::Properties& properties, std::string_view name) {
    const auto found = std::ranges::find(properties, name, &std::pair<std::string, Value>::first);
    const auto* text =
        found == properties.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text == nullptr ? std::string() : *text;
}

bool holds(const ledger::Properties& properties, std::string_view name) {
    return std::ranges::find(properties, name, &std::pair<std::string, Value>::first) !=
           properties.end();
}

class Announcer {
public:
    Announcer(const ledger::Timeline& timeline, const Outbound& outbound, Batch& batch)
        : timeline_(timeline), outbound_(outbound), batch_(batch) {}

    void announce(const ledger::Event& event) {
        if (batch_.quiet.contains(event.cause)) {
            note_quiet(event.what);
        } else if (is_news(event.at, event.received)) {
            event_ = &event;
            std::visit(*this, event.what);
        }
    }

    void announce(const StageEntered& entered, Instant now) {
        if (is_news(entered.at, now) && !quiet_.contains(entered.contact)) {
            tell("stage.entered",
                 {{"contact", text_of(entered.contact)}, {"stage", entered.stage}});
        }
    }

    void operator()(const ledger::ContactCreated& what) {
        tell("contact.created", {{"contact", text_of(what.contact)}});
    }

    void operator()(const ledger::ContactChanged& what) {
        tell("contact.changed",
             {{"contact", text_of(what.contact)}, {"properties", names_of(what.properties)}});
    }

    void operator()(const ledger::CompanyChanged& what) {
        tell("company.changed",
             {{"company", text_of(what.company)}, {"properties", names_of(what.properties)}});
    }

    void operator()(const ledger::RecordChanged& what) {
        if (what.record == "breach") {
            tell("handoff.breached",
                 {{"contact", property_text(what.properties, "contact")},
                  {"owner", property_text(what.properties, "owner")},
                  {"clock", property_text(what.properties, "kind")}});
        } else if (what.record == "escalation") {
            tell("handoff.escalated",
                 {{"contact", property_text(what.properties, "contact")},
                  {"owner", property_text(what.properties, "to")},
                  {"action", property_text(what.properties, "action")}});
        } else if (what.record == "sign") {
            tell(property_text(what.properties, "state") == "open" ? "sign.opened" : "sign.closed",
                 {{"sign", what.key}, {"subjects", property_text(what.properties, "subjects")}});
        } else if (what.record == "task" && holds(what.properties, "reminded_at")) {
            tell("task.reminder", {{"task", what.key}});
        } else if (what.record == "signature" && !property_text(what.properties, "by").empty()) {
            tell("agreement.signed",
                 {{"version", property_text(what.properties, "version")},
                  {"team", property_text(what.properties, "for")},
                  {"owner", event_->by}});
        }
    }

    void operator()(const ledger::Merged& what) {
        tell("contact.merged", {{"contact", text_of(what.into)}, {"merged", text_of(what.from)}});
    }

    void operator()(const ledger::HandoffMoved& what) {
        tell("handoff." + std::string(ledger::name(what.step)),
             {{"contact", text_of(what.contact)}, {"owner", what.owner}, {"reason", what.reason}});
    }

    void operator()(const ledger::DealChanged& what) {
        const ledger::Deal* deal = timeline_.find(what.deal);
        if (deal == nullptr) {
            return;
        }
        const Members named{{"deal", text_of(what.deal)},
                            {"properties", names_of(what.properties)}};
        const auto* before = ledger::Timeline::status(*deal, plus(event_->at, -1));
        const bool is_other =
            what.status_given && (before == nullptr || before->status != what.status);
        tell(before == nullptr ? "deal.created" : "deal.changed", named);
        if (is_other && what.status != ledger::DealStatus::open) {
            tell(what.status == ledger::DealStatus::won ? "deal.won" : "deal.lost", named);
        } else if (is_other && before != nullptr) {
            tell("deal.reopened", named);
        }
    }

    void operator()(const ledger::Deleted& what) {
        tell("contact.deleted", {{"contact", text_of(what.contact)}});
    }

    void operator()(const ledger::CompanySet& /*what*/) {}

    void operator()(const ledger::Touched& /*what*/) {}

    void operator()(const ledger::Linked& /*what*/) {}

    void operator()(const ledger::Placed& /*what*/) {}

    void operator()(const ledger::RateSet& /*what*/) {}

    void operator()(const ledger::Voided& /*what*/) {}

private:
    static bool is_news(Instant at, Instant known) { return plus(at, news_micros) >= known; }

    // Nor of the stage to which it brought them.
    void note_quiet(const ledger::What& what) {
        if (const auto* created = std::get_if<ledger::ContactCreated>(&what)) {
            quiet_.insert(created->contact);
        } else if (const auto* changed = std::get_if<ledger::ContactChanged>(&what)) {
            quiet_.insert(changed->contact);
        }
    }

    void tell(std::string_view type, const Members& members) {
        const auto [found, is_new] = receivers_.try_emplace(std::string(type));
        if (is_new) {
            found->second = outbound_.receivers(type);
        }
        if (!found->second.empty()) {
            batch_.outgoing.push_back(
                {.type = std::string(type), .body = body_of(members), .receivers = found->second});
        }
    }

    const ledger::Timeline& timeline_;
    const Outbound& outbound_;
    Batch& batch_;
    const ledger::Event* event_ = nullptr;
    std::set<ContactId> quiet_;
    std::map<std::string, std::vector<std::int64_t>, std::less<>> receivers_;
};

}  // namespace

std::span<const MessageType> message_types() {
    return types;
}

void announce(const ledger::Timeline& timeline, const Outbound& outbound, Batch& batch) {
    if (outbound.empty() || (batch.events.empty() && batch.entered.empty())) {
        return;
    }
    Announcer announcer(timeline, outbound, batch);
    for (const ledger::Event& event : batch.events) {
        announcer.announce(event);
    }
    const Instant now = batch.events.empty() ? Instant::earliest() : batch.events.back().received;
    for (const StageEntered& entered : batch.entered) {
        announcer.announce(entered, now);
    }
}

}  // namespace baton::engine
