#include <cstdint>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/running_application.hpp"

namespace baton::http::test {
namespace {

class Duplicates : public ::testing::Test {
protected:
    Duplicates() { application.set_up(); }

    std::string create(std::string_view properties) {
        const Reply reply = application.post("/api/v1/contacts",
                                             R"({"properties":)" + std::string(properties) + "}");
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.at("/id");
    }

    // Two records of one person, and a colleague.
    void create_three() {
        one = create(R"({"email":"m.featherstone@acme.test","first_name":"Margaret",)"
                     R"("last_name":"Featherstone","phone":"030 1234567"})");
        other = create(R"({"email":"margaret@home.test","first_name":"Margret",)"
                       R"("last_name":"Featherstone","phone":"+49 30 1234567"})");
        create(R"({"email":"tom@acme.test","first_name":"Tom","last_name":"Berg"})");
    }

    RunningApplication application;
    std::string one;
    std::string other;
};

TEST_F(Duplicates, AreListedWithWhatSpeaksForThem) {
    create_three();
    const Reply found = application.get("/api/v1/duplicates");
    ASSERT_EQ(found.status, 200) << found.body;
    EXPECT_EQ(found.at("/total"), "1");
    EXPECT_EQ(found.at("/rows/0/left/contact/id"), one);
    EXPECT_EQ(found.at("/rows/0/right/contact/id"), other);
    EXPECT_EQ(found.at("/rows/0/survivor"), one);
    EXPECT_EQ(found.at("/rows/0/evidence/0/field"), "surname");
    EXPECT_EQ(found.at("/rows/0/evidence/0/level"), "the same");
    EXPECT_EQ(found.at("/rows/0/evidence/1/field"), "phone");
    EXPECT_EQ(found.at("/rows/0/evidence/1/level"), "the same");
    EXPECT_EQ(found.at("/rows/0/values/0/name"), "email");
    EXPECT_EQ(found.at("/rows/0/values/0/stays"), "left");
    EXPECT_EQ(found.at("/rows/0/values/1/name"), "first_name");
    EXPECT_EQ(found.at("/rows/0/values/1/stays"), "right");
    EXPECT_EQ(application.get("/api/v1/duplicates?after=x").status, 422);
}

TEST_F(Duplicates, AreNotShownAgainOnceCalledDifferent) {
    create_three();
    const std::string pair = application.get("/api/v1/duplicates").at("/rows/0/id");
    EXPECT_EQ(application.post("/api/v1/duplicates/nobody/dismiss", "{}").status, 404);
    EXPECT_EQ(application.post("/api/v1/duplicates/5-7/dismiss", "{}").status, 404);
    const Reply dismissed = application.post("/api/v1/duplicates/" + pair + "/dismiss", "{}");
    EXPECT_EQ(dismissed.status, 200) << dismissed.body;
    EXPECT_EQ(application.get("/api/v1/duplicates").at("/total"), "0");
    application.post("/api/v1/undo", R"({"token":")" + dismissed.at("/undo") + "\"}");
    EXPECT_EQ(application.get("/api/v1/duplicates").at("/total"), "1");
}

TEST_F(Duplicates, AreMergedWithChosenValuesAndPartAgain) {
    create_three();
    const Reply merged =
        application.post("/api/v1/contacts/" + one + "/merge",
                         R"({"from":")" + other + R"(","values":{"first_name":"Maggie"}})");
    ASSERT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(merged.at("/id"), one);
    const Reply page = application.get("/api/v1/contacts/" + one);
    EXPECT_EQ(page.at("/name"), "Maggie Featherstone");
    EXPECT_EQ(page.at("/email"), "m.featherstone@acme.test");
    EXPECT_EQ(page.at("/merged/0/contact/id"), other);
    EXPECT_EQ(application.get("/api/v1/contacts/" + other).status, 404);
    EXPECT_EQ(application.get("/api/v1/duplicates").at("/total"), "0");
    EXPECT_EQ(
        application.post("/api/v1/contacts", R"({"properties":{"email":"margaret@home.test"}})")
            .status,
        409);
    const Reply parted = application.post("/api/v1/contacts/" + other + "/unmerge", "{}");
    ASSERT_EQ(parted.status, 200) << parted.body;
    EXPECT_EQ(application.get("/api/v1/contacts/" + one).at("/name"), "Margaret Featherstone");
    EXPECT_EQ(application.get("/api/v1/contacts/" + other).at("/name"), "Margret Featherstone");
}

TEST_F(Duplicates, WrongMergesChangeNothing) {
    create_three();
    const std::uint64_t head = application.ledger_head();
    const std::string merge = "/api/v1/contacts/" + one + "/merge";
    EXPECT_EQ(application.post(merge, R"({"from":")" + one + "\"}").status, 422);
    EXPECT_EQ(application.post(merge, R"({"from":"99"})").status, 404);
    EXPECT_EQ(application.post(merge, R"({"from":"ada"})").status, 422);
    EXPECT_EQ(application.post(merge, "{}").status, 422);
    EXPECT_EQ(application.post("/api/v1/contacts/99/merge", R"({"from":")" + one + "\"}").status,
              404);
    EXPECT_EQ(application.post("/api/v1/contacts/" + one + "/unmerge", "{}").status, 409);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(Duplicates, AreToldBeforeSomebodyIsCreated) {
    create_three();
    const Reply likely = application.post(
        "/api/v1/duplicates/check",
        R"({"properties":{"first_name":"Margaret","last_name":"Fetherstone","phone":"0301234567"}})");
    ASSERT_EQ(likely.status, 200) << likely.body;
    EXPECT_EQ(likely.at("/rows/0/contact/id"), one);
    const Reply nobody = application.post(
        "/api/v1/duplicates/check", R"({"properties":{"first_name":"Zoe","last_name":"Quist"}})");
    EXPECT_EQ(nobody.at("/rows"), "[]");
}

}  // namespace
}  // namespace baton::http::test
