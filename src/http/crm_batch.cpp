#include "http/crm_batch.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <utility>

#include "http/crm_json.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"

namespace baton::http {

namespace json = boost::json;

Result<std::vector<json::object>> read_inputs(const json::object& body, std::size_t most) {
    const json::array& inputs = crm_list(body, "inputs");
    if (inputs.empty() || inputs.size() > most) {
        return fail(Failure::invalid,
                    fmt::format("A batch holds 1 to {} inputs, this one {}.", most, inputs.size()),
                    {{"inputs", fmt::format("must be 1 to {}", most)}});
    }
    std::vector<json::object> read;
    for (const json::value& input : inputs) {
        if (!input.is_object()) {
            return fail(Failure::invalid,
                        "Invalid input JSON: an input is an object.",
                        {{"inputs", "must be objects"}});
        }
        read.push_back(input.get_object());
    }
    return read;
}

Result<BatchOutcomes> run_batch(Application& application,
                                std::size_t inputs,
                                const BatchStep& step,
                                const std::function<void(engine::Desk&)>& begin) {
    BatchOutcomes outcomes;
    const engine::Receipt all =
        TRY(application.workspace().run([&](engine::Desk& desk) -> Result<engine::Receipt> {
            if (begin) {
                begin(desk);
            }
            engine::Receipt receipt;
            for (std::size_t input = 0; input < inputs; ++input) {
                const auto& done = outcomes.each.emplace_back(step(desk, input));
                if (done) {
                    receipt.recorded.insert(
                        receipt.recorded.end(), done->recorded.begin(), done->recorded.end());
                }
            }
            return receipt;
        }));
    outcomes.recorded = all.recorded;
    return outcomes;
}

json::object render_batch_error(const Error& error, const json::object& input) {
    json::object context;
    for (const auto& [name, as] :
         {std::pair("id", "ids"), std::pair("objectWriteTraceId", "objectWriteTraceId")}) {
        if (std::string text = crm_member(input, name); !text.empty()) {
            context[as] = json::array{json::value(std::move(text))};
        }
    }
    return {{"status", "error"},
            {"category", hubspot_category(hubspot_status(error))},
            {"message", error.message},
            {"context", std::move(context)},
            {"links", json::object()},
            {"errors", hubspot_problems(error)}};
}

Response batch_response(Application& application,
                        const Request& request,
                        int status,
                        json::array results,
                        json::array errors) {
    json::object document{{"status", "COMPLETE"},
                          {"results", std::move(results)},
                          {"startedAt", crm_time(request.received)},
                          {"completedAt", crm_time(application.now())}};
    const bool failed = !errors.empty();
    if (failed) {
        document["numErrors"] = errors.size();
        document["errors"] = std::move(errors);
    }
    return json_text(json::serialize(document), failed ? 207 : status);
}

Response with_undo(const Application& application,
                   const Request& request,
                   const BatchOutcomes& outcomes,
                   Response response) {
    if (auto token = application.undo_token(request.principal, outcomes.recorded)) {
        response.headers.push_back({"Baton-Undo", *std::move(token)});
    }
    return response;
}

}  // namespace baton::http
