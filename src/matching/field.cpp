#include "matching/field.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace baton::matching {

namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr auto street_words = std::to_array<Word>({
    {"avenue", "ave"},   {"av", "ave"},        {"boulevard", "blvd"}, {"building", "bldg"},
    {"centre", "ctr"},   {"center", "ctr"},    {"circuit", "cct"},    {"close", "cl"},
    {"court", "ct"},     {"crescent", "cres"}, {"drive", "dr"},       {"east", "e"},
    {"highway", "hwy"},  {"lane", "ln"},       {"north", "n"},        {"parkway", "pkwy"},
    {"place", "pl"},     {"road", "rd"},       {"south", "s"},        {"square", "sq"},
    {"strasse", "str"},  {"street", "st"},     {"suite", "ste"},      {"terrace", "tce"},
    {"village", "vlge"}, {"west", "w"},
});

// Left out of companies' names: what a company is by law, and words that join.
constexpr auto company_words = std::to_array<Word>({
    {"ab", ""},           {"ag", ""},   {"and", ""},         {"bv", ""},   {"co", ""},
    {"company", ""},      {"corp", ""}, {"corporation", ""}, {"gmbh", ""}, {"inc", ""},
    {"incorporated", ""}, {"kg", ""},   {"limited", ""},     {"llc", ""},  {"ltd", ""},
    {"nv", ""},           {"of", ""},   {"oy", ""},          {"plc", ""},  {"pty", ""},
    {"sa", ""},           {"sarl", ""}, {"se", ""},          {"spa", ""},  {"srl", ""},
    {"the", ""},
});

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
    return digits;
}

std::string joined(std::string_view text) {
    auto plain = text::plain(text);
    std::erase(plain, ' ');
    return plain;
}

template <typename Words>
std::string with_words(std::string_view text, const Words& known) {
    const std::string plain = text::plain(text);
    std::string result;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t end = std::min(plain.find(' ', at), plain.size());
        std::string_view word = std::string_view(plain).substr(at, end - at);
        const auto found = std::ranges::find(known, word, &Word::first);
        if (found != known.end()) word = found->second;
        if (!word.empty()) {
            if (!result.empty()) result += ' ';
            result += word;
        }
        at = end + 1;
    }
    return result.empty() ? plain : result;
}

std::string date_form(std::string_view text) {
    std::string digits = digits_of(text);
    const auto month = digits.size() == 8 ? (digits[4] - '0') * 10 + digits[5] - '0' : 0;
    const auto day = digits.size() == 8 ? (digits[6] - '0') * 10 + digits[7] - '0' : 0;
    // Typing errors stay: a month of 21 still tells people apart.
    return month > 0 && day > 0 ? digits : std::string();
}

std::string phone_form(std::string_view text) {
    constexpr std::size_t digits_least = 6;
    constexpr std::size_t digits_kept = 9;
    const std::size_t extension = text.find_first_of("xX#");
    std::string digits = digits_of(text.substr(0, extension));
    if (digits.size() < digits_least) return {};
    if (digits.size() > digits_kept) digits.erase(0, digits.size() - digits_kept);
    return digits;
}

std::string email_form(std::string_view text) {
    std::string email = text::folded(text::trimmed(text));
    if (email.starts_with("mailto:")) email.erase(0, 7);
    const std::size_t at = email.rfind('@');
    if (at == std::string::npos || at == 0 || at + 1 == email.size()) return {};
    std::string local = email.substr(0, at);
    const std::string_view domain = std::string_view(email).substr(at);
    if (const auto tag = local.find('+'); tag != 0 && tag != std::string::npos) local.resize(tag);
    if (domain == "@gmail.com" || domain == "@googlemail.com") {
        std::erase(local, '.');
        return local + "@gmail.com";
    }
    return local.append(domain);
}

std::string website_form(std::string_view text) {
    std::string site = text::folded(text::trimmed(text));
    if (const auto scheme = site.find("://"); scheme != std::string::npos) {
        site.erase(0, scheme + 3);
    }
    site.resize(std::min(site.find_first_of("/?#: "), site.size()));
    if (site.starts_with("www.")) site.erase(0, 4);
    return site.find('.') == std::string::npos ? std::string() : site;
}

void take_house_number(Card& card) {
    std::string& street = card[Field::street];
    if (!card[Field::house_number].empty() || street.empty() || !is_digit(street.front())) return;
    const std::size_t end = street.find(' ');
    if (end == std::string::npos) return;
    card[Field::house_number] = street.substr(0, end);
    street.erase(0, end + 1);
}

}  // namespace

std::string_view title(Field field) {
    switch (field) {
        case Field::given_name: return "given name";
        case Field::surname: return "surname";
        case Field::birth_date: return "birth date";
        case Field::email: return "e-mail";
        case Field::phone: return "phone";
        case Field::company: return "company";
        case Field::website: return "website";
        case Field::street: return "street";
        case Field::house_number: return "house number";
        case Field::town: return "town";
        case Field::postcode: return "postcode";
        case Field::region: return "region";
    }
    return {};
}

std::string plain_form(Field field, std::string_view text) {
    switch (field) {
        case Field::given_name:
        case Field::surname:
        case Field::house_number:
        case Field::town:
        case Field::postcode:
        case Field::region: return joined(text);
        case Field::birth_date: return date_form(text);
        case Field::email: return email_form(text);
        case Field::phone: return phone_form(text);
        case Field::company: return with_words(text, company_words);
        case Field::website: return website_form(text);
        case Field::street: return with_words(text, street_words);
    }
    return {};
}

Card plain_form(const Card& card) {
    Card plain;
    for (std::size_t at = 0; at < fields; ++at) {
        const auto& text = card[field_at(at)];
        if (!text.empty()) plain[field_at(at)] = plain_form(field_at(at), text);
    }
    take_house_number(plain);
    return plain;
}

}  // namespace baton::matching
