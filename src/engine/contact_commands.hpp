#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "ledger/event.hpp"
#include "lifecycle/journeys.hpp"

// What people and programs do to contacts. Each is one command: checked whole, then recorded.
namespace baton::engine {

struct NewContact {
    std::string external_id = {};  // its own id as decimal text when empty
    ledger::Properties properties;
    CompanyId company = {};
};

// Conflict when the e-mail address or the external id is taken; the error's problem names the
// holder.
Result<Receipt> create_contact(Desk& desk, const NewContact& contact, const Because& because);

struct ContactChange {
    ContactId contact;
    ledger::Properties properties;
    std::optional<std::int64_t> version = {};  // refused as a conflict when it is no longer this
};

Result<Receipt> change_contact(Desk& desk, const ContactChange& change, const Because& because);

// The contact's primary company from now on; none when zero.
Result<Receipt> set_company(Desk& desk,
                            ContactId contact,
                            CompanyId company,
                            const Because& because);

// Puts a contact at a stage by hand, with a reason.
struct Placement {
    ContactId contact;
    std::string stage;
    std::string why;
};

// Invalid, at /stage, unless the version in force has such a stage.
Result<Receipt> place_contact(Desk& desk,
                              const lifecycle::Chain& chain,
                              const Placement& placement,
                              const Because& because);

// A call, mail or meeting that a rep logs: one record, seen both as activity and as touch.
struct Activity {
    enum class Type : std::uint8_t { call, email, meeting };

    ContactId contact;
    Type type = Type::call;
    ledger::Direction direction = ledger::Direction::out;
    std::string outcome = {};
    std::string note = {};
};

Result<Receipt> log_activity(Desk& desk, const Activity& activity, const Because& because);

Result<Receipt> delete_contact(Desk& desk, ContactId contact, const Because& because);

// Takes back what a receipt recorded: a void, from now on. Refused for what stays whatever happens:
// versions and signatures of the agreement, suspensions, erasures, and what Baton itself recorded
// (offers, breaches, restatements).
Result<Receipt> undo(Desk& desk,
                     const std::vector<ledger::Position>& positions,
                     const Because& because);

// The types that a property's value must have are those found so far; text becomes a number, date
// or money where the property is one. Unknown properties are created by their first value.
Result<ledger::Properties> typed(const ledger::DeclaredTypes::Types& types,
                                 const ledger::Properties& properties);

}  // namespace baton::engine
