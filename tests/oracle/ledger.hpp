#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/value.hpp"

namespace oracle {

// g++ asks for initialisers of members that designated initialisers leave out.

struct Event {
    std::string type;
    Instant at = 0;
    Instant received = 0;
    int position = 0;
    boost::json::object body = {};
    std::string kind_key = {};  ///< of a touch
};

/// The text of a field, empty when it is absent or null.
std::string text_field(const Event& event, std::string_view field);

struct Ledger {
    std::vector<Event> events;  ///< in event order, without what was voided
    std::map<std::string, std::map<std::string, Type>> types;  ///< of properties, by kind of record
    Instant last = 0;                                          ///< the `at` of the last event
};

/// The ledger as known at an instant, or as known at its end.
Ledger parse_ledger(const std::string& lines, const std::optional<Instant>& known_at);

/// The events that can bear on one contact: its own, and those of all it is ever merged with.
std::vector<const Event*> events_about(const Ledger& ledger, const std::string& contact);

std::set<std::string> created_contacts(const Ledger& ledger);

}  // namespace oracle
