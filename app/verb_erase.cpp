#include <boost/json.hpp>
#include <charconv>
#include <fmt/core.h>
#include <ostream>
#include <string>

#include "app/opening.hpp"
#include "app/place.hpp"
#include "app/verbs.hpp"
#include "engine/accounts.hpp"
#include "engine/erasing.hpp"
#include "engine/history_reading.hpp"

namespace baton::app {

namespace {

// An external id, an e-mail address, or the number that pages and answers show.
ContactId find(const engine::Workspace::View& view, const std::string& reference) {
    if (const ContactId id = engine::find_contact(view, reference)) {
        return id;
    }
    ContactId id;
    const char* const end = reference.data() + reference.size();
    const auto [rest, error] = std::from_chars(reference.data(), end, id.value);
    return error == std::errc() && rest == end ? id : ContactId{};
}

Result<engine::Receipt> erase(const EraseOptions& options, const Place& place) {
    const auto user = place.accounts.find_user(options.by);
    if (!user || (user->user.role != "admin" && user->user.role != "lead")) {
        return fail(
            Failure::forbidden,
            fmt::format("{} may not erase people: an administrator or an alignment lead may",
                        options.by));
    }
    const ContactId contact = place.workspace.read(
        [&](const engine::Workspace::View& view) { return find(view, options.contact); });
    if (!contact) {
        return fail(Failure::not_found, fmt::format("there is no contact {}", options.contact));
    }
    return place.workspace.erase({.contact = contact, .why = options.why},
                                 {.by = user->user.email});
}

}  // namespace

int erase_contact(const EraseOptions& options, const Place& place, Streams& streams) {
    const auto receipt = erase(options, place);
    if (!receipt) {
        return report(receipt.error(), streams);
    }
    const bool before = receipt->count == 0;
    if (options.common.json) {
        streams.out << boost::json::serialize(
                           boost::json::object{{"id", receipt->id}, {"erased_before", before}})
                    << '\n';
    } else {
        streams.err << (before ? "nothing to do: that person was erased before\n"
                               : fmt::format("erased contact {}\n", receipt->id));
    }
    return 0;
}

}  // namespace baton::app
