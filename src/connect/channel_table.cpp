#include "connect/channel_table.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace baton::connect {
namespace {

using Meaning = std::pair<std::string_view, std::string_view>;

constexpr auto channel_by_medium = std::to_array<Meaning>({
    {"email", "email"},
    {"e mail", "email"},
    {"newsletter", "email"},
    {"mail", "email"},
    {"sms", "sms"},
    {"text", "sms"},
    {"push", "push"},
    {"affiliate", "affiliate"},
    {"affiliates", "affiliate"},
    {"partner", "affiliate"},
    {"display", "display"},
    {"banner", "display"},
    {"cpm", "display"},
    {"retargeting", "display"},
    {"video", "video"},
    {"print", "offline"},
    {"qr", "offline"},
    {"event", "offline"},
    {"offline", "offline"},
    {"paid social", "paid_social"},
    {"paidsocial", "paid_social"},
    {"social paid", "paid_social"},
    {"cpc", "paid_search"},
    {"ppc", "paid_search"},
    {"paid", "paid_search"},
    {"paid search", "paid_search"},
    {"paidsearch", "paid_search"},
    {"sem", "paid_search"},
    {"cpv", "paid_search"},
    {"cpa", "paid_search"},
    {"social", "organic_social"},
    {"organic social", "organic_social"},
    {"social network", "organic_social"},
    {"social media", "organic_social"},
    {"sm", "organic_social"},
    {"organic", "organic_search"},
    {"organic search", "organic_search"},
    {"referral", "referral"},
    {"link", "referral"},
    {"ai", "ai_assistant"},
});

constexpr auto channel_by_click_id = std::to_array<Meaning>({
    {"gclid", "paid_search"},
    {"wbraid", "paid_search"},
    {"gbraid", "paid_search"},
    {"msclkid", "paid_search"},
    {"dclid", "display"},
    {"li_fat_id", "paid_social"},
    {"ttclid", "paid_social"},
    {"twclid", "paid_social"},
    {"fbclid", "organic_social"},
    {"igshid", "organic_social"},
});

// Hosts, read in this order. "google." is that label anywhere; "t.co" is that host or one below it.
constexpr auto channel_by_host = std::to_array<Meaning>({
    {"mail.google.com", "email"},
    {"outlook.", "email"},
    {"mail.yahoo.", "email"},
    {"mail.", "email"},
    {"webmail.", "email"},
    {"com.google.android.gm", "email"},
    {"gemini.google.com", "ai_assistant"},
    {"copilot.microsoft.com", "ai_assistant"},
    {"chatgpt.", "ai_assistant"},
    {"openai.", "ai_assistant"},
    {"claude.ai", "ai_assistant"},
    {"perplexity.", "ai_assistant"},
    {"mistral.", "ai_assistant"},
    {"deepseek.", "ai_assistant"},
    {"you.com", "ai_assistant"},
    {"grok.", "ai_assistant"},
    {"meta.ai", "ai_assistant"},
    {"plus.google.com", "organic_social"},
    {"groups.google.com", "organic_social"},
    {"plus.url.google.com", "organic_social"},
    {"youtube.", "organic_social"},
    {"youtu.be", "organic_social"},
    {"google.", "organic_search"},
    {"com.google.android.googlequicksearchbox", "organic_search"},
    {"bing.", "organic_search"},
    {"yahoo.", "organic_search"},
    {"duckduckgo.", "organic_search"},
    {"ecosia.", "organic_search"},
    {"qwant.", "organic_search"},
    {"startpage.", "organic_search"},
    {"baidu.", "organic_search"},
    {"yandex.", "organic_search"},
    {"ya.ru", "organic_search"},
    {"naver.", "organic_search"},
    {"daum.", "organic_search"},
    {"seznam.", "organic_search"},
    {"sogou.", "organic_search"},
    {"so.com", "organic_search"},
    {"haosou.", "organic_search"},
    {"ask.", "organic_search"},
    {"aol.", "organic_search"},
    {"search.", "organic_search"},
    {"suche.", "organic_search"},
    {"swisscows.", "organic_search"},
    {"metager.", "organic_search"},
    {"mojeek.", "organic_search"},
    {"lycos.", "organic_search"},
    {"excite.", "organic_search"},
    {"dogpile.", "organic_search"},
    {"webcrawler.", "organic_search"},
    {"rambler.", "organic_search"},
    {"altavista.", "organic_search"},
    {"alltheweb.", "organic_search"},
    {"kvasir.", "organic_search"},
    {"virgilio.", "organic_search"},
    {"voila.", "organic_search"},
    {"orange.fr", "organic_search"},
    {"t-online.de", "organic_search"},
    {"web.de", "organic_search"},
    {"gmx.", "organic_search"},
    {"comcast.", "organic_search"},
    {"conduit.", "organic_search"},
    {"babylon.", "organic_search"},
    {"info.com", "organic_search"},
    {"infospace.", "organic_search"},
    {"goo.ne.jp", "organic_search"},
    {"biglobe.", "organic_search"},
    {"brave.", "organic_search"},
    {"petalsearch.", "organic_search"},
    {"facebook.", "organic_social"},
    {"fb.me", "organic_social"},
    {"fb.com", "organic_social"},
    {"instagram.", "organic_social"},
    {"linkedin.", "organic_social"},
    {"lnkd.in", "organic_social"},
    {"com.linkedin.android", "organic_social"},
    {"twitter.", "organic_social"},
    {"t.co", "organic_social"},
    {"x.com", "organic_social"},
    {"threads.", "organic_social"},
    {"bsky.", "organic_social"},
    {"mastodon.", "organic_social"},
    {"reddit.", "organic_social"},
    {"pinterest.", "organic_social"},
    {"tiktok.", "organic_social"},
    {"snapchat.", "organic_social"},
    {"tumblr.", "organic_social"},
    {"quora.", "organic_social"},
    {"xing.", "organic_social"},
    {"vk.", "organic_social"},
    {"vkontakte.", "organic_social"},
    {"weibo.", "organic_social"},
    {"ok.ru", "organic_social"},
    {"odnoklassniki.", "organic_social"},
    {"vimeo.", "organic_social"},
    {"flickr.", "organic_social"},
    {"github.com", "organic_social"},
    {"stackoverflow.", "organic_social"},
    {"news.ycombinator.com", "organic_social"},
    {"ycombinator.", "organic_social"},
    {"meetup.", "organic_social"},
    {"medium.com", "organic_social"},
    {"slideshare.", "organic_social"},
    {"glassdoor.", "organic_social"},
    {"telegram.", "organic_social"},
    {"t.me", "organic_social"},
    {"whatsapp.", "organic_social"},
    {"discord.", "organic_social"},
    {"twitch.", "organic_social"},
    {"yammer.", "organic_social"},
    {"viadeo.", "organic_social"},
    {"livejournal.", "organic_social"},
    {"delicious.", "organic_social"},
    {"stumbleupon.", "organic_social"},
    {"digg.", "organic_social"},
    {"myspace.", "organic_social"},
    {"badoo.", "organic_social"},
    {"foursquare.", "organic_social"},
});

std::string_view meaning_of(const auto& table, std::string_view word) {
    const auto* const found = std::ranges::find(table, word, &Meaning::first);
    return found == table.end() ? std::string_view{} : found->second;
}

bool fits(std::string_view host, std::string_view entry) {
    const auto at = host.find(entry);
    if (at == std::string_view::npos) return false;
    if (entry.ends_with('.')) {
        return host.starts_with(entry) || host.contains("." + std::string(entry));
    }
    return host == entry || host.ends_with("." + std::string(entry));
}

std::string_view channel_of_host(std::string_view host) {
    const auto folded = text::folded(host);
    const auto* const found = std::ranges::find_if(
        channel_by_host, [&](const Meaning& meaning) { return fits(folded, meaning.first); });
    return found == channel_by_host.end() ? std::string_view{} : found->second;
}

// "google", "linkedin.com", "chatgpt.com": a name or a host.
std::string_view channel_of_source(std::string_view source) {
    const auto word = text::kind_key(source);
    if (word.empty()) return {};
    if (const auto mail = meaning_of(channel_by_medium, word); mail == "email") return mail;
    return channel_of_host(word.contains('.') ? word : word + ".");
}

std::string_view channel_of_medium(const Origin& origin) {
    const auto channel = meaning_of(channel_by_medium, text::kind_key(origin.medium));
    if (channel == "paid_search" && channel_of_source(origin.source) == "organic_social") {
        return "paid_social";
    }
    return channel.empty() ? "campaign" : channel;
}

std::string_view without_www(std::string_view host) {
    return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

std::string_view host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    auto host = url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    const auto user = host.rfind('@');
    if (user != std::string_view::npos) host = host.substr(user + 1);
    return host.substr(0, host.find(':'));
}

std::string_view channel_of(const Origin& origin) {
    if (!origin.medium.empty()) return channel_of_medium(origin);
    if (!origin.source.empty()) {
        const auto channel = channel_of_source(origin.source);
        return channel.empty() ? "campaign" : channel;
    }
    if (const auto channel = meaning_of(channel_by_click_id, origin.click_id); !channel.empty()) {
        return channel;
    }
    const auto host = host_of(origin.referrer);
    const auto own = host_of(origin.page_url);
    if (!host.empty() && without_www(host) == without_www(own)) return {};
    if (!host.empty()) {
        const auto channel = channel_of_host(host);
        return channel.empty() ? "referral" : channel;
    }
    return own.empty() ? std::string_view{} : "direct";
}

}  // namespace baton::connect
