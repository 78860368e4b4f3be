#include "oracle/ledger.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "oracle/calendar.hpp"
#include "oracle/text.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

namespace json = boost::json;

Instant instant_of(const json::value& value) {
    if (value.is_int64()) return value.as_int64();
    const auto instant = value.is_string() ? parse_instant(value.as_string()) : std::nullopt;
    if (!instant) throw std::runtime_error("no instant: " + json::serialize(value));
    return *instant;
}

Type type_of_name(std::string_view name) {
    static const std::map<std::string_view, Type> types{{"text", Type::text},
                                                        {"number", Type::number},
                                                        {"boolean", Type::boolean},
                                                        {"date", Type::date},
                                                        {"instant", Type::instant},
                                                        {"money", Type::money},
                                                        {"multi", Type::multi}};
    const auto found = types.find(name);
    if (found == types.end()) throw std::runtime_error("no type: " + std::string(name));
    return found->second;
}

Type type_of_value(const json::value& value) {
    if (value.is_bool()) return Type::boolean;
    if (value.is_number()) return Type::number;
    if (value.is_array()) return Type::multi;
    if (value.is_object()) return Type::money;
    return Type::text;
}

using Types = std::map<std::string, std::map<std::string, Type>>;

Types standard_types() {
    Types types;
    for (const char* name :
         {"email", "first_name", "last_name", "phone", "job_title", "owner", "country"}) {
        types["contact"][name] = Type::text;
    }
    types["contact"]["created_at"] = Type::instant;
    for (const char* name : {"name", "domain", "industry", "country", "owner"}) {
        types["company"][name] = Type::text;
    }
    types["company"]["employees"] = Type::number;
    types["company"]["annual_revenue"] = Type::money;
    for (const char* name : {"name", "pipeline", "stage", "product", "owner", "lost_reason"}) {
        types["deal"][name] = Type::text;
    }
    types["deal"]["amount"] = Type::money;
    types["deal"]["created_at"] = Type::instant;
    types["deal"]["closed_at"] = Type::instant;
    return types;
}

void declare(Types& types, const json::object& schema) {
    for (const auto& [record, properties] : schema) {
        if (record == "type") continue;
        for (const auto& [name, type] : properties.as_object()) {
            types[std::string(record)][std::string(name)] = type_of_name(type.as_string());
        }
    }
}

/// Undeclared properties take the type of their first value.
void learn_types(Types& types, const Event& event) {
    const auto learn =
        [&](const std::string& record, std::string_view name, const json::value& value) {
            if (!value.is_null())
                types[record].try_emplace(std::string(name), type_of_value(value));
        };
    if (event.type == "change" && event.body.contains("value")) {
        learn(text_field(event, "record"), text_field(event, "property"), event.body.at("value"));
    }
    if (event.type == "deal" && event.body.contains("set")) {
        for (const auto& [name, value] : event.body.at("set").as_object())
            learn("deal", name, value);
    }
}

Event event_of(const json::object& body, Instant received_before, int position) {
    Event event{
        .type = std::string(body.at("type").as_string()), .position = position, .body = body};
    event.at = instant_of(body.at("at"));
    const bool says = body.contains("received");
    event.received = says ? instant_of(body.at("received")) : std::max(event.at, received_before);
    event.at = std::min(event.at, event.received);
    if (event.type == "touch") event.kind_key = kind_key(text_field(event, "kind"));
    return event;
}

/// Positions that voids remove. A void that was itself voided removes nothing.
std::set<int> voided(const std::vector<Event>& events) {
    std::set<int> gone;
    for (const Event& event : std::views::reverse(events)) {
        if (event.type != "void" || gone.contains(event.position)) continue;
        for (const json::value& position : event.body.at("positions").as_array()) {
            gone.insert(static_cast<int>(position.as_int64()));
        }
    }
    return gone;
}

void keep_function_of(Ledger& ledger, const std::optional<Instant>& known_at) {
    if (known_at) {
        std::erase_if(ledger.events,
                      [&](const Event& event) { return event.received > *known_at; });
    }
    for (const Event& event : ledger.events)
        ledger.last = std::max(ledger.last, event.at);
    const std::set<int> gone = voided(ledger.events);
    std::erase_if(ledger.events, [&](const Event& event) { return gone.contains(event.position); });
    std::ranges::sort(
        ledger.events, {}, [](const Event& event) { return std::tuple(event.at, event.position); });
}

