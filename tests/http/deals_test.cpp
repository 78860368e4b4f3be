#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "engine/desk.hpp"
#include "http/running_application.hpp"

// What is agreed about a deal beside its stage: what it sells, how likely it is, what comes next.
namespace baton::http::test {
namespace {

constexpr std::string_view two_lines =
    R"({"lines":{"items":[{"product":"Plan","quantity":2,"unit_price":{"minor":10000,"currency":"EUR"},)"
    R"("months":12,"discount_percent":10},)"
    R"({"product":"Setup","unit_price":{"minor":50000,"currency":"EUR"}}]}})";

class Deals : public ::testing::Test {
protected:
    Deals() {
        application.set_up();
        path = "/api/v1/deals/" + application.post("/api/v1/deals", R"({"name":"Big"})").at("/id");
    }

    Reply change(std::string_view wish) { return application.patch(path, wish); }

    std::string read(std::string_view pointer) { return application.get(path).at(pointer); }

    RunningApplication application;
    std::string path;
};

TEST_F(Deals, LineItemsMakeTheAmountAndUndoTakesBothBack) {
    const Reply saved = change(two_lines);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(read("/amount/minor"), "266000");
    EXPECT_EQ(read("/lines/items/0/net/minor"), "216000");
    EXPECT_EQ(read("/lines/monthly/minor"), "18000");
    const std::uint64_t head = application.ledger_head();
    const Reply refused = change(R"({"amount":{"minor":1,"currency":"EUR"}})");
    EXPECT_EQ(refused.at("/problems/0/pointer"), "/amount") << refused.body;
    EXPECT_EQ(application.ledger_head(), head);
    application.post("/api/v1/undo", fmt::format(R"({{"token":"{}"}})", saved.at("/undo")));
    EXPECT_EQ(read("/amount"), "null");
    EXPECT_EQ(read("/lines"), "null");
    EXPECT_EQ(change(R"({"amount":{"minor":700,"currency":"EUR"}})").status, 200);
    EXPECT_EQ(read("/amount/minor"), "700");
}

TEST_F(Deals, AWrongLineIsNamedAndNothingIsSaved) {
    const Reply wrong =
        change(R"({"lines":{"items":[{"product":"","unit_price":{"minor":5,"currency":"EUR"}}]}})");
    EXPECT_EQ(wrong.status, 422) << wrong.body;
    EXPECT_EQ(wrong.at("/problems/0/pointer"), "/lines/items/0/product");
    EXPECT_EQ(read("/lines"), "null");
}

TEST_F(Deals, WithoutLinesTheLastSumStaysAndCanBeChanged) {
    change(two_lines);
    EXPECT_EQ(change(R"({"lines":{"items":[]}})").status, 200);
    EXPECT_EQ(read("/amount/minor"), "266000");
    EXPECT_EQ(change(R"({"amount":{"minor":5,"currency":"EUR"}})").status, 200);
}

TEST_F(Deals, ProbabilityAndForecastFollowTheStageUntilSomebodySaysOtherwise) {
    change(R"({"amount":{"minor":10000,"currency":"EUR"}})");
    EXPECT_EQ(read("/probability"), "20");
    EXPECT_EQ(read("/forecast"), "pipeline");
    EXPECT_EQ(read("/weighted/minor"), "2000");
    change(R"({"properties":{"probability":62.5,"forecast_category":"commit"}})");
    EXPECT_EQ(read("/weighted/minor"), "6250");
    EXPECT_EQ(read("/forecast"), "commit");
    EXPECT_EQ(application.get("/api/v1/deals?forecast=commit").at("/total"), "1");
    EXPECT_EQ(application.get("/api/v1/deals?forecast=pipeline").at("/total"), "0");
    EXPECT_EQ(application.get("/api/v1/deals/board").at("/weighted/minor"), "6250");
    EXPECT_EQ(application.get("/api/v1/deals/groups?by=forecast").at("/rows/0/key"), "commit");
    change(R"({"properties":{"probability":null,"forecast_category":null},"stage":"Won"})");
    EXPECT_EQ(read("/forecast"), "closed");
    EXPECT_EQ(read("/weighted/minor"), "10000");
    EXPECT_EQ(change(R"({"properties":{"probability":101}})").status, 422);
    EXPECT_EQ(change(R"({"properties":{"forecast_category":"closed"}})").status, 422);
    EXPECT_EQ(application.get("/api/v1/deals?forecast=maybe").status, 422);
}

TEST_F(Deals, AnAmountIsWorthWhatTheRateOfItsDaySays) {
    const auto set_rate = [&](const char* rate) {
        const auto answered =
            application.workspace().run([rate](engine::Desk& desk) -> Result<engine::Receipt> {
                desk.record(ledger::RateSet{.from = {"USD"}, .to = {"EUR"}, .rate = rate}, {"ada"});
                return engine::Receipt{};
            });
        ASSERT_TRUE(answered.has_value());
    };
    change(R"({"amount":{"minor":10000,"currency":"USD"}})");
    EXPECT_EQ(read("/worth"), "null") << "without a rate";
    EXPECT_EQ(application.get("/api/v1/deals/board").at("/left_out"), "1");
    set_rate("0.9");
    change(R"({"amount":{"minor":20000,"currency":"USD"}})");
    set_rate("0.5");
    EXPECT_EQ(read("/worth/minor"), "18000");
    EXPECT_EQ(read("/worth/currency"), "EUR");
    EXPECT_EQ(read("/amount/currency"), "USD");
    EXPECT_NE(read("/priced_at"), "null");
    EXPECT_EQ(application.get("/api/v1/deals/board").at("/open_sum/minor"), "18000");
    EXPECT_EQ(application.get("/api/v1/deals/board").at("/left_out"), "0");
}

TEST_F(Deals, ANextStepAndCompetitorsAreKeptTidy) {
    change(R"({"properties":{"next_step":"Send the offer","next_step_on":"2026-03-09",)"
           R"("competitors":[" Rival ","rival","Other"]}})");
    EXPECT_EQ(read("/stated_step/text"), "Send the offer");
    EXPECT_EQ(read("/stated_step/on"), "2026-03-09");
    EXPECT_EQ(boost::json::serialize(application.get(path).json().at("competitors")),
              R"(["Rival","Other"])");
    EXPECT_EQ(change(R"({"properties":{"next_step_on":"soon"}})").status, 422);
}

TEST_F(Deals, ManyChangeAsOneStepAndComeBackAsOne) {
    const auto id_in = [](const std::string& each) { return each.substr(each.rfind('/') + 1); };
    const std::string other =
        "/api/v1/deals/" + application.post("/api/v1/deals", R"({"name":"Other"})").at("/id");
    const std::string both =
        fmt::format(R"("deals":["{}","{}","999983"])", id_in(path), id_in(other));
    const std::uint64_t head = application.ledger_head();
    const auto change_many = [&](std::string_view what) {
        return application.post("/api/v1/deals/changes", fmt::format("{{{},{}}}", both, what));
    };
    EXPECT_EQ(change_many(R"("stage":"Lost")").status, 422) << "none has a reason";
    EXPECT_EQ(application.ledger_head(), head);
    const Reply moved = change_many(R"("stage":"Proposal","properties":{"competitors":["Rival"]})");
    EXPECT_EQ(moved.at("/changed"), "2") << moved.body;
    EXPECT_EQ(moved.at("/refused/0/deal"), "999983");
    EXPECT_EQ(application.get(other).at("/stage"), "Proposal");
    EXPECT_EQ(read("/competitors/0"), "Rival");
    application.post("/api/v1/undo", fmt::format(R"({{"token":"{}"}})", moved.at("/undo")));
    EXPECT_EQ(application.get(other).at("/stage"), "Discovery");
    EXPECT_EQ(read("/stage"), "Discovery");
    EXPECT_EQ(application.post("/api/v1/deals/changes", R"({"deals":[],"owner":"x"})").status, 422);
}

TEST_F(Deals, ALostDealAlwaysHasAReason) {
    EXPECT_EQ(change(R"({"stage":"Lost"})").status, 422);
    EXPECT_EQ(change(R"({"stage":"Lost","lost_reason":"Price"})").status, 200);
    EXPECT_EQ(change(R"({"lost_reason":""})").status, 422) << "it may not be taken away";
    EXPECT_EQ(read("/lost_reason"), "Price");
    change(R"({"stage":"Discovery"})");
    EXPECT_EQ(read("/lost_reason"), "null") << "an open deal has none";
    EXPECT_EQ(change(R"({"stage":"Lost"})").status, 422) << "an old reason is not a new one";
    EXPECT_EQ(application.post("/api/v1/deals", R"({"name":"x","stage":"Lost"})").status, 422);
}

}  // namespace
}  // namespace baton::http::test
