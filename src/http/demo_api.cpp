#include "http/demo_api.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <utility>

#include "http/json_body.hpp"

namespace baton::http {

namespace {

struct DemoPerson {
    std::string email = {};
    std::string name = {};
};

BOOST_DESCRIBE_STRUCT(DemoPerson, (), (email, name))

struct DemoStep {
    std::string label = {};
    boost::json::object message = {};
};

BOOST_DESCRIBE_STRUCT(DemoStep, (), (label, message))

struct Demo {
    std::string write_key = {};
    DemoPerson buyer = {};
    std::vector<DemoStep> steps = {};
};

BOOST_DESCRIBE_STRUCT(Demo, (), (write_key, buyer, steps))

boost::json::object page(const DemoBuyer& buyer, const char* path, const char* title) {
    return {{"type", "page"},
            {"userId", buyer.external_id},
            {"properties", {{"path", path}, {"title", title}}}};
}

boost::json::object track(const DemoBuyer& buyer,
                          const char* event,
                          boost::json::object properties) {
    return {{"type", "track"},
            {"userId", buyer.external_id},
            {"event", event},
            {"properties", std::move(properties)}};
}

std::vector<DemoStep> steps_of(const DemoBuyer& buyer) {
    boost::json::object mail = track(buyer, "Email Opened", {{"asset", "Spring customs letter"}});
    mail["context"] = {
        {"campaign",
         {{"name", "Spring customs campaign"}, {"source", "newsletter"}, {"medium", "email"}}}};
    return {
        {.label = "Open a campaign mail", .message = std::move(mail)},
        {.label = "Look at pricing", .message = page(buyer, "/pricing", "Pricing")},
        {.label = "Read a case study",
         .message = track(buyer, "Content Viewed", {{"asset", "Case study: cold chain"}})},
        {.label = "Look at pricing again", .message = page(buyer, "/pricing", "Pricing")},
        {.label = "Ask for a demo",
         .message = track(buyer, "Demo Requested", {{"form", "Demo request"}})},
    };
}

Result<Response> show(Application& application) {
    const Application::Options& options = application.options();
    if (!options.demo) {
        return fail(Failure::not_found, "This is not the demonstration.");
    }
    const DemoBuyer& buyer = options.demo_buyer;
    return json_response(Demo{.write_key = options.demo_write_key,
                              .buyer = {.email = buyer.email, .name = buyer.name},
                              .steps = steps_of(buyer)});
}

}  // namespace

std::vector<Route> demo_api(Application& application) {
    return {
        {.method = Method::get,
         .pattern = "/api/v1/demo",
         .handler = Quick{[&application](const Request& /*request*/) { return show(application); }},
         .access = anyone,
         .summary = "What it takes to play a buyer",
         .response = schema_of<Demo>}};
}

}  // namespace baton::http
