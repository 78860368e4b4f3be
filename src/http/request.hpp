#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace baton::http {

enum class Method : std::uint8_t { get, head, post, put, patch, remove, options };

// "GET", …, "DELETE" for remove.
[[nodiscard]] std::string_view name(Method method);
[[nodiscard]] std::optional<Method> find_method(std::string_view name);
[[nodiscard]] bool writes(Method method);

// A header, a query parameter or a path parameter.
struct Field {
    std::string name;
    std::string value;

    bool operator==(const Field&) const = default;
};

// The first value of that exact name.
[[nodiscard]] std::optional<std::string_view> find(const std::vector<Field>& fields,
                                                   std::string_view name);

// The first value of that name; ASCII letters compare without case, as in headers.
[[nodiscard]] std::optional<std::string_view> find_header(const std::vector<Field>& fields,
                                                          std::string_view name);

enum class Role : std::uint8_t { marketer, rep, lead, manager, admin };

[[nodiscard]] std::string_view name(Role role);
[[nodiscard]] std::optional<Role> find_role(std::string_view name);

// Who asks. `id` is the user's id for a session and the key's id for a key; 0 for nobody.
struct Principal {
    enum class Kind : std::uint8_t { nobody, session, api_key, write_key };

    Kind kind = Kind::nobody;
    std::int64_t id = 0;
    std::string name = {};
    Role role = Role::rep;                 // sessions
    std::vector<std::string> scopes = {};  // API keys
    std::string source = {};               // write keys: the ledger source of what it sends
    bool browser = false;                  // write keys: given to a page, so not to be believed

    bool operator==(const Principal&) const = default;
};

// A file on its way in. It is removed with its owner unless the handler renamed it.
class Upload {
public:
    Upload() = default;

    explicit Upload(std::filesystem::path path) : path_(std::move(path)) {}

    Upload(Upload&& other) noexcept : path_(std::exchange(other.path_, {})) {}

    Upload& operator=(Upload&& other) noexcept {
        std::swap(path_, other.path_);
        return *this;
    }

    ~Upload();

    // Empty when there is none.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// One request as handlers see it: decoded, bounded and authorised already.
// The body is inflated; an uploading route has it in `upload` instead, as it came.
struct Request {
    Method method = Method::get;
    std::string path = {};               // decoded; without the query
    std::vector<Field> parameters = {};  // of the route's pattern: {id}
    std::vector<Field> query = {};
    std::vector<Field> headers = {};
    std::string body = {};
    Upload upload = {};
    std::string remote = {};  // address without port
    std::string id = {};      // names this request in the log and in 500 replies
    std::string nonce = {};   // for the page's content security policy
    Principal principal = {};
    Instant received = {};

    // REQUIRES: the route's pattern has {name}.
    [[nodiscard]] const std::string& parameter(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

}  // namespace baton::http
