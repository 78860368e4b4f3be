#include "http/json_body.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"

namespace baton::http::test {

enum class Team : std::uint8_t { marketing, sales };
BOOST_DESCRIBE_ENUM(Team, marketing, sales)

struct Line {
    std::string product;
    int quantity = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (), (product, quantity))

struct Order {
    ContactId contact;
    std::string title;
    std::optional<Team> for_;
    std::vector<Line> lines;
    std::optional<Money> amount;
    std::optional<Instant> at;
    std::map<std::string, bool> flags;
    boost::json::value value;
};
BOOST_DESCRIBE_STRUCT(Order, (), (contact, title, for_, lines, amount, at, flags, value))

namespace {

constexpr std::string_view full =
    R"({"contact":"1025","title":"Å \"1\"\n","for":"sales","lines":[{"product":"a","quantity":2}],)"
    R"("amount":{"minor":1250,"currency":"EUR"},"at":"2026-02-03T10:00:00.000000Z",)"
    R"("flags":{"x":true},"value":[1,null]})";

std::string problems_of(std::string_view text) {
    const auto order = parse_body<Order>(text);
    std::string out;
    if (!order) {
        for (const Problem& problem : order.error().problems) {
            out += problem.where + ": " + problem.message + "\n";
        }
    }
    return out;
}

TEST(JsonBody, reads_what_it_writes) {
    const auto order = parse_body<Order>(full);
    ASSERT_TRUE(order.has_value());
    EXPECT_EQ(order->contact.value, 1025);
    EXPECT_EQ(order->title, "Å \"1\"\n");
    EXPECT_EQ(order->for_, Team::sales);
    EXPECT_EQ(order->amount->minor, 1250);
    EXPECT_EQ(render_json(*order), full);
}

TEST(JsonBody, an_absent_or_null_optional_is_empty_and_written_as_null) {
    const auto order = parse_body<Order>(
        R"({"contact":"1","title":"","lines":[],"at":null,"flags":{},"value":null})");
    ASSERT_TRUE(order.has_value());
    EXPECT_EQ(render_json(*order),
              R"({"contact":"1","title":"","for":null,"lines":[],"amount":null,"at":null,)"
              R"("flags":{},"value":null})");
}

TEST(JsonBody, names_every_problem_at_once_by_pointer) {
    EXPECT_EQ(problems_of(R"({"contact":1025,"titel":"x","for":"Sales",
        "lines":[{"product":"a","quantity":2.5},{"quantity":99999999999}],
        "amount":{"minor":"1","currency":"euro"},"at":"yesterday","flags":{"a/b~":1},"value":0})"),
              "/contact: must be an id like \"1025\"\n"
              "/title: is required\n"
              "/for: must be one of marketing, sales\n"
              "/lines/0/quantity: must be a whole number\n"
              "/lines/1/product: is required\n"
              "/lines/1/quantity: is out of range\n"
              "/amount/minor: must be a whole number\n"
              "/amount/currency: must be a currency code like EUR\n"
              "/at: must be an instant like 2026-02-03T10:00:00Z\n"
              "/flags/a~1b~0: must be true or false\n"
              "/titel: is unknown; did you mean title?\n");
}

struct Place {
    std::size_t index = 0;
};
BOOST_DESCRIBE_STRUCT(Place, (), (index))

TEST(JsonBody, reads_unsigned_numbers_of_full_width) {
    const auto place = parse_body<Place>(R"({"index":4294967296})");
    ASSERT_TRUE(place.has_value());
    EXPECT_EQ(place->index, 4294967296U);
    EXPECT_FALSE(parse_body<Place>(R"({"index":-1})").has_value());
}

TEST(JsonBody, refuses_what_is_not_one_json_object) {
    EXPECT_NE(problems_of("{"), "");
    EXPECT_NE(problems_of(""), "");
    EXPECT_NE(problems_of("{} {}"), "");
    EXPECT_EQ(problems_of("[]"), ": must be an object\n");
    EXPECT_NE(problems_of("\"\xff\""), "");
    EXPECT_NE(problems_of(std::string(100'000, '[')), "");
}

TEST(JsonBody, a_page_has_rows_next_and_total) {
    EXPECT_EQ(
        std::get<std::string>(json_response(Page<Line>{.rows = {{"a", 1}}, .next = "n"}).body),
        R"({"rows":[{"product":"a","quantity":1}],"next":"n","total":null})");
}

TEST(Schema, a_record_becomes_a_component_with_its_required_members) {
    Components components;
    EXPECT_EQ(boost::json::serialize(schema_of<Order>(components)),
              R"({"$ref":"#/components/schemas/Order"})");
    ASSERT_TRUE(components.contains("Line"));
    EXPECT_EQ(boost::json::serialize(components["Line"]),
              R"({"type":"object","properties":{"product":{"type":"string"},)"
              R"("quantity":{"type":"integer"}},"required":["product","quantity"]})");
    EXPECT_EQ(boost::json::serialize(components["Order"]["required"]),
              R"(["contact","title","lines","flags","value"])");
}

}  // namespace
}  // namespace baton::http::test
