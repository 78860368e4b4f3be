#include "http/router.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace baton::http {
namespace {

Route route(Method method, std::string_view pattern) {
    return {.method = method,
            .pattern = pattern,
            .handler = Quick{[](const Request&) -> Result<Response> { return no_content(); }}};
}

Router sound(std::vector<Route> table) {
    auto router = Router::make(std::move(table));
    EXPECT_TRUE(router.has_value());
    return *std::move(router);
}

std::string found(const Router& router, Method method, const std::vector<std::string>& segments) {
    const auto match = router.find(method, segments);
    if (!match) {
        return match.error().failure == Failure::not_found ? "none" : "other method";
    }
    std::string text(match->route->pattern);
    for (const Field& field : match->parameters) {
        text += " " + field.name + "=" + field.value;
    }
    return text;
}

TEST(Router, a_literal_wins_over_a_parameter_wherever_it_stands_in_the_table) {
    const Router router = sound({route(Method::get, "/a/{version}"),
                                 route(Method::get, "/a/in-force"),
                                 route(Method::get, "/{kind}/{id}/x")});
    EXPECT_EQ(found(router, Method::get, {"a", "in-force"}), "/a/in-force");
    EXPECT_EQ(found(router, Method::get, {"a", "7"}), "/a/{version} version=7");
    EXPECT_EQ(found(router, Method::get, {"b", "1", "x"}), "/{kind}/{id}/x kind=b id=1");
    EXPECT_EQ(found(router, Method::get, {"a"}), "none");
    EXPECT_EQ(found(router, Method::get, {"a", ""}), "none");
    EXPECT_EQ(found(router, Method::get, {"a", "7", ""}), "none");
    EXPECT_EQ(found(router, Method::get, {"b", "1", "y"}), "none");
}

TEST(Router, a_known_path_with_another_method_says_which_it_has) {
    const Router router = sound({route(Method::get, "/a/{id}"), route(Method::patch, "/a/{id}")});
    EXPECT_EQ(found(router, Method::post, {"a", "1"}), "other method");
    EXPECT_EQ(router.allowed({"a", "1"}), "GET, HEAD, PATCH, OPTIONS");
    EXPECT_EQ(router.allowed({"b"}), "");
    EXPECT_EQ(found(router, Method::head, {"a", "1"}), "/a/{id} id=1");
}

TEST(Router, a_method_is_looked_for_on_every_pattern_that_fits) {
    const Router router = sound({route(Method::get, "/h/board"), route(Method::patch, "/h/{id}")});
    EXPECT_EQ(found(router, Method::patch, {"h", "board"}), "/h/{id} id=board");
}

TEST(Router, refuses_tables_with_two_answers_to_one_request) {
    EXPECT_FALSE(Router::make({route(Method::get, "/a/{id}"), route(Method::get, "/a/{name}")}));
    EXPECT_TRUE(Router::make({route(Method::get, "/a/{id}"), route(Method::put, "/a/{name}")}));
    EXPECT_FALSE(Router::make({route(Method::get, "a")}));
    EXPECT_FALSE(Router::make({route(Method::get, "/a/x{id}")}));
    EXPECT_FALSE(Router::make({route(Method::get, "/a/{id")}));
}

TEST(Router, describes_itself_one_line_a_route) {
    Route admin = route(Method::remove, "/api/v1/keys/{id}");
    admin.access = only({Role::admin}, "keys:write");
    admin.summary = "Ends a key";
    const std::string text = describe(sound({admin, route(Method::get, "/x")}));
    EXPECT_EQ(text.substr(0, 7 + 1 + 17), "DELETE  /api/v1/keys/{id}");
    EXPECT_NE(text.find("admin; keys:write"), std::string::npos);
    EXPECT_NE(text.find("Ends a key\n"), std::string::npos);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
}

}  // namespace
}  // namespace baton::http
