#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/command.hpp"
#include "http/application.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

// Many inputs in one request. Each is carried out whole or not at all, beside the others; all of
// them become durable together, before the answer.
namespace baton::http {

inline constexpr std::size_t batch_objects_max = 100;
inline constexpr std::size_t batch_associations_max = 2000;

// The `inputs` of a body: objects, 1 to `most`.
[[nodiscard]] Result<std::vector<boost::json::object>> read_inputs(const boost::json::object& body,
                                                                   std::size_t most);

struct BatchOutcomes {
    std::vector<Result<engine::Receipt>> each = {};
    std::vector<ledger::Position> recorded = {};  // what takes back all of it
};

using BatchStep = std::function<Result<engine::Receipt>(engine::Desk& desk, std::size_t input)>;

// One command; `begin` is called first, on the writer's thread.
[[nodiscard]] Result<BatchOutcomes> run_batch(Application& application,
                                              std::size_t inputs,
                                              const BatchStep& step,
                                              const std::function<void(engine::Desk&)>& begin = {});

// What an input came to nothing by: {status, category, message, context, errors}.
[[nodiscard]] boost::json::object render_batch_error(const Error& error,
                                                     const boost::json::object& input);

// {status: "COMPLETE", results, numErrors, errors, startedAt, completedAt}: `status`, or 207 when
// there are errors.
[[nodiscard]] Response batch_response(Application& application,
                                      const Request& request,
                                      int status,
                                      boost::json::array results,
                                      boost::json::array errors);

// With the header that takes all of it back.
[[nodiscard]] Response with_undo(const Application& application,
                                 const Request& request,
                                 const BatchOutcomes& outcomes,
                                 Response response);

}  // namespace baton::http
