#include <gtest/gtest.h>
#include <string>
#include <utility>

#include "http/request.hpp"
#include "running_application.hpp"

// Notes about contacts, companies and deals, and whom they call.
namespace baton::http::test {
namespace {

class Notes : public ::testing::Test {
protected:
    Notes() {
        application.set_up();
        application.sign_in_as("kim", "rep");
        application.sign_in_as("ada", "admin");
    }

    std::string make(const std::string& path, const std::string& body) {
        const Reply reply = application.post("/api/v1/" + path, body);
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.at("/id");
    }

    RunningApplication application;
};

TEST_F(Notes, stand_in_the_history_of_what_they_are_about) {
    const std::string contact = make("contacts", R"({"properties":{"email":"bo@buyers.test"}})");
    const std::string company = make("companies", R"({"properties":{"name":"Acme"}})");
    const std::string deal =
        make("deals", R"({"name":"Big","amount":{"minor":100,"currency":"EUR"}})");
    for (const auto& [path, words] : {std::pair("contacts/" + contact, "met at the fair"),
                                      std::pair("companies/" + company, "moves in May"),
                                      std::pair("deals/" + deal, "waits for legal")}) {
        make(path + "/notes", std::string(R"({"text":")") + words + "\"}");
        const Reply history = application.get("/api/v1/" + path + "/timeline");
        EXPECT_NE(history.body.find(words), std::string::npos) << path << history.body;
    }
    const Reply other = application.get("/api/v1/companies/" + company + "/timeline");
    EXPECT_EQ(other.body.find("met at the fair"), std::string::npos);
}

TEST_F(Notes, say_something_about_something) {
    const std::string company = make("companies", R"({"properties":{"name":"Acme"}})");
    const std::uint64_t head = application.ledger_head();
    const std::string path = "/api/v1/companies/" + company + "/notes";
    EXPECT_EQ(application.post(path, R"({"text":"  "})").status, 422);
    EXPECT_EQ(application.post(path, R"({})").status, 422);
    EXPECT_EQ(application.post("/api/v1/companies/7/notes", R"({"text":"x"})").status, 404);
    EXPECT_EQ(application.post("/api/v1/deals/7/notes", R"({"text":"x"})").status, 404);
    EXPECT_EQ(application.post("/api/v1/contacts/7/notes", R"({"text":"x"})").status, 404);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(Notes, who_is_called_sees_it_and_nobody_else) {
    const std::string company = make("companies", R"({"properties":{"name":"Acme"}})");
    make("companies/" + company + "/notes", R"({"text":"@kim@example.com please"})");
    EXPECT_EQ(application.get("/api/v1/mentions").json().at("rows").as_array().size(), 0U);
    application.sign_in_as("kim", "rep");
    const Reply called = application.get("/api/v1/mentions");
    EXPECT_EQ(called.at("/rows/0/company/name"), "Acme");
    EXPECT_EQ(called.at("/rows/0/seen"), "false");
    EXPECT_EQ(
        application.post("/api/v1/mentions/seen", R"({"until":")" + called.at("/rows/0/at") + "\"}")
            .status,
        204);
    EXPECT_EQ(application.get("/api/v1/mentions").at("/rows/0/seen"), "true");
}

}  // namespace
}  // namespace baton::http::test
