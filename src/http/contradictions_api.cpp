#include "http/contradictions_api.hpp"

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/contradictions.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct ContradictionCaseView {
    std::string kind = {};
    std::string id = {};
    std::string name = {};
    std::string detail = {};
};

BOOST_DESCRIBE_STRUCT(ContradictionCaseView, (), (kind, id, name, detail))

struct ContradictionView {
    std::string code = {};
    std::string message = {};
    std::string advice = {};
    std::uint64_t count = 0;
    std::vector<ContradictionCaseView> cases = {};
};

BOOST_DESCRIBE_STRUCT(ContradictionView, (), (code, message, advice, count, cases))

Result<Response> list(Application& application, const Request& /*request*/) {
    Page<ContradictionView> page;
    for (engine::Contradiction& each : engine::find_contradictions(application.workspace())) {
        ContradictionView view{.code = std::move(each.code),
                               .message = std::move(each.message),
                               .advice = std::move(each.advice),
                               .count = each.count};
        for (engine::ContradictionCase& one : each.cases) {
            view.cases.push_back({.kind = std::move(one.kind),
                                  .id = std::move(one.id),
                                  .name = std::move(one.name),
                                  .detail = std::move(one.detail)});
        }
        page.rows.push_back(std::move(view));
    }
    return json_response(page);
}

}  // namespace

std::vector<Route> contradictions_api(Application& application) {
    return {{.method = Method::get,
             .pattern = "/api/v1/contradictions",
             .handler = Answer([&](const Request& request) { return list(application, request); }),
             .summary = "What cannot be true at once, over everything that is here",
             .response = schema_of<Page<ContradictionView>>}};
}

}  // namespace baton::http
