#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.hpp"

// CRM objects under the names of HubSpot's version 3, which this edge translates; everything behind
// it uses Baton's own. All values there are text.
namespace baton::engine {

enum class CrmType : std::uint8_t { contacts, companies, deals, tasks, notes, products };

[[nodiscard]] std::string_view name(CrmType type);

// first_name for firstname; names that are the same on both sides, and unknown ones, stay.
[[nodiscard]] std::string own_name(CrmType type, std::string_view crm_name);
[[nodiscard]] std::string crm_name(CrmType type, std::string_view own_name);

// What is answered when nothing is asked for.
[[nodiscard]] std::vector<std::string> default_properties(CrmType type);

// What the words of a search are looked for in.
[[nodiscard]] std::vector<std::string> searched_properties(CrmType type);

// Said by the ledger or the agreement, not by whoever writes.
[[nodiscard]] bool is_read_only(CrmType type, std::string_view crm_name);

// "2026-02-03T10:00:00.000Z", "1500.00", "a;b"; nothing when unknown.
[[nodiscard]] std::optional<std::string> crm_text(const Value& value);

// An instant as text or as milliseconds since 1970.
[[nodiscard]] std::optional<Instant> crm_instant(std::string_view text);

}  // namespace baton::engine
