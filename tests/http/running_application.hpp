#pragma once

#include <boost/json/value.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/command.hpp"
#include "engine/workspace.hpp"
#include "http/application.hpp"
#include "http/request.hpp"
#include "http/site.hpp"
#include "http/sse.hpp"

namespace baton::http::test {

struct Reply {
    int status = 0;
    std::string body = {};
    std::string cookie = {};  // the session token it sets

    // REQUIRES: the body is JSON.
    [[nodiscard]] boost::json::value json() const;
    // The member below a pointer such as /rows/0/id; as JSON text without quotes.
    [[nodiscard]] std::string at(std::string_view pointer) const;
};

// The whole application over an empty workspace in a folder of its own, asked without a socket.
// Its clock begins at 2026-03-02T09:00:00Z and moves on by a second with each request.
class RunningApplication {
public:
    RunningApplication();
    ~RunningApplication();
    RunningApplication(const RunningApplication&) = delete;
    RunningApplication& operator=(const RunningApplication&) = delete;

    // As whoever signed in last.
    Reply ask(Method method, std::string_view target, std::string_view body = "");

    Reply get(std::string_view target) { return ask(Method::get, target); }

    Reply post(std::string_view target, std::string_view body) {
        return ask(Method::post, target, body);
    }

    Reply patch(std::string_view target, std::string_view body) {
        return ask(Method::patch, target, body);
    }

    // Sets the workspace up with Ada, an admin, and signs her in.
    void set_up();
    // Adds a rep or whoever and signs them in.
    void sign_in_as(std::string_view name, std::string_view role);

    void sign_out() { token_.clear(); }

    // What a browser does with a session that was kept, or with Set-Cookie.
    void use_session(const std::string& token) { token_ = token; }

    [[nodiscard]] const std::string& session() const { return token_; }

    void use_key(std::string_view secret) { key_ = secret; }

    // The order of the last event: equal as long as nothing is recorded.
    [[nodiscard]] std::uint64_t ledger_head();

    [[nodiscard]] engine::Workspace& workspace() { return *workspace_; }

private:
    std::filesystem::path folder_;
    EventHub hub_;
    std::unique_ptr<engine::Workspace> workspace_;
    std::unique_ptr<Application> application_;
    std::unique_ptr<Site> site_;
    std::string token_;
    std::string key_;
};

}  // namespace baton::http::test
