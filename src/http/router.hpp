#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/schema.hpp"

namespace baton::http {

// Who may use a route.
struct Access {
    enum class Kind : std::uint8_t { anyone, write_key, people };

    static constexpr unsigned all_roles = 0x1F;

    Kind kind = Kind::anyone;
    unsigned roles = all_roles;  // people: bit set of Role
    std::string_view scope =
        {};  // people: the scope with which an API key may too; empty: no key may

    bool operator==(const Access&) const = default;
};

inline constexpr Access anyone{};

// A write key by Basic authorisation or in the body (there the handler looks it up); open to other
// origins.
inline constexpr Access write_key{.kind = Access::Kind::write_key};

// Everybody who is signed in, and API keys that carry `scope` ("contacts:read").
[[nodiscard]] constexpr Access signed_in(std::string_view scope = {}) {
    return {.kind = Access::Kind::people, .scope = scope};
}

// Those roles only, and API keys that carry `scope`. Admin is not implied.
[[nodiscard]] constexpr Access only(std::initializer_list<Role> roles,
                                    std::string_view scope = {}) {
    unsigned bits = 0;
    for (const Role role : roles) {
        bits |= 1U << static_cast<unsigned>(role);
    }
    return {.kind = Access::Kind::people, .roles = bits, .scope = scope};
}

enum class BodyKind : std::uint8_t { memory, upload };
enum class ErrorShape : std::uint8_t { problem, hubspot };

// One line of the route table: everything the server, the documentation and `baton routes` need.
// A pattern is literal segments and {parameter} segments; a literal wins over a parameter.
struct Route {
    Method method = Method::get;
    std::string_view pattern;
    Handler handler;
    Access access = signed_in();
    std::string_view summary = {};
    std::size_t body_max = request_bytes_max;
    BodyKind body = BodyKind::memory;
    ErrorShape errors = ErrorShape::problem;
    int success = 200;
    std::vector<std::string_view> query = {};  // the names it reads; the others are ignored
    SchemaOf request = nullptr;                // schema_of<Record>
    SchemaOf response = nullptr;
};

struct Match {
    const Route* route = nullptr;
    std::size_t index = 0;  // of the route in the table
    std::vector<Field> parameters = {};
};

// Finds the route of a request. Immutable; safe from any thread; keeps the table it was made of.
class Router {
public:
    // Fails when two routes answer the same method and shape of path, or a pattern is not well
    // formed.
    static Result<Router> make(std::vector<Route> table);

    // `segments` are the decoded parts between slashes. GET routes answer HEAD too.
    // not_found, or refused when the path exists with other methods.
    [[nodiscard]] Result<Match> find(Method method, const std::vector<std::string>& segments) const;

    // "GET, HEAD, OPTIONS": the methods the path knows; empty when it does not exist.
    [[nodiscard]] std::string allowed(const std::vector<std::string>& segments) const;

    // Any route on that path; nullptr when it does not exist.
    [[nodiscard]] const Route* any_on(const std::vector<std::string>& segments) const;

    [[nodiscard]] const std::vector<Route>& table() const { return table_; }

private:
    struct Compiled {
        std::vector<std::string> segments;  // a parameter begins with "{"
        std::size_t index;
    };

    explicit Router(std::vector<Route> table) : table_(std::move(table)) {}

    [[nodiscard]] std::vector<const Compiled*> matching(
        const std::vector<std::string>& segments) const;

    std::vector<Route> table_;
    std::unordered_map<std::size_t, std::vector<Compiled>> by_length_;
};

// Method, pattern, access and summary in columns, one line a route: `baton routes`.
[[nodiscard]] std::string describe(const Router& router);

}  // namespace baton::http
