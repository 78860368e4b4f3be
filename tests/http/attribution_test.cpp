#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "http/running_application.hpp"

// Credit as the page and programs ask for it. A deal of 1,000.00 EUR: Ada came by two campaigns,
// and a rep met her.
namespace baton::http::test {
namespace {

class AttributionApi : public ::testing::Test {
protected:
    AttributionApi() {
        application.set_up();
        const std::string key =
            application.post("/api/v1/keys", R"({"name":"site","kind":"write"})").at("/secret");
        for (const auto& [message, campaign] :
             {std::pair{"m1", "Spring"}, std::pair{"m2", "Autumn"}}) {
            application.post(
                "/v1/batch",
                fmt::format(
                    R"({{"writeKey":"{}","batch":[{{"type":"track","event":"Form Submitted",)"
                    R"("userId":"ada","messageId":"{}","context":{{"campaign":{{"name":"{}"}}}}}}]}})",
                    key,
                    message,
                    campaign));
        }
        const std::string ada = application.get("/api/v1/contacts").at("/rows/0/id");
        application.post("/api/v1/contacts/" + ada + "/activities",
                         R"({"type":"meeting","direction":"in","note":"saw the demo"})");
        deal = application
                   .post("/api/v1/deals",
                         fmt::format(R"({{"name":"Harbour","contacts":["{}"],)"
                                     R"("amount":{{"minor":100000,"currency":"EUR"}}}})",
                                     ada))
                   .at("/id");
        application.patch("/api/v1/deals/" + deal, R"({"stage":"Won"})");
    }

    RunningApplication application;
    std::string deal;
};

TEST_F(AttributionApi, GivesTheCreditOfOneModel) {
    const Reply reply = application.get("/api/v1/attribution?model=u_shaped&by=campaign");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/model"), "u_shaped");
    EXPECT_EQ(reply.at("/currency"), "EUR");
    EXPECT_EQ(reply.at("/total_minor"), "100000");
    EXPECT_EQ(reply.at("/unattributed_minor"), "0");
    EXPECT_EQ(reply.at("/rows/0/credit_minor"), "40000") << reply.body;
    EXPECT_EQ(reply.at("/rows/2/credit_minor"), "20000") << reply.body;
    EXPECT_EQ(reply.at("/rows/2/key"), "Autumn") << reply.body;
}

TEST_F(AttributionApi, ComparesAllModels) {
    const Reply reply = application.get("/api/v1/attribution/models?model=last");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.json().at("models").as_array().size(), 8U);
    EXPECT_EQ(reply.at("/models/0/name"), "first");
    EXPECT_EQ(reply.at("/rows/0/key"), "sales") << "the last touch was the meeting";
    EXPECT_EQ(reply.at("/rows/0/credit_minor/0"), "0");
    EXPECT_EQ(reply.at("/rows/0/credit_minor/1"), "100000");
    EXPECT_EQ(reply.at("/sourced_minor"), "100000");
    EXPECT_EQ(reply.at("/influenced_minor"), "100000");
    EXPECT_EQ(reply.at("/largest/0/name"), "Harbour");
    EXPECT_EQ(reply.at("/largest/0/touches"), "3");
    const Reply custom = application.get("/api/v1/attribution/models?weights=1,1,1");
    EXPECT_EQ(custom.json().at("models").as_array().size(), 9U);
}

TEST_F(AttributionApi, ShowsADealTouchByTouch) {
    const Reply reply =
        application.get("/api/v1/attribution/deals/" + deal + "?model=u_shaped&by=user");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/amount_minor"), "100000");
    EXPECT_EQ(reply.at("/people"), "1");
    EXPECT_EQ(reply.at("/marketing_minor"), "60000");
    EXPECT_EQ(reply.at("/sales_minor"), "40000");
    EXPECT_EQ(reply.json().at("touches").as_array().size(), 3U);
    EXPECT_EQ(reply.at("/touches/0/team"), "marketing");
    EXPECT_EQ(reply.at("/touches/2/team"), "sales");
    EXPECT_EQ(reply.at("/touches/2/credit_minor"), "40000");
    EXPECT_EQ(application.get("/api/v1/attribution/deals/77").status, 404);
}

TEST_F(AttributionApi, NamesEveryWrongParameter) {
    const Reply reply =
        application.get("/api/v1/attribution?model=best&by=weather&order=9&from=soon&weights=1,2");
    EXPECT_EQ(reply.status, 422);
    for (const std::string_view name : {"model", "by", "order", "from", "weights"}) {
        EXPECT_NE(reply.body.find(fmt::format(R"("parameter":"{}")", name)), std::string::npos)
            << name << " in " << reply.body;
    }
    EXPECT_EQ(application.get("/api/v1/attribution?model=custom").status, 422);
    EXPECT_EQ(application.get("/api/v1/attribution/models?lookback=0d").status, 422);
    EXPECT_EQ(application.get("/api/v1/attribution/deals/" + deal + "?credit=lost").status, 422);
}

TEST_F(AttributionApi, IsForThoseWhoAreSignedIn) {
    application.sign_out();
    EXPECT_EQ(application.get("/api/v1/attribution").status, 401);
    EXPECT_EQ(application.get("/api/v1/attribution/models").status, 401);
    EXPECT_EQ(application.get("/api/v1/attribution/deals/" + deal).status, 401);
}

}  // namespace
}  // namespace baton::http::test
