#include "engine/refs.hpp"

#include <initializer_list>

#include "engine/people.hpp"

namespace baton::engine {

namespace {

std::string first_known(std::initializer_list<std::string> texts) {
    for (const std::string& text : texts) {
        if (!text.empty()) {
            return text;
        }
    }
    return {};
}

}  // namespace

std::optional<std::string> side_of(std::string_view role) {
    if (role == "marketer") {
        return "marketing";
    }
    return role == "rep" || role == "manager" ? std::optional<std::string>("sales") : std::nullopt;
}

std::optional<UserRef> user_ref(const ledger::Timeline& timeline,
                                std::string_view email,
                                Instant at) {
    if (email.empty()) {
        return std::nullopt;
    }
    const std::optional<User> user = find_user(timeline, email, at);
    if (!user) {
        return UserRef{.id = std::string(email), .name = std::string(email), .team = {}};
    }
    return UserRef{.id = user->email,
                   .name = user->name.empty() ? user->email : user->name,
                   .team = side_of(user->role)};
}

std::string contact_name(const ledger::Timeline& timeline,
                         const ledger::Contact& contact,
                         Instant at) {
    const ledger::Tracks& tracks = contact.all().properties;
    const std::string first = text_of(timeline, tracks, "first_name", at);
    const std::string last = text_of(timeline, tracks, "last_name", at);
    const std::string both = first.empty() || last.empty() ? first + last : first + " " + last;
    return first_known({both, text_of(timeline, tracks, "email", at), contact.external_id});
}

std::string company_name(const ledger::Timeline& timeline,
                         const ledger::Company& company,
                         Instant at) {
    return first_known({text_of(timeline, company.properties, "name", at),
                        text_of(timeline, company.properties, "domain", at),
                        company.external_id});
}

std::string deal_name(const ledger::Timeline& timeline, const ledger::Deal& deal, Instant at) {
    return first_known({text_of(timeline, deal.properties, "name", at), deal.external_id});
}

ContactRef contact_ref(const ledger::Timeline& timeline,
                       const ledger::Contact& contact,
                       Instant at) {
    const ledger::Company* company = timeline.company_of(contact, at);
    return {.id = std::to_string(contact.id.value),
            .name = contact_name(timeline, contact, at),
            .company = company == nullptr ? std::nullopt
                                          : std::optional(company_name(timeline, *company, at))};
}

}  // namespace baton::engine
