#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "http/crm_api.hpp"
#include "http/crm_json.hpp"
#include "http/crm_request.hpp"
#include "http/crm_schema.hpp"
#include "http/json_body.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

constexpr Instant latest = Instant::latest();
constexpr std::size_t limit_default = 100;

// Somebody who works here. Objects name their owner by e-mail address, so that is the owner's id.
struct Owner {
    std::string email;
    std::string name;
    std::string team;
    bool archived = false;
    std::uint64_t number = 0;
    Instant created_at;
    Instant updated_at;
};

Owner owner_of(const ledger::Timeline& timeline, const ledger::Record& record) {
    const auto text = [&](std::string_view property) {
        return engine::text_of(timeline, record.properties, property, latest);
    };
    Owner owner{.email = record.key,
                .name = text("name"),
                .team = text("team"),
                .archived = !engine::find_user(timeline, record.key, latest),
                .number = record.first_order,
                .created_at = latest,
                .updated_at = Instant::earliest()};
    for (const ledger::PropertyTrack& track : record.properties.all()) {
        const auto* first = ledger::first_of(track.changes);
        const auto* last = ledger::last_at(track.changes, latest);
        owner.created_at =
            first == nullptr ? owner.created_at : std::min(owner.created_at, first->at);
        owner.updated_at =
            last == nullptr ? owner.updated_at : std::max(owner.updated_at, last->at);
    }
    return owner;
}

std::vector<Owner> list_owners(Application& application) {
    return application.workspace().read([](const engine::Workspace::View& view) {
        std::vector<Owner> owners;
        for (const ledger::Record* record : view.timeline.records_of("user")) {
            Owner owner = owner_of(view.timeline, *record);
            if (owner.created_at != latest) {
                owners.push_back(std::move(owner));
            }
        }
        return owners;
    });
}

json::object render_owner(const Owner& owner) {
    const auto space = owner.name.rfind(' ');
    const bool two = space != std::string::npos;
    json::array teams;
    if (!owner.team.empty()) {
        teams.push_back(json::object{{"id", owner.team}, {"name", owner.team}, {"primary", true}});
    }
    json::object rendered{{"id", owner.email},
                          {"email", owner.email},
                          {"type", "PERSON"},
                          {"firstName", two ? owner.name.substr(0, space) : owner.name},
                          {"lastName", two ? owner.name.substr(space + 1) : std::string()},
                          {"userIdIncludingInactive", owner.number},
                          {"createdAt", crm_time(owner.created_at)},
                          {"updatedAt", crm_time(owner.updated_at)},
                          {"archived", owner.archived},
                          {"teams", std::move(teams)}};
    if (!owner.archived) {
        rendered["userId"] = owner.number;
    }
    return rendered;
}

Result<Response> list(Application& application, const Request& request) {
    const std::string email = text::folded(text_of(request, "email"));
    const bool archived = flag_of(request, "archived");
    std::vector<Owner> owners = list_owners(application);
    std::erase_if(owners, [&](const Owner& owner) {
        return owner.archived != archived || (!email.empty() && text::folded(owner.email) != email);
    });
    const std::size_t after = TRY(offset_from(text_of(request, "after")));
    const std::size_t limit = TRY(limit_of(request, limit_default));
    json::array results;
    std::size_t at = after;
    for (; at < owners.size() && results.size() < limit; ++at) {
        results.push_back(render_owner(owners[at]));
    }
    json::object page{{"results", std::move(results)}};
    if (at < owners.size()) {
        page["paging"] = crm_paging(std::to_string(at));
    }
    return json_response(page);
}

// By e-mail address, or by ?idProperty=userId.
Result<Response> show(Application& application, const Request& request) {
    const std::string id = request.parameter("id");
    const bool by_number = text_of(request, "idProperty") == "userId";
    for (const Owner& owner : list_owners(application)) {
        const bool meant = by_number ? std::to_string(owner.number) == id
                                     : text::folded(owner.email) == text::folded(id);
        if (meant && owner.archived == flag_of(request, "archived")) {
            return json_response(render_owner(owner));
        }
    }
    return fail(Failure::not_found, fmt::format("There is no owner {}.", id.substr(0, 80)));
}

}  // namespace

std::vector<Route> crm_owners_api(Application& application) {
    std::vector<Route> all;
    const auto add = [&](std::string_view pattern, std::string_view summary, auto handler) {
        all.push_back(crm_route(Method::get,
                                pattern,
                                "contacts:read",
                                summary,
                                [&application, handler](const Request& request) {
                                    return handler(application, request);
                                }));
    };
    for (const std::string_view pattern : {"/crm/v3/owners", "/crm/v3/owners/"}) {
        add(pattern, "Who can own objects", list);
        all.back().query = {"email", "archived", "after", "limit"};
        all.back().response = crm_results_schema;
    }
    add("/crm/v3/owners/{id}", "One owner", show);
    all.back().query = {"idProperty", "archived"};
    all.back().response = crm_any_schema;
    return all;
}

}  // namespace baton::http
