#include <gtest/gtest.h>
#include <string>

#include "http/running_application.hpp"

namespace baton::http::test {
namespace {

class ErasureRoute : public ::testing::Test {
protected:
    ErasureRoute() {
        application.set_up();
        contact = application
                      .post("/api/v1/contacts",
                            R"({"properties":{"email":"zora@acme.test","first_name":"Zora"}})")
                      .at("/id");
        path = "/api/v1/contacts/" + contact + "/erase";
    }

    RunningApplication application;
    std::string contact;
    std::string path;
};

TEST_F(ErasureRoute, ErasesOnceAndSaysSo) {
    const Reply erased = application.post(path, R"({"why":"asked for it"})");
    EXPECT_EQ(erased.status, 200) << erased.body;
    EXPECT_EQ(erased.at("/id"), contact);
    EXPECT_EQ(erased.at("/erased_before"), "false");
    const Reply shown = application.get("/api/v1/contacts/" + contact);
    EXPECT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(shown.body.find("Zora"), std::string::npos);
    EXPECT_EQ(shown.body.find("zora@"), std::string::npos);
    EXPECT_NE(shown.at("/erased_at"), "null");
    EXPECT_EQ(application.get("/api/v1/contacts?q=zora").at("/rows"), "[]");
    EXPECT_EQ(application.get("/api/v1/contacts/" + contact + "/timeline").body.find("zora@"),
              std::string::npos);
    EXPECT_EQ(application.get("/api/v1/contacts/" + contact + "/why?stage=MQL").status, 409);
    const auto head = application.ledger_head();
    const Reply again = application.post(path, R"({"why":"asked for it"})");
    EXPECT_EQ(again.at("/erased_before"), "true");
    EXPECT_EQ(application.ledger_head(), head);
    EXPECT_EQ(
        application.patch("/api/v1/contacts/" + contact, R"({"properties":{"first_name":"Zora"}})")
            .status,
        409);
}

TEST_F(ErasureRoute, IsRefusedWithoutReasonOrRight) {
    const auto head = application.ledger_head();
    EXPECT_EQ(application.post(path, R"({"why":" "})").status, 422);
    EXPECT_EQ(application.post(path, R"({"why":"zora@acme.test asked"})").status, 422);
    EXPECT_EQ(application.post("/api/v1/contacts/79877/erase", R"({"why":"asked"})").status, 404);
    EXPECT_EQ(application.ledger_head(), head);
    application.sign_in_as("kim", "rep");
    EXPECT_EQ(application.post(path, R"({"why":"asked for it"})").status, 403);
}

}  // namespace
}  // namespace baton::http::test
