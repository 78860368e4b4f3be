#include "ledger/personal.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace baton::ledger {

namespace {

constexpr std::array<std::string_view, 40> personal_names{
    "address",     "address1",     "address2",   "avatar",        "birthday", "body",
    "city",        "comment",      "comments",   "date_of_birth", "email",    "fax",
    "firstName",   "first_name",   "firstname",  "full_name",     "ip",       "lastName",
    "last_name",   "lastname",     "latitude",   "longitude",     "message",  "middle_name",
    "mobile",      "mobile_phone", "note",       "notes",         "phone",    "postalCode",
    "postal_code", "recipient",    "salutation", "street",        "text",     "userAgent",
    "user_agent",  "username",     "zip",        "zip_code",
};

constexpr std::array<std::string_view, 9> url_names{
    "href",
    "landing_page",
    "link",
    "page_url",
    "path",
    "referrer",
    "referring_url",
    "search",
    "url",
};

static_assert(std::ranges::is_sorted(personal_names));
static_assert(std::ranges::is_sorted(url_names));

constexpr std::string_view last_part(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

bool inside_address(std::string_view name) {
    return name.starts_with("address.") || name.contains(".address.");
}

}  // namespace

bool Personal::is_personal(std::string_view name) const {
    return std::ranges::binary_search(personal_names, last_part(name)) || inside_address(name) ||
           name == "name" || name.ends_with("traits.name") || marked_.contains(name) ||
           marked_.contains(last_part(name));
}

bool Personal::is_url(std::string_view name) const {
    return std::ranges::binary_search(url_names, last_part(name));
}

}  // namespace baton::ledger
