#pragma once

#include <string_view>

namespace baton::connect {

// Where a visit came from, as its link and its referrer tell. Any of them may be empty.
struct Origin {
    std::string_view source = {};    // utm_source
    std::string_view medium = {};    // utm_medium
    std::string_view referrer = {};  // a URL
    std::string_view page_url = {};  // where the visitor was: its own site refers nobody
    std::string_view click_id = {};  // gclid, msclkid, fbclid … when the page's URL carries one
};

// The one table that turns an origin into a channel. The first rule that holds decides:
// 1. utm_medium: email · sms · push · affiliate · display · video · offline · paid_social ·
//    paid_search (cpc and its kin; paid_social when the source is a social network) ·
//    organic_social · organic_search · referral
// 2. utm_source alone: a search engine, a social network, an assistant or a mail program by name,
//    else campaign; an unknown medium is campaign too
// 3. a click id: gclid, msclkid → paid_search; li_fat_id, ttclid → paid_social; fbclid →
// organic_social
// 4. the referrer's host: email, organic_search, organic_social, ai_assistant, else referral; none
//    within the own site
// 5. direct, when a page is known; else none: an event from a server came through no channel
[[nodiscard]] std::string_view channel_of(const Origin& origin);

// "www.example.com" of "https://www.example.com:443/a?b"; empty when there is none.
[[nodiscard]] std::string_view host_of(std::string_view url);

}  // namespace baton::connect
