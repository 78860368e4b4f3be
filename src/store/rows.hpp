#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"

// The rows of the tables people read, as plain values. All of them can be rebuilt from the ledger;
// the same function writes them when the ledger grows and when it is replayed. Text that is not
// known is empty; `properties` and `body` are JSON objects.
namespace baton::store {

struct ContactRow {
    ContactId id = {};
    std::string external_id = {};
    std::string email = {};
    std::string first_name = {};
    std::string last_name = {};
    std::string name_key = {};  // folded "last first": what lists sort and search by
    CompanyId company = {};
    std::string owner = {};
    std::string stage = {};
    std::optional<Instant> stage_at = {};
    std::string stage_how = {};
    Instant created_at = {};
    std::optional<Instant> last_touch_at = {};
    std::int64_t touches = 0;
    bool deleted = false;
    std::int64_t version = 0;
    std::string properties = "{}";
    bool operator==(const ContactRow&) const = default;
};

struct CompanyRow {
    CompanyId id = {};
    std::string external_id = {};
    std::string name = {};
    std::string domain = {};
    std::string industry = {};
    std::optional<std::int64_t> employees = {};
    std::string owner = {};
    Instant created_at = {};
    std::int64_t version = 0;
    std::string properties = "{}";
    bool operator==(const CompanyRow&) const = default;
};

struct DealRow {
    DealId id = {};
    std::string external_id = {};
    std::string name = {};
    std::optional<std::int64_t> amount_minor = {};
    std::string currency = {};
    std::string pipeline = {};
    std::string stage = {};
    std::string status = {};
    std::string product = {};
    std::string owner = {};
    CompanyId company = {};
    Instant created_at = {};
    std::optional<Instant> closed_at = {};
    std::string lost_reason = {};
    std::int64_t version = 0;
    std::string properties = "{}";
    bool operator==(const DealRow&) const = default;
};

struct DealContactRow {
    DealId deal = {};
    ContactId contact = {};
    bool operator==(const DealContactRow&) const = default;
};

struct HandoffRow {
    ContactId contact = {};
    std::int64_t number = 0;  // the nth of that contact
    std::string stage = {};
    std::string state = {};
    std::string owner = {};
    std::string team = {};
    Instant offered_at = {};
    std::optional<Instant> due_at = {};
    std::optional<Instant> accept_due_at = {};
    std::optional<Instant> responded_at = {};
    std::optional<Instant> accepted_at = {};
    std::optional<Instant> closed_at = {};
    std::string reason = {};
    std::string note = {};
    std::string flag = {};
    std::int64_t version = 0;
    bool operator==(const HandoffRow&) const = default;
};

struct StageEntryRow {
    ContactId contact = {};
    std::int64_t journey = 0;
    std::string stage = {};
    Instant at = {};
    std::string how = {};  // entered, passed, placed
    Instant journey_began = {};
    std::optional<Instant> journey_ended = {};
    std::string end = {};
    std::string reason = {};
    bool operator==(const StageEntryRow&) const = default;
};

struct BreachRow {
    ContactId contact = {};
    std::int64_t number = 0;  // that of the handoff
    std::string kind = {};    // response, acceptance
    Instant due_at = {};
    Instant recorded_at = {};
    bool operator==(const BreachRow&) const = default;
};

struct RecordRow {  // any other record: user, team, product, task, note, version, signature …
    std::string kind = {};
    std::string key = {};
    std::int64_t version = 0;
    std::string body = "{}";
    bool operator==(const RecordRow&) const = default;
};

}  // namespace baton::store