bool lists_any(const Event& event, const std::set<std::string>& contacts) {
    if (!event.body.contains("contacts")) return false;
    return std::ranges::any_of(event.body.at("contacts").as_array(), [&](const json::value& id) {
        return contacts.contains(std::string(id.as_string()));
    });
}

std::set<std::string> merged_group(const Ledger& ledger, const std::string& contact) {
    std::set<std::string> group{contact};
    for (std::size_t before = 0; before != group.size();) {
        before = group.size();
        for (const Event& event : ledger.events) {
            if (event.type != "merge") continue;
            const std::string from = text_field(event, "from");
            const std::string into = text_field(event, "into");
            if (group.contains(from) || group.contains(into)) group.insert({from, into});
        }
    }
    return group;
}

/// What a group of merged contacts was ever connected with.
struct Neighbours {
    std::set<std::string> contacts;
    std::set<std::string> visitors;
    std::set<std::string> companies;
    std::set<std::string> deals;
};

Neighbours neighbours_of(const Ledger& ledger, const std::string& contact) {
    Neighbours near{
        .contacts = merged_group(ledger, contact), .visitors = {}, .companies = {}, .deals = {}};
    for (const Event& event : ledger.events) {
        const bool own = near.contacts.contains(text_field(event, "contact"));
        if (event.type == "link" && own) near.visitors.insert(text_field(event, "visitor"));
        if (event.type == "company" && own) near.companies.insert(text_field(event, "company"));
        if (event.type == "deal" && lists_any(event, near.contacts)) {
            near.deals.insert(text_field(event, "deal"));
        }
    }
    return near;
}

bool concerns(const Event& event, const Neighbours& near) {
    if (event.type == "rate") return true;
    if (event.type == "merge") {
        return near.contacts.contains(text_field(event, "from")) ||
               near.contacts.contains(text_field(event, "into"));
    }
    if (event.type == "contact") return near.contacts.contains(text_field(event, "id"));
    if (event.type == "deal") return near.deals.contains(text_field(event, "deal"));
    if (event.type == "change") {
        const std::string record = text_field(event, "record");
        const std::string id = text_field(event, "id");
        if (record == "contact") return near.contacts.contains(id);
        return record == "company" && near.companies.contains(id);
    }
    if (event.body.contains("visitor")) return near.visitors.contains(text_field(event, "visitor"));
    return near.contacts.contains(text_field(event, "contact"));
}

}  // namespace

std::string text_field(const Event& event, std::string_view field) {
    const json::value* const value = event.body.if_contains(field);
    if (value == nullptr || !value->is_string()) return {};
    return std::string(value->as_string());
}

Ledger parse_ledger(const std::string& lines, const std::optional<Instant>& known_at) {
    Ledger ledger;
    ledger.types = standard_types();
    std::istringstream stream(lines);
    Instant received = std::numeric_limits<Instant>::min();
    int position = 0;
    for (std::string line; std::getline(stream, line);) {
        if (trimmed(line).empty()) continue;
        const json::object body = json::parse(line).as_object();
        if (body.at("type") == "schema") {
            declare(ledger.types, body);
            continue;
        }
        ledger.events.push_back(event_of(body, received, ++position));
        received = ledger.events.back().received;
        learn_types(ledger.types, ledger.events.back());
    }
    keep_function_of(ledger, known_at);
    return ledger;
}

std::vector<const Event*> events_about(const Ledger& ledger, const std::string& contact) {
    const Neighbours near = neighbours_of(ledger, contact);
    std::vector<const Event*> events;
    for (const Event& event : ledger.events) {
        if (concerns(event, near)) events.push_back(&event);
    }
    return events;
}

std::set<std::string> created_contacts(const Ledger& ledger) {
    std::set<std::string> contacts;
    for (const Event& event : ledger.events) {
        if (event.type == "contact") contacts.insert(text_field(event, "id"));
        if (event.type == "merge") contacts.insert(text_field(event, "into"));
    }
    return contacts;
}

}  // namespace oracle
