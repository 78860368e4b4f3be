#include "connect/actor_table.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

// Mail programs and browsers that load everything before (or whether or not) anybody looks.
constexpr std::array<std::string_view, 6> prefetch_markers{"googleimageproxy",
                                                           "yahoomailproxy",
                                                           "yahoocachesystem",
                                                           "googlewebpreview",
                                                           "prerender",
                                                           "prefetch"};

// Phones whose maker's name looks like a crawler's.
constexpr std::array<std::string_view, 2> innocent_words{"cubot", "abottom"};

// Names that only programs carry, written down by what they do.
constexpr std::array<std::string_view, 96> scanner_markers{
    "bot",
    "crawl",
    "spider",
    "slurp",
    "scrap",
    "scan",
    "fetch",
    "archiv",
    "index",
    "validat",
    "check",
    "monitor",
    "uptime",
    "pingdom",
    "ping",
    "probe",
    "preview",
    "headless",
    "phantom",
    "selenium",
    "puppeteer",
    "playwright",
    "lighthouse",
    "pagespeed",
    "gtmetrix",
    "python",
    "curl",
    "wget",
    "libwww",
    "httpclient",
    "http-client",
    "http_request",
    "okhttp",
    "java/",
    "ruby",
    "perl",
    "php/",
    "go-http",
    "node-fetch",
    "axios",
    "urlgrabber",
    "aiohttp",
    "httpx",
    "guzzle",
    "postman",
    "facebookexternalhit",
    "facebookcatalog",
    "meta-external",
    "whatsapp",
    "skype",
    "embedly",
    "iframely",
    "barracuda",
    "proofpoint",
    "mimecast",
    "safelinks",
    "trendmicro",
    "paloalto",
    "forcepoint",
    "zgrab",
    "nmap",
    "nikto",
    "sqlmap",
    "masscan",
    "nessus",
    "qualys",
    "censys",
    "shodan",
    "researchscan",
    "analyz",
    "analys",
    "seo",
    "semrush",
    "ahrefs",
    "screaming",
    "sitemap",
    "feed",
    "rss",
    "reader",
    "aggregat",
    "robot",
    "agent/",
    "search",
    "wordpress",
    "google-",
    "google web",
    "mediapartners",
    "adsbot",
    "apis-google",
    "appinsights",
    "newrelic",
    "datadog",
    "dataprovider",
    "nutch",
    "heritrix",
    "mail.ru",
};

bool has_any(std::string_view text, const auto& markers) {
    return std::ranges::any_of(markers, [&](std::string_view m) { return text.contains(m); });
}

void without(std::string& text, std::string_view word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) {
        text.erase(at, word.size());
    }
}

}  // namespace

ledger::Actor actor_of(std::string_view user_agent) {
    auto agent = text::folded(text::trimmed(user_agent));
    if (agent.empty()) return ledger::Actor::unknown;
    if (agent == "mozilla/5.0" || has_any(agent, prefetch_markers)) return ledger::Actor::prefetch;
    for (const auto word : innocent_words) {
        without(agent, word);
    }
    if (has_any(agent, scanner_markers)) return ledger::Actor::scanner;
    const bool browser = agent.starts_with("mozilla/") || agent.starts_with("opera/");
    return browser ? ledger::Actor::human : ledger::Actor::unknown;
}

}  // namespace baton::connect
