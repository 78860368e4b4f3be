#include "demo/rendering.hpp"

#include <array>
#include <cstddef>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <utility>

#include "base/id.hpp"
#include "demo/catalogue.hpp"
#include "demo/setting.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

namespace {

using ledger::Actor;
using ledger::Direction;
using ledger::Trust;
using std::string_view_literals::operator""sv;

constexpr std::array outcomes{"no answer"sv, "reached"sv, "left a message"sv, "wants a demo"sv};

struct Look {
    std::string_view kind;
    Direction direction = Direction::in;
    Trust trust = Trust::anonymous;
};

Look look_of(Kind kind) {
    switch (kind) {
        case Kind::page_view: return {.kind = "page_view"};
        case Kind::ad_clicked: return {.kind = "Ad Clicked"};
        case Kind::form_submitted: return {.kind = "Form Submitted"};
        case Kind::demo_requested: return {.kind = "Demo Requested"};
        case Kind::email_delivered:
            return {.kind = "Email Delivered", .direction = Direction::out, .trust = Trust::server};
        case Kind::email_opened: return {.kind = "Email Opened", .trust = Trust::known};
        case Kind::email_link_clicked: return {.kind = "Email Link Clicked", .trust = Trust::known};
        case Kind::webinar_registered: return {.kind = "Webinar Registered"};
        case Kind::webinar_attended: return {.kind = "Webinar Attended", .trust = Trust::server};
        case Kind::content_viewed: return {.kind = "Content Viewed"};
        case Kind::content_downloaded: return {.kind = "Content Downloaded"};
        case Kind::content_shared:
            return {.kind = "Content Shared", .direction = Direction::out, .trust = Trust::server};
        case Kind::call_logged:
            return {.kind = "Call Logged", .direction = Direction::out, .trust = Trust::server};
        case Kind::email_logged:
            return {.kind = "Email Logged", .direction = Direction::out, .trust = Trust::server};
        case Kind::meeting_held:
            return {.kind = "Meeting Held", .direction = Direction::in, .trust = Trust::server};
    }
    return {};
}

ledger::Fields fields_of(const PlannedTouch& touch) {
    ledger::Fields fields;
    if (touch.kind == Kind::page_view) {
        fields.emplace_back("path", std::string(path(touch.path)));
    }
    if (touch.channel >= 0) {
        fields.emplace_back("channel", std::string(name(static_cast<Channel>(touch.channel))));
    }
    if (touch.campaign >= 0) {
        fields.emplace_back(
            "campaign", std::string(campaigns()[static_cast<std::size_t>(touch.campaign)].name));
    }
    if (touch.asset >= 0) {
        fields.emplace_back("asset",
                            std::string(assets()[static_cast<std::size_t>(touch.asset)].name));
    }
    if (touch.outcome >= 0 && touch.kind != Kind::meeting_held) {
        fields.emplace_back("outcome",
                            std::string(outcomes.at(static_cast<std::size_t>(touch.outcome))));
    }
    return fields;
}

}  // namespace

ledger::Draft rendered(const Setting& setting, const PlannedTouch& touch, std::size_t number) {
    const Look look = look_of(touch.kind);
    ledger::Touched touched{.contact = {},
                            .visitor = {},
                            .kind = std::string(look.kind),
                            .fields = fields_of(touch),
                            .message_id = fmt::format("demo-{}", number),
                            .actor = touch.scanner ? Actor::scanner : Actor::human,
                            .trust = look.trust,
                            .direction = look.direction};
    if (touch.lone_visitor) {
        touched.visitor = {touch.subject};
    } else {
        const Person& person = setting.people[static_cast<std::size_t>(touch.subject)];
        if (touch.at < person.known_at) {
            touched.visitor = person.visitor;
        } else {
            touched.contact = person.id;
        }
    }
    const std::string_view by = touch.rep >= 0 ? reps()[static_cast<std::size_t>(touch.rep)] : ""sv;
    return {.at = touch.at, .by = std::string(by), .cause = {}, .what = std::move(touched)};
}

}  // namespace baton::demo
