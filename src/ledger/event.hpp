#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::ledger {

// Properties in the order they were given; a name appears once.
using Properties = std::vector<std::pair<std::string, Value>>;

// One field of a touch: channel, campaign, asset, path, value, properties.plan …
// Only Unknown, bool, Decimal and std::string occur; nested objects are flattened with dots.
using Fields = std::vector<std::pair<std::string, Value>>;

enum class Actor : std::uint8_t { human, unknown, scanner, prefetch };
enum class Trust : std::uint8_t { server, known, anonymous };
// in: the buyer's doing; out: done to the buyer (sent, delivered, bounced, call tried).
enum class Direction : std::uint8_t { in, out };
enum class HandoffStep : std::uint8_t {
    offered,
    accepted,
    rejected,
    recycled,
    expired,
    converted,
    withdrawn,
    disqualified,
    reassigned,
};
enum class DealStatus : std::uint8_t { open, won, lost };

// The kinds of events (agreement.md rule 1; as text: ledger-format.md).
struct ContactCreated {
    ContactId contact;
    std::string external_id;
    Properties properties;  // written as `change` lines of the same instant in the text form
    bool operator==(const ContactCreated&) const = default;
};

struct ContactChanged {
    ContactId contact;
    Properties properties;
    bool operator==(const ContactChanged&) const = default;
};

struct CompanyChanged {  // a company is created by its first change
    CompanyId company;
    std::string external_id;
    Properties properties;
    bool operator==(const CompanyChanged&) const = default;
};

struct RecordChanged {  // any other record: user, team, product, task, note, version, signature …
    std::string record;
    std::string key;
    Properties properties;
    bool operator==(const RecordChanged&) const = default;
};

struct CompanySet {  // the contact's primary company from now on; none when `company` is zero
    ContactId contact;
    CompanyId company;
    bool operator==(const CompanySet&) const = default;
};

struct Touched {  // exactly one of contact and visitor is set
    ContactId contact;
    VisitorId visitor;
    std::string kind;
    Fields fields;
    std::string message_id;
    Actor actor = Actor::unknown;
    Trust trust = Trust::server;
    Direction direction = Direction::in;
    bool operator==(const Touched&) const = default;
};

struct Linked {
    VisitorId visitor;
    ContactId contact;
    bool operator==(const Linked&) const = default;
};

struct Merged {
    ContactId from;
    ContactId into;
    bool operator==(const Merged&) const = default;
};

struct HandoffMoved {
    ContactId contact;
    HandoffStep step = HandoffStep::offered;
    std::string reason;
    std::string owner;
    std::string note;
    bool operator==(const HandoffMoved&) const = default;
};

struct DealChanged {
    DealId deal;
    std::string external_id;
    bool contacts_given = false;  // `contacts` replaces the association only when given
    std::vector<ContactId> contacts;
    bool status_given = false;
    DealStatus status = DealStatus::open;
    Properties properties;
    bool deleted = false;
    bool operator==(const DealChanged&) const = default;
};

struct Placed {
    ContactId contact;
    std::string stage;
    std::string why;
    bool operator==(const Placed&) const = default;
};

struct RateSet {
    Currency from;
    Currency to;
    std::string rate;  // decimal text: how many `to` for one `from`
    bool operator==(const RateSet&) const = default;
};

struct Deleted {
    ContactId contact;
    bool operator==(const Deleted&) const = default;
};

// Where an event stands: the ledger's address of a fact. `sub` counts the lines that one entry
// becomes in the text form (a change of three properties is three lines); 0 is the entry itself.
struct Position {
    std::int32_t bucket = 0;
    std::int32_t sub = 0;
    std::int64_t seq = 0;
    auto operator<=>(const Position&) const = default;
};

struct Voided {  // undo, un-merge, correction; from this event's own receipt on
    std::vector<Position> positions;
    bool operator==(const Voided&) const = default;
};

using What = std::variant<ContactCreated,
                          ContactChanged,
                          CompanyChanged,
                          RecordChanged,
                          CompanySet,
                          Touched,
                          Linked,
                          Merged,
                          HandoffMoved,
                          DealChanged,
                          Placed,
                          RateSet,
                          Deleted,
                          Voided>;

// A fact as it is proposed: it has no place in the ledger yet.
// `by` names who did it (a user's e-mail, "baton", "import:7", "key:3"), `cause` why, both may be
// empty.
struct Draft {
    Instant at;
    std::string by;
    std::string cause;
    What what;
    bool operator==(const Draft&) const = default;
};

// A fact in the ledger. Within a workspace `order` rises with receipt and breaks ties of `at`
// (event order is (at, order)); an entry that becomes n lines of text takes n consecutive orders.
struct Event {
    Instant at;
    Instant received;
    std::uint64_t order = 0;
    Position position;
    std::string by;
    std::string cause;
    What what;
    bool operator==(const Event&) const = default;
};

// How many lines of the text form this event becomes, and so how many orders it takes: at least 1.
// A ContactCreated is 1 + its properties; a change is its number of properties (sub 1, 2, …).
[[nodiscard]] std::uint32_t lines_of(const What& what);

}  // namespace baton::ledger
