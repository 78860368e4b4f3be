#include "connect/kinds.hpp"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

constexpr auto in = ledger::Direction::in;
constexpr auto out = ledger::Direction::out;

constexpr std::array kinds{
    StandardKind{
        .kind = "page_view", .title = "Looked at a page", .icon = KindIcon::page, .direction = in},
    StandardKind{.kind = "screen_view",
                 .title = "Looked at a screen of the app",
                 .icon = KindIcon::page,
                 .direction = in},
    StandardKind{.kind = "Session Started",
                 .title = "Came to the site",
                 .icon = KindIcon::page,
                 .direction = in},
    StandardKind{.kind = "Email Sent",
                 .title = "Was sent an e-mail",
                 .icon = KindIcon::email,
                 .direction = out},
    StandardKind{.kind = "Email Delivered",
                 .title = "Received an e-mail",
                 .icon = KindIcon::email,
                 .direction = out},
    StandardKind{.kind = "Email Opened",
                 .title = "Opened an e-mail",
                 .icon = KindIcon::email,
                 .direction = in},
    StandardKind{.kind = "Email Link Clicked",
                 .title = "Clicked a link in an e-mail",
                 .icon = KindIcon::email,
                 .direction = in},
    StandardKind{.kind = "Email Replied",
                 .title = "Answered an e-mail",
                 .icon = KindIcon::email,
                 .direction = in},
    StandardKind{.kind = "Email Bounced",
                 .title = "An e-mail came back",
                 .icon = KindIcon::email,
                 .direction = out},
    StandardKind{.kind = "Email Marked as Spam",
                 .title = "Marked an e-mail as spam",
                 .icon = KindIcon::email,
                 .direction = in},
    StandardKind{
        .kind = "Unsubscribed", .title = "Unsubscribed", .icon = KindIcon::email, .direction = in},
    StandardKind{
        .kind = "Form Viewed", .title = "Saw a form", .icon = KindIcon::form, .direction = in},
    StandardKind{.kind = "Form Submitted",
                 .title = "Filled in a form",
                 .icon = KindIcon::form,
                 .direction = in},
    StandardKind{.kind = "Demo Requested",
                 .title = "Asked for a demo",
                 .icon = KindIcon::form,
                 .direction = in},
    StandardKind{.kind = "Content Viewed",
                 .title = "Read content",
                 .icon = KindIcon::content,
                 .direction = in},
    StandardKind{.kind = "Content Downloaded",
                 .title = "Downloaded content",
                 .icon = KindIcon::content,
                 .direction = in},
    StandardKind{.kind = "Content Shared",
                 .title = "Was sent content by a rep",
                 .icon = KindIcon::content,
                 .direction = out},
    StandardKind{.kind = "Meeting Booked",
                 .title = "Booked a meeting",
                 .icon = KindIcon::meeting,
                 .direction = in},
    StandardKind{
        .kind = "Meeting Held", .title = "Met with us", .icon = KindIcon::meeting, .direction = in},
    StandardKind{.kind = "Meeting Missed",
                 .title = "Did not come to a meeting",
                 .icon = KindIcon::meeting,
                 .direction = in},
    StandardKind{
        .kind = "Call Logged", .title = "Was called", .icon = KindIcon::call, .direction = out},
    StandardKind{.kind = "Note Added",
                 .title = "A note was written",
                 .icon = KindIcon::person,
                 .direction = out},
    StandardKind{
        .kind = "Signed Up", .title = "Signed up", .icon = KindIcon::product, .direction = in},
    StandardKind{
        .kind = "Signed In", .title = "Signed in", .icon = KindIcon::product, .direction = in},
    StandardKind{
        .kind = "Signed Out", .title = "Signed out", .icon = KindIcon::product, .direction = in},
    StandardKind{.kind = "Trial Started",
                 .title = "Started a trial",
                 .icon = KindIcon::product,
                 .direction = in},
    StandardKind{.kind = "Trial Ended",
                 .title = "The trial ended",
                 .icon = KindIcon::product,
                 .direction = out},
    StandardKind{.kind = "Account Created",
                 .title = "Created an account",
                 .icon = KindIcon::product,
                 .direction = in},
    StandardKind{.kind = "Account Deleted",
                 .title = "Deleted the account",
                 .icon = KindIcon::product,
                 .direction = in},
    StandardKind{.kind = "Invite Sent",
                 .title = "Invited a colleague",
                 .icon = KindIcon::product,
                 .direction = in},
    StandardKind{
        .kind = "Ad Clicked", .title = "Clicked an ad", .icon = KindIcon::page, .direction = in},
    StandardKind{
        .kind = "Ad Shown", .title = "Was shown an ad", .icon = KindIcon::page, .direction = out},
    StandardKind{.kind = "Contacts Merged",
                 .title = "Two contacts became one",
                 .icon = KindIcon::person,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Contacts Split",
                 .title = "One contact became two again",
                 .icon = KindIcon::person,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Stage Entered",
                 .title = "Entered a stage",
                 .icon = KindIcon::person,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Consent Granted",
                 .title = "Gave consent",
                 .icon = KindIcon::person,
                 .direction = in,
                 .is_touch = false},
    StandardKind{.kind = "Consent Withdrawn",
                 .title = "Withdrew consent",
                 .icon = KindIcon::person,
                 .direction = in,
                 .is_touch = false},
    StandardKind{.kind = "Handoff Offered",
                 .title = "Was offered to sales",
                 .icon = KindIcon::handoff,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Handoff Accepted",
                 .title = "Was accepted by sales",
                 .icon = KindIcon::handoff,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Handoff Rejected",
                 .title = "Was rejected by sales",
                 .icon = KindIcon::handoff,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Handoff Recycled",
                 .title = "Went back to marketing",
                 .icon = KindIcon::handoff,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Handoff Expired",
                 .title = "Nobody answered the handoff in time",
                 .icon = KindIcon::handoff,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Deal Created",
                 .title = "A deal was opened",
                 .icon = KindIcon::deal,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Deal Won",
                 .title = "Became a customer",
                 .icon = KindIcon::deal,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Deal Lost",
                 .title = "The deal was lost",
                 .icon = KindIcon::deal,
                 .direction = out,
                 .is_touch = false},
    StandardKind{.kind = "Cost Recorded",
                 .title = "A cost was recorded",
                 .icon = KindIcon::money,
                 .direction = out,
                 .is_touch = false},
};

