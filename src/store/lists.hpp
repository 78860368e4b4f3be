#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/rows.hpp"
#include "store/sqlite/connection.hpp"

// The lists people page through, by keyset: the next page begins after the last row of this one, so
// that every page costs the same and none is shown twice.
namespace baton::store {

enum class ContactSort : std::uint8_t { newest, name, last_touched };

struct ContactQuery {
    ContactSort sort = ContactSort::newest;
    std::optional<std::string> stage = {};
    std::optional<std::string> owner = {};
    std::optional<CompanyId> company = {};
    std::string name_prefix = {};          // folded; of the last name, or of "last first"
    std::optional<ContactRow> after = {};  // the last row of the page before
    std::int64_t limit = 50;
};

// Contacts that are not deleted. Sorted by last touch, those without one are not listed.
[[nodiscard]] Result<std::vector<ContactRow>> list_contacts(Connection& connection,
                                                            const ContactQuery& query);
[[nodiscard]] Result<std::optional<ContactRow>> find_contact(Connection& connection, ContactId id);

// What a touch changes in a contact's row.
struct ContactTouches {
    std::optional<Instant> last_at = {};
    std::int64_t count = 0;
};

// False when the contact has no row.
[[nodiscard]] Result<bool> set_touches(Connection& connection,
                                       ContactId id,
                                       const ContactTouches& touches);

// Stage and number of contacts; the empty stage are those in none.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::int64_t>>> count_contacts_by_stage(
    Connection& connection);

// The first word of a name that a list sorts by: "lovelace ada".
[[nodiscard]] std::string name_key_of(std::string_view first_name, std::string_view last_name);

// Newest first, after the last row of the page before.
[[nodiscard]] Result<std::vector<CompanyRow>> list_companies(Connection& connection,
                                                             const std::optional<CompanyRow>& after,
                                                             std::int64_t limit);
[[nodiscard]] Result<std::optional<CompanyRow>> find_company_by_domain(Connection& connection,
                                                                       std::string_view domain);

struct DealQuery {
    std::optional<std::string> status = {};
    std::optional<std::string> owner = {};
    std::optional<DealRow> after = {};
    std::int64_t limit = 50;
};

[[nodiscard]] Result<std::vector<DealRow>> list_deals(Connection& connection,
                                                      const DealQuery& query);
[[nodiscard]] Result<std::vector<DealContactRow>> deals_of_contact(Connection& connection,
                                                                   ContactId contact);
[[nodiscard]] Result<std::vector<DealContactRow>> contacts_of_deal(Connection& connection,
                                                                   DealId deal);
[[nodiscard]] Done replace_contacts_of_deal(Connection& connection,
                                            DealId deal,
                                            const std::vector<ContactId>& contacts);

struct HandoffQuery {
    std::string state = {};
    std::optional<std::string> owner = {};
    std::optional<HandoffRow> after = {};
    std::int64_t limit = 50;
};

// Those offered longest ago first.
[[nodiscard]] Result<std::vector<HandoffRow>> list_handoffs(Connection& connection,
                                                            const HandoffQuery& query);
[[nodiscard]] Result<std::vector<HandoffRow>> handoffs_of_contact(Connection& connection,
                                                                  ContactId contact);
[[nodiscard]] Done replace_handoffs(Connection& connection,
                                    ContactId contact,
                                    const std::vector<HandoffRow>& rows);

[[nodiscard]] Result<std::vector<StageEntryRow>> stage_entries_of(Connection& connection,
                                                                  ContactId contact);
[[nodiscard]] Done replace_stage_entries(Connection& connection,
                                         ContactId contact,
                                         const std::vector<StageEntryRow>& rows);

[[nodiscard]] Result<std::vector<BreachRow>> breaches_of(Connection& connection, ContactId contact);
[[nodiscard]] Done replace_breaches(Connection& connection,
                                    ContactId contact,
                                    const std::vector<BreachRow>& rows);

[[nodiscard]] Result<std::optional<RecordRow>> find_record(Connection& connection,
                                                           std::string_view kind,
                                                           std::string_view key);
// In the order of keys, after the key.
[[nodiscard]] Result<std::vector<RecordRow>> list_records(Connection& connection,
                                                          std::string_view kind,
                                                          std::string_view after,
                                                          std::int64_t limit);

}  // namespace baton::store
