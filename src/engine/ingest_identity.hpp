#pragma once

#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "connect/segment.hpp"
#include "engine/desk.hpp"

// Who is meant by the ids of a message. A user id is a contact's external id; an anonymous id is a
// visitor. A user id whose e-mail address belongs to a contact that has another external id is kept
// as a visitor linked to that contact, so that its later messages find the contact too.
namespace baton::engine {

struct IngestIds {
    const std::string& user;       // may be empty
    const std::string& anonymous;  // may be empty
    const std::string& email;      // that the message gives, may be empty
};

// The contact those ids already name; zero when they name none.
[[nodiscard]] ContactId named_contact(Desk& desk, const IngestIds& ids);

// That contact, created when there is none and a user id or an e-mail address is given; zero
// otherwise.
[[nodiscard]] Result<ContactId> contact_for(Desk& desk,
                                            const IngestIds& ids,
                                            const Because& because);

// The visitor belongs to the contact from then on; recorded once.
[[nodiscard]] Done link(Desk& desk,
                        const std::string& anonymous_id,
                        ContactId contact,
                        const Because& because);

// The visitor that stands for a user id which is not the contact's external id.
[[nodiscard]] std::string visitor_of_user(const std::string& user);

}  // namespace baton::engine