const std::unordered_map<std::string, const StandardKind*>& kinds_by_key() {
    static const auto index = [] {
        std::unordered_map<std::string, const StandardKind*> result;
        for (const auto& kind : kinds) {
            result.emplace(text::kind_key(kind.kind), &kind);
        }
        return result;
    }();
    return index;
}

// The last word of a path, for people: "/product/pricing-plans/" → "pricing plans".
std::string page_words(std::string_view path) {
    path = path.substr(0, path.find_first_of("?#"));
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    std::string words(path.substr(path.rfind('/') + 1));
    std::ranges::replace_if(words, [](char c) { return c == '-' || c == '_'; }, ' ');
    return words;
}

}  // namespace

std::string_view name(KindIcon icon) {
    switch (icon) {
        case KindIcon::page: return "page";
        case KindIcon::email: return "email";
        case KindIcon::form: return "form";
        case KindIcon::content: return "content";
        case KindIcon::meeting: return "meeting";
        case KindIcon::call: return "call";
        case KindIcon::product: return "product";
        case KindIcon::person: return "person";
        case KindIcon::deal: return "deal";
        case KindIcon::handoff: return "handoff";
        case KindIcon::money: return "money";
    }
    return {};
}

std::span<const StandardKind> standard_kinds() {
    return kinds;
}

const StandardKind* find_standard_kind(std::string_view kind) {
    const auto& index = kinds_by_key();
    const auto found = index.find(text::kind_key(kind));
    return found == index.end() ? nullptr : found->second;
}

ledger::Direction direction_of(std::string_view kind) {
    const auto* const standard = find_standard_kind(kind);
    return standard == nullptr ? ledger::Direction::in : standard->direction;
}

std::string title_of(std::string_view kind, std::string_view path) {
    const auto* const standard = find_standard_kind(kind);
    if (standard == nullptr) return std::string(kind);
    if (standard->kind != "page_view" || path.empty()) return std::string(standard->title);
    const auto words = page_words(path);
    return words.empty() ? std::string("Looked at the start page")
                         : fmt::format("Looked at {}", words);
}

std::string activity_kind(std::string_view type) {
    constexpr auto meanings = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"call", "Call Logged"},
        {"anruf", "Call Logged"},
        {"phone", "Call Logged"},
        {"meeting", "Meeting Held"},
        {"event", "Meeting Held"},
        {"termin", "Meeting Held"},
        {"demo", "Meeting Held"},
        {"email", "Email Sent"},
        {"e mail", "Email Sent"},
        {"note", "Note Added"},
        {"notiz", "Note Added"},
    });
    const auto key = text::kind_key(type);
    const auto* const found =
        std::ranges::find(meanings, key, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == meanings.end() ? type : found->second);
}

bool is_server_only(std::string_view kind) {
    constexpr std::array<std::string_view, 7> prefixes{"deal ",
                                                       "handoff ",
                                                       "agreement ",
                                                       "stage entered",
                                                       "cost recorded",
                                                       "consent ",
                                                       "contacts "};
    const auto key = text::kind_key(text::trimmed(kind));
    return std::ranges::any_of(prefixes, [&](auto prefix) { return key.starts_with(prefix); });
}

}  // namespace baton::connect
