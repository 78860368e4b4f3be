#include "http/crm_request.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "engine/crm_associations.hpp"
#include "http/ascii.hpp"
#include "http/crm_paths.hpp"

namespace baton::http {

std::vector<std::string> listed(const Request& request, std::string_view name) {
    std::vector<std::string> texts;
    for (const Field& field : request.query) {
        if (field.name == name) {
            each_part(field.value, ',', [&](std::string_view part) {
                if (!without_blanks(part).empty()) {
                    texts.emplace_back(without_blanks(part));
                }
                return true;
            });
        }
    }
    return texts;
}

Result<engine::CrmShown> shown_in(const Request& request) {
    engine::CrmShown shown{.properties = listed(request, "properties"),
                           .history = listed(request, "propertiesWithHistory")};
    for (const std::string& name : listed(request, "associations")) {
        const auto type = engine::find_crm_type(name);
        if (!type) {
            return fail(Failure::invalid,
                        fmt::format("{} is not a type of objects.", name),
                        {{"associations", "must be contacts, companies, deals, tasks or notes"}});
        }
        TRY(check_scope(request, *type, false));
        shown.associations.push_back(*type);
    }
    return shown;
}

Result<engine::CrmType> type_in(const Request& request, std::string_view parameter) {
    const auto type = engine::find_crm_type(request.parameter(parameter));
    if (!type) {
        return fail(Failure::not_found,
                    fmt::format("Unable to infer object type from: {}",
                                request.parameter(parameter).substr(0, 40)));
    }
    return *type;
}

Done check_scope(const Request& request, engine::CrmType type, bool writes) {
    const std::string_view scope = writes ? write_scope(type) : read_scope(type);
    const Principal& asker = request.principal;
    const bool may = asker.kind != Principal::Kind::api_key ||
                     std::ranges::find(asker.scopes, scope) != asker.scopes.end();
    return may ? Done{}
               : fail(Failure::forbidden, fmt::format("This key lacks the scope {}.", scope));
}

Result<Response> carried_out(Application& application,
                             const Request& request,
                             engine::Command command) {
    const engine::Receipt receipt = TRY(application.workspace().run(std::move(command)));
    Response response = no_content();
    if (auto token = application.undo_token(request.principal, receipt.recorded)) {
        response.headers.push_back({"Baton-Undo", *std::move(token)});
    }
    return response;
}

Route crm_route(Method method,
                std::string_view pattern,
                std::string_view scope,
                std::string_view summary,
                Answer answer) {
    return {.method = method,
            .pattern = pattern,
            .handler = std::move(answer),
            .access = signed_in(scope),
            .summary = summary,
            .errors = ErrorShape::hubspot};
}

}  // namespace baton::http
