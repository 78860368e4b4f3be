#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/import_dates.hpp"
#include "connect/segment.hpp"
#include "connect/segment_json.hpp"
#include "connect/segment_message.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

namespace json = boost::json;

using Renamed = std::pair<std::string_view, std::string_view>;

// Segment's reserved traits → standard contact properties.
constexpr auto contact_names = std::to_array<Renamed>({
    {"firstName", "first_name"},
    {"firstname", "first_name"},
    {"lastName", "last_name"},
    {"lastname", "last_name"},
    {"title", "job_title"},
    {"jobTitle", "job_title"},
    {"createdAt", "created_at"},
    {"address.country", "country"},
});

constexpr auto company_names = std::to_array<Renamed>({
    {"employee_count", "employees"},
    {"employeeCount", "employees"},
    {"numberOfEmployees", "employees"},
    {"website", "domain"},
    {"annualRevenue", "annual_revenue"},
    {"createdAt", "created_at"},
    {"address.country", "country"},
});

std::string_view renamed(const auto& names, std::string_view name) {
    const auto* const found = std::ranges::find(names, name, &Renamed::first);
    return found == names.end() ? name : found->second;
}

void put(ledger::Properties& into, std::string_view name, Value value) {
    const bool there = std::ranges::any_of(into, [&](const auto& p) { return p.first == name; });
    if (!there && known(value)) into.emplace_back(name, std::move(value));
}

// created_at is an instant, "50" employees are a number; else the value stays as it came.
Value typed(std::string_view name, Value value) {
    const auto* const text = std::get_if<std::string>(&value);
    if (name == "created_at") {
        const auto* const number = std::get_if<Decimal>(&value);
        const auto at = segment_time(text != nullptr     ? *text
                                     : number != nullptr ? render(*number)
                                                         : std::string{});
        return at ? Value(*at) : value;
    }
    if (name == "employees" && text != nullptr) {
        const auto number = parse_decimal(*text);
        return number ? Value(*number) : value;
    }
    return value;
}

ledger::Properties properties_under(const auto& names, const ledger::Fields& traits) {
    ledger::Properties properties;
    for (const auto& [path, value] : traits) {
        const auto name = renamed(names, path);
        put(properties, name, typed(name, value));
    }
    return properties;
}

void split_full_name(const json::object& traits, ledger::Properties& into) {
    const auto full = text::trimmed(text_at(traits, "name"));
    if (full.empty() || traits.contains("firstName") || traits.contains("lastName")) return;
    const auto space = full.rfind(' ');
    if (space == std::string_view::npos) {
        put(into, "first_name", std::string(full));
        return;
    }
    put(into, "first_name", std::string(text::trimmed(full.substr(0, space))));
    put(into, "last_name", std::string(full.substr(space + 1)));
}

void remove_blocked_email(ledger::Properties& properties, std::vector<std::string>& blocked) {
    const auto found =
        std::ranges::find(properties, "email", &ledger::Properties::value_type::first);
    if (found == properties.end()) return;
    const auto* const email = std::get_if<std::string>(&found->second);
    if (email != nullptr && !is_blocked_id(*email)) return;
    blocked.push_back(email == nullptr ? std::string("email") : *email);
    properties.erase(found);
}

std::optional<EpochUnit> unit_of_digits(std::string_view text) {
    if (text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    if (text.size() <= 11) return EpochUnit::seconds;
    return text.size() <= 14 ? EpochUnit::millis : EpochUnit::micros;
}

}  // namespace

SegmentIdentify identify_of(const json::object& traits, std::vector<std::string>& blocked) {
    SegmentIdentify identify;
    ledger::Fields flat;
    for (const auto& member : traits) {
        const std::string_view key = member.key();
        if (key == "company" || key == "name") continue;
        json::object one(traits.storage());
        one.emplace(key, member.value());
        flatten(one, "", flat);
    }
    identify.properties = properties_under(contact_names, flat);
    split_full_name(traits, identify.properties);
    remove_blocked_email(identify.properties, blocked);
    if (const auto* const company = object_at(traits, "company")) {
        identify.company_properties = company_properties_of(*company);
        identify.company = scalar_text_at(*company, "id");
        if (identify.company.empty()) identify.company = scalar_text_at(*company, "name");
    } else if (traits.contains("company")) {
        identify.company = scalar_text_at(traits, "company");
        put(identify.company_properties, "name", identify.company);
    }
    return identify;
}

ledger::Properties company_properties_of(const json::object& traits) {
    ledger::Fields flat;
    flatten(traits, "", flat);
    std::erase_if(flat, [](const auto& field) { return field.first == "id"; });
    return properties_under(company_names, flat);
}

bool is_blocked_id(std::string_view id) {
    constexpr std::array<std::string_view, 16> words{"-1",
                                                     "null",
                                                     "anonymous",
                                                     "undefined",
                                                     "none",
                                                     "nil",
                                                     "nan",
                                                     "n/a",
                                                     "unknown",
                                                     "guest",
                                                     "[object object]",
                                                     "true",
                                                     "false",
                                                     "not set",
                                                     "(not set)",
                                                     "default"};
    if (id.find_first_not_of("0-") == std::string_view::npos) return true;
    const auto folded = text::folded(id);
    return folded.starts_with("test@") || std::ranges::find(words, folded) != words.end();
}

std::optional<Instant> segment_time(std::string_view text) {
    const auto trimmed = text::trimmed(text);
    if (trimmed.empty()) return std::nullopt;
    if (const auto at = parse_instant(trimmed)) return *at;
    DateReading reading;
    if (const auto unit = unit_of_digits(trimmed)) reading.epoch = *unit;
    const auto moment = read_moment(trimmed, reading);
    if (!moment) return std::nullopt;
    static const auto utc = TimeZone::utc();
    return instant_of(*moment, utc);
}

}  // namespace baton::connect
