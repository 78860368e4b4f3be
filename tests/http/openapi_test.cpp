#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>
#include <string>

#include "http/closed_sets.hpp"
#include "running_application.hpp"

// What the program says of its own API: the page's types are made of it.
namespace baton::http::test {
namespace {

class Document : public ::testing::Test {
protected:
    Document() : document(application.get("/openapi.json").json()) {}

    const boost::json::value& at(std::string_view pointer) { return document.at_pointer(pointer); }

    RunningApplication application;
    boost::json::value document;
};

TEST_F(Document, every_closed_set_is_a_text_of_a_shape_that_some_route_answers) {
    for (const ClosedSet& set : closed_sets()) {
        SCOPED_TRACE(std::string(set.record) + "." + std::string(set.member));
        const auto& shapes = at("/components/schemas").as_object();
        ASSERT_TRUE(shapes.contains(set.record));
        boost::json::value member = shapes.at(set.record).at("properties").at(set.member);
        if (const auto* either = member.as_object().if_contains("anyOf")) {
            member = boost::json::value(either->as_array().front());
        }
        EXPECT_EQ(member.at("type"), "string");
        EXPECT_EQ(member.at("enum").as_array().size(), set.words.size());
    }
}

TEST_F(Document, a_list_is_a_page_of_rows) {
    const auto& page =
        at("/paths/~1api~1v1~1contacts/get/responses/200/content/application~1json/schema");
    EXPECT_EQ(boost::json::serialize(page.at_pointer("/properties/rows")),
              R"({"type":"array","items":{"$ref":"#/components/schemas/ContactListRow"}})");
    EXPECT_TRUE(page.at("properties").as_object().contains("next"));
}

TEST_F(Document, an_answer_of_two_records_has_the_members_of_both) {
    const auto& card = at(
        "/paths/~1api~1v1~1handoffs~1{contact}/get/responses/200/content/application~1json/schema");
    EXPECT_EQ(boost::json::serialize(card),
              R"({"allOf":[{"$ref":"#/components/schemas/HandoffView"},)"
              R"({"$ref":"#/components/schemas/CardParts"}]})");
}

}  // namespace
}  // namespace baton::http::test
