#include "engine/ingest_identity.hpp"

#include "engine/contact_commands.hpp"

namespace baton::engine {

namespace {

constexpr Instant latest = Instant::latest();

bool looks_like_email(const std::string& text) {
    const auto at = text.find('@');
    return at != std::string::npos && at != 0 && at + 1 < text.size() &&
           text.find(' ') == std::string::npos;
}

ContactId id_of(const ledger::Contact* contact) {
    return contact == nullptr ? ContactId{} : contact->id;
}

// The contact that a visitor was linked to last.
ContactId linked_contact(Desk& desk, const std::string& anonymous_id) {
    const VisitorId id = desk.directory().visitor(anonymous_id);
    const ledger::Visitor* visitor = id ? desk.timeline().find(id) : nullptr;
    const ledger::Joining* last =
        visitor == nullptr ? nullptr : ledger::last_at(visitor->links, latest);
    if (last == nullptr) {
        return {};
    }
    const ledger::Slot slot = desk.timeline().owner_of(last->into, latest);
    return id_of(desk.find_contact(desk.timeline().contacts()[slot].id));
}

// A merged contact answers through the one it was merged into.
ContactId survivor(Desk& desk, const ledger::Contact* contact) {
    if (contact == nullptr || !contact->merged) {
        return id_of(contact);
    }
    const auto& timeline = desk.timeline();
    return timeline.contacts()[timeline.owner_of(timeline.slot_of(*contact), latest)].id;
}

ContactId contact_of_user(Desk& desk, const std::string& user) {
    if (const auto* contact = desk.find_contact_by_external_id(user)) {
        return survivor(desk, contact);
    }
    if (const ContactId linked = linked_contact(desk, visitor_of_user(user))) {
        return linked;
    }
    return looks_like_email(user) ? survivor(desk, desk.find_contact_by_email(user)) : ContactId{};
}

Result<ContactId> create(Desk& desk, const IngestIds& ids, const Because& because) {
    const ContactId id = TRY(desk.new_contact());
    ledger::Properties properties;
    if (looks_like_email(ids.email)) {
        properties.emplace_back("email", ids.email);
    } else if (looks_like_email(ids.user)) {
        properties.emplace_back("email", ids.user);
    }
    desk.record(ledger::ContactCreated{.contact = id,
                                       .external_id =
                                           ids.user.empty() ? std::to_string(id.value) : ids.user,
                                       .properties = std::move(properties)},
                because);
    return id;
}

}  // namespace

std::string visitor_of_user(const std::string& user) {
    return "user:" + user;
}

ContactId named_contact(Desk& desk, const IngestIds& ids) {
    if (!ids.user.empty()) {
        if (const ContactId id = contact_of_user(desk, ids.user)) {
            return id;
        }
    }
    if (!ids.email.empty()) {
        if (const auto* contact = desk.find_contact_by_email(ids.email)) {
            return survivor(desk, contact);
        }
    }
    return ids.user.empty() && ids.email.empty() && !ids.anonymous.empty()
               ? linked_contact(desk, ids.anonymous)
               : ContactId{};
}

Result<ContactId> contact_for(Desk& desk, const IngestIds& ids, const Because& because) {
    if (const ContactId known = named_contact(desk, ids)) {
        const bool by_other_id = !ids.user.empty() && !contact_of_user(desk, ids.user);
        if (by_other_id) {
            TRY(link(desk, visitor_of_user(ids.user), known, because));
        }
        return known;
    }
    if (ids.user.empty() && !looks_like_email(ids.email)) {
        return ContactId{};
    }
    return create(desk, ids, because);
}

Done link(Desk& desk, const std::string& anonymous_id, ContactId contact, const Because& because) {
    if (linked_contact(desk, anonymous_id) == contact) {
        return {};
    }
    const VisitorId visitor = TRY(desk.visitor(anonymous_id));
    desk.record(ledger::Linked{.visitor = visitor, .contact = contact}, because);
    return {};
}

}  // namespace baton::engine
