// What a message says when it is sent.
#include "engine/messages.hpp"

#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cstdint>
#include <fmt/core.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "engine/outbound.hpp"
#include "engine/people.hpp"
#include "engine/refs.hpp"
#include "engine/wording.hpp"
#include "goals/signs.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

namespace {

namespace json = boost::json;

json::object members_of(std::string_view body) {
    boost::system::error_code error;
    const json::value value = json::parse(json::string_view(body.data(), body.size()), error);
    const auto* object = error ? nullptr : value.if_object();
    return object == nullptr ? json::object() : *object;
}

std::string text_in(const json::object& members, std::string_view name) {
    const auto* value = members.if_contains(json::string_view(name.data(), name.size()));
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// What records are called now, by the ids that a message holds.
class Names {
public:
    Names(const ledger::Timeline& timeline, Instant now) : timeline_(timeline), now_(now) {}

    [[nodiscard]] std::string contact(std::string_view id) const {
        const auto* contact = timeline_.find(ContactId{number_of(id)});
        return contact == nullptr ? std::string() : contact_name(timeline_, *contact, now_);
    }

    [[nodiscard]] std::string company(std::string_view id) const {
        const auto* company = timeline_.find(CompanyId{number_of(id)});
        return company == nullptr ? std::string() : company_name(timeline_, *company, now_);
    }

    [[nodiscard]] std::string company_of(std::string_view contact_id) const {
        const auto* contact = timeline_.find(ContactId{number_of(contact_id)});
        const auto* company = contact == nullptr ? nullptr : timeline_.company_of(*contact, now_);
        return company == nullptr ? std::string() : company_name(timeline_, *company, now_);
    }

    [[nodiscard]] std::string deal(std::string_view id) const {
        const auto* deal = timeline_.find(DealId{number_of(id)});
        return deal == nullptr ? std::string() : deal_name(timeline_, *deal, now_);
    }

    [[nodiscard]] std::string amount(std::string_view deal_id) const {
        const auto* deal = timeline_.find(DealId{number_of(deal_id)});
        if (deal == nullptr) {
            return {};
        }
        const Value value = timeline_.value(deal->properties, "amount", now_);
        return std::holds_alternative<Money>(value) ? value_words(value) : std::string();
    }

    [[nodiscard]] std::string person(std::string_view email) const {
        return email.empty() ? std::string() : display_name(timeline_, email, now_);
    }

    [[nodiscard]] std::string task(std::string_view key) const {
        const auto* task = timeline_.find_record("task", key);
        return task == nullptr ? std::string()
                               : text_of(timeline_, task->properties, "title", now_);
    }

    [[nodiscard]] std::string task_owner(std::string_view key) const {
        const auto* task = timeline_.find_record("task", key);
        return task == nullptr ? std::string()
                               : text_of(timeline_, task->properties, "owner", now_);
    }

private:
    const ledger::Timeline& timeline_;
    Instant now_;
};

json::object named(std::string_view id, std::string_view name) {
    json::object object{{"id", id}};
    if (!name.empty()) {
        object["name"] = name;
    }
    return object;
}

json::object data_of(const json::object& members, const Names& names) {
    json::object data;
    for (const auto& [key, value] : members) {
        const std::string id = text_in(members, {key.data(), key.size()});
        if (key == "contact") {
            json::object contact = named(id, names.contact(id));
            if (const std::string company = names.company_of(id); !company.empty()) {
                contact["company"] = company;
            }
            data["contact"] = std::move(contact);
        } else if (key == "company") {
            data["company"] = named(id, names.company(id));
        } else if (key == "deal") {
            json::object deal = named(id, names.deal(id));
            if (const std::string amount = names.amount(id); !amount.empty()) {
                deal["amount"] = amount;
            }
            data["deal"] = std::move(deal);
        } else if (key == "task") {
            data["task"] = named(id, names.task(id));
            data["owner"] = named(names.task_owner(id), names.person(names.task_owner(id)));
        } else if (key == "owner") {
            data["owner"] = named(id, names.person(id));
        } else {
            data[key] = value;
        }
    }
    return data;
}

std::string because(std::string_view reason) {
    return reason.empty() ? std::string() : fmt::format(": {}", reason);
}

std::string handoff_line(std::string_view step,
                         std::string_view who,
                         std::string_view owner,
                         std::string_view reason) {
    if (step == "offered") return fmt::format("{} is handed to {}", who, owner);
    if (step == "accepted") return fmt::format("{} accepted {}", owner, who);
    if (step == "rejected") return fmt::format("{} rejected {}{}", owner, who, because(reason));
    if (step == "recycled") return fmt::format("{} recycled {}{}", owner, who, because(reason));
    if (step == "reassigned") return fmt::format("{} belongs to {} now", who, owner);
    if (step == "breached") return fmt::format("{} waits too long for {}", who, owner);
    if (step == "converted") return fmt::format("{} became a deal of {}", who, owner);
    if (step == "escalated") return fmt::format("{} is told that {} waits", owner, who);
    return fmt::format("The handoff of {} is {}{}", who, step, because(reason));
}

std::string deal_line(std::string_view what, std::string_view deal, std::string_view amount) {
    const std::string worth = amount.empty() ? std::string() : fmt::format(", {}", amount);
    if (what == "created") return fmt::format("New deal: {}{}", deal, worth);
    if (what == "won") return fmt::format("Won: {}{}", deal, worth);
    if (what == "lost") return fmt::format("Lost: {}{}", deal, worth);
    if (what == "reopened") return fmt::format("Open again: {}{}", deal, worth);
    return fmt::format("{} was changed", deal);
}

std::string line_of(std::string_view type, const json::object& members, const Names& names) {
    const std::string id = text_in(members, "contact");
    const std::string company = names.company_of(id);
    const std::string name = names.contact(id);
    const std::string who = company.empty() ? name : fmt::format("{} ({})", name, company);
    const auto after_dot = type.substr(type.find('.') + 1);
    if (type.starts_with("handoff.")) {
        return handoff_line(
            after_dot, who, names.person(text_in(members, "owner")), text_in(members, "reason"));
    }
    if (type.starts_with("deal.")) {
        const std::string deal = text_in(members, "deal");
        return deal_line(after_dot, names.deal(deal), names.amount(deal));
    }
    if (type == "contact.created") return fmt::format("New contact: {}", who);
    if (type == "contact.merged") return fmt::format("Two contacts are one: {}", who);
    if (type == "contact.deleted") return "A contact was deleted";
    if (type == "stage.entered") return fmt::format("{} is {} now", who, text_in(members, "stage"));
    if (type == "company.changed") {
        return fmt::format("{} was changed", names.company(text_in(members, "company")));
    }
    if (type == "task.reminder") {
        const std::string task = text_in(members, "task");
        return fmt::format("{}: {}", names.person(names.task_owner(task)), names.task(task));
    }
    if (type == "agreement.signed") {
        return fmt::format("{} signed version {} of the agreement for {}",
                           names.person(text_in(members, "owner")),
                           text_in(members, "version"),
                           text_in(members, "team"));
    }
    if (type == "sign.opened" || type == "sign.closed") {
        const goals::Sign* sign = goals::find_sign(text_in(members, "sign"));
        const std::string title(sign == nullptr ? "a sign" : sign->title);
        return fmt::format("Warning sign {}: {}", after_dot, title);
    }
    if (type == test_type) return "Baton can reach you here.";
    return fmt::format("{} was changed", who);
}

// Names of people and companies are theirs to choose: what a chat would read as a link or a call to
// everybody is taken apart.
std::string slack_text(std::string_view line) {
    std::string text;
    for (const char letter : line) {
        switch (letter) {
            case '&': text += "&amp;"; break;
            case '<': text += "&lt;"; break;
            case '>': text += "&gt;"; break;
            case '@': text += "@\u200B"; break;
            case '[': text += "[\u200B"; break;
            default: text += letter;
        }
    }
    return text;
}

// A run of text is shown as it is; a block of text would be read as Markdown.
json::object card_of(std::string_view line) {
    const json::object run{{"type", "TextRun"}, {"text", line}};
    const json::object block{{"type", "RichTextBlock"}, {"inlines", json::array{run}}};
    const json::object card{{"type", "AdaptiveCard"},
                            {"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
                            {"version", "1.4"},
                            {"body", json::array{block}}};
    const json::object attachment{{"contentType", "application/vnd.microsoft.card.adaptive"},
                                  {"content", card}};
    return {{"type", "message"}, {"attachments", json::array{attachment}}};
}

}  // namespace

std::string message_text(const ledger::Timeline& timeline,
                         const MessageText& message,
                         Webhook::Format format,
                         Instant now) {
    const json::object members = members_of(message.body);
    const Names names(timeline, now);
    switch (format) {
        case Webhook::Format::slack:
            return json::serialize(
                json::object{{"text", slack_text(line_of(message.type, members, names))}});
        case Webhook::Format::teams:
            return json::serialize(card_of(line_of(message.type, members, names)));
        case Webhook::Format::standard: break;
    }
    return json::serialize(json::object{{"type", message.type},
                                        {"timestamp", render(message.at)},
                                        {"data", data_of(members, names)}});
}

}  // namespace baton::engine
