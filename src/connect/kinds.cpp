#include "connect/kinds.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
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
    StandardKind{"page_view", "Looked at a page", KindIcon::page, in},
    StandardKind{"screen_view", "Looked at a screen of the app", KindIcon::page, in},
    StandardKind{"Session Started", "Came to the site", KindIcon::page, in},
    StandardKind{"Email Sent", "Was sent an e-mail", KindIcon::email, out},
    StandardKind{"Email Delivered", "Received an e-mail", KindIcon::email, out},
    StandardKind{"Email Opened", "Opened an e-mail", KindIcon::email, in},
    StandardKind{"Email Link Clicked", "Clicked a link in an e-mail", KindIcon::email, in},
    StandardKind{"Email Replied", "Answered an e-mail", KindIcon::email, in},
    StandardKind{"Email Bounced", "An e-mail came back", KindIcon::email, out},
    StandardKind{"Email Marked as Spam", "Marked an e-mail as spam", KindIcon::email, in},
    StandardKind{"Unsubscribed", "Unsubscribed", KindIcon::email, in},
    StandardKind{"Form Viewed", "Saw a form", KindIcon::form, in},
    StandardKind{"Form Submitted", "Filled in a form", KindIcon::form, in},
    StandardKind{"Demo Requested", "Asked for a demo", KindIcon::form, in},
    StandardKind{"Content Viewed", "Read content", KindIcon::content, in},
    StandardKind{"Content Downloaded", "Downloaded content", KindIcon::content, in},
    StandardKind{"Content Shared", "Was sent content by a rep", KindIcon::content, out},
    StandardKind{"Meeting Booked", "Booked a meeting", KindIcon::meeting, in},
    StandardKind{"Meeting Held", "Met with us", KindIcon::meeting, in},
    StandardKind{"Meeting Missed", "Did not come to a meeting", KindIcon::meeting, in},
    StandardKind{"Call Logged", "Was called", KindIcon::call, out},
    StandardKind{"Note Added", "A note was written", KindIcon::person, out},
    StandardKind{"Signed Up", "Signed up", KindIcon::product, in},
    StandardKind{"Signed In", "Signed in", KindIcon::product, in},
    StandardKind{"Signed Out", "Signed out", KindIcon::product, in},
    StandardKind{"Trial Started", "Started a trial", KindIcon::product, in},
    StandardKind{"Trial Ended", "The trial ended", KindIcon::product, out},
    StandardKind{"Account Created", "Created an account", KindIcon::product, in},
    StandardKind{"Account Deleted", "Deleted the account", KindIcon::product, in},
    StandardKind{"Invite Sent", "Invited a colleague", KindIcon::product, in},
    StandardKind{"Ad Clicked", "Clicked an ad", KindIcon::page, in},
    StandardKind{"Ad Shown", "Was shown an ad", KindIcon::page, out},
    StandardKind{"Contacts Merged", "Two contacts became one", KindIcon::person, out, false},
    StandardKind{"Contacts Split", "One contact became two again", KindIcon::person, out, false},
    StandardKind{"Stage Entered", "Entered a stage", KindIcon::person, out, false},
    StandardKind{"Consent Granted", "Gave consent", KindIcon::person, in, false},
    StandardKind{"Consent Withdrawn", "Withdrew consent", KindIcon::person, in, false},
    StandardKind{"Handoff Offered", "Was offered to sales", KindIcon::handoff, out, false},
    StandardKind{"Handoff Accepted", "Was accepted by sales", KindIcon::handoff, out, false},
    StandardKind{"Handoff Rejected", "Was rejected by sales", KindIcon::handoff, out, false},
    StandardKind{"Handoff Recycled", "Went back to marketing", KindIcon::handoff, out, false},
    StandardKind{
        "Handoff Expired", "Nobody answered the handoff in time", KindIcon::handoff, out, false},
    StandardKind{"Deal Created", "A deal was opened", KindIcon::deal, out, false},
    StandardKind{"Deal Won", "Became a customer", KindIcon::deal, out, false},
    StandardKind{"Deal Lost", "The deal was lost", KindIcon::deal, out, false},
    StandardKind{"Cost Recorded", "A cost was recorded", KindIcon::money, out, false},
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
