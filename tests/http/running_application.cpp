#include "http/running_application.hpp"

#include <atomic>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <filesystem>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "http/access_log.hpp"

namespace baton::http::test {

namespace {

std::filesystem::path new_folder() {
    static std::atomic<int> count = 0;
    return std::filesystem::temp_directory_path() /
           fmt::format("baton-application-{}-{}", ::getpid(), count++);
}

Instant start() {
    return parse_instant("2026-03-02T09:00:00Z").value();
}

std::string token_in(const Response& response) {
    for (const Field& header : response.headers) {
        if (header.name == "Set-Cookie") {
            const auto begin = header.value.find('=') + 1;
            return header.value.substr(begin, header.value.find(';') - begin);
        }
    }
    return {};
}

}  // namespace

boost::json::value Reply::json() const {
    return boost::json::parse(body);
}

std::string Reply::at(std::string_view pointer) const {
    boost::system::error_code error;
    const boost::json::value document = json();
    const boost::json::value* found = document.find_pointer(pointer, error);
    if (found == nullptr) {
        return "(nothing at " + std::string(pointer) + ")";
    }
    return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
}

RunningApplication::RunningApplication() : folder_(new_folder()) {
    log_failures_only();
    engine::Workspace::Options options{.directory = folder_};
    options.on_change = [this](const std::set<std::string>& topics) {
        hub_.publish(std::vector<std::string>(topics.begin(), topics.end()));
    };
    workspace_ = engine::Workspace::open(std::move(options),
                                         std::make_unique<Clock>(Clock::standing_at(start())))
                     .value();
    application_ = Application::make(*workspace_, hub_, {}).value();
    site_ = Site::make(application_->site_parts()).value();
}

RunningApplication::~RunningApplication() {
    site_.reset();
    workspace_->drain();
    application_.reset();
    workspace_.reset();
    std::filesystem::remove_all(folder_);
}

Reply RunningApplication::ask(Method method, std::string_view target, std::string_view body) {
    workspace_->clock().move_to(plus(workspace_->clock().now(), second_micros));
    std::vector<Field> headers{{"Host", "localhost"}, {"Origin", "http://localhost"}};
    if (!key_.empty()) {
        headers.push_back({"Authorization", "Bearer " + key_});
    } else if (!token_.empty()) {
        headers.push_back({"Cookie", "__Host-baton=" + token_});
    }
    headers.push_back({"Content-Type", "application/json"});
    Admission admission = site_->admit(
        {.method = method, .target = target, .headers = headers, .remote = "127.0.0.1"});
    Result<Response> answer = fail(Failure::broken, "no answer");
    if (admission.settled) {
        answer = *std::move(admission.settled);
    } else {
        admission.request->body = body;
        site_->answer(
            admission,
            [](Site::Work work) {
                work();
                return true;
            },
            Responder([&](Result<Response> given) { answer = std::move(given); }));
        workspace_->drain();  // ingestion answers from the writer's thread
    }
    const Response response = site_->finish(admission, std::move(answer));
    const auto* text = std::get_if<std::string>(&response.body);
    return {.status = response.status,
            .body = text == nullptr ? std::string() : *text,
            .cookie = token_in(response)};
}

void RunningApplication::set_up() {
    const Reply reply =
        post("/api/v1/setup",
             R"({"company":"Analytical Engines","currency":"EUR","time_zone":"Europe/Berlin",
                      "agreement":"small_team","name":"Ada Lovelace","email":"ada@example.com",
                      "password":"correct horse"})");
    EXPECT_EQ(reply.status, 201) << reply.body;
    token_ = reply.cookie;
}

void RunningApplication::sign_in_as(std::string_view name, std::string_view role) {
    const std::string email = fmt::format("{}@example.com", name);
    post("/api/v1/users",
         fmt::format(R"({{"name":"{}","email":"{}","role":"{}","password":"correct horse"}})",
                     name,
                     email,
                     role));
    token_ = post("/api/v1/session",
                  fmt::format(R"({{"email":"{}","password":"correct horse"}})", email))
                 .cookie;
}

std::uint64_t RunningApplication::ledger_head() {
    return workspace_->read([](const auto& view) { return view.timeline.last_order(); });
}

}  // namespace baton::http::test
