#include <gtest/gtest.h>
#include <string>

#include "http/request.hpp"
#include "running_application.hpp"

// Saved views of lists: one's own, and those shared with both teams.
namespace baton::http::test {
namespace {

class SavedViews : public ::testing::Test {
protected:
    SavedViews() { application.set_up(); }

    std::string save(std::string_view name, bool shared) {
        const Reply reply = application.post("/api/v1/views",
                                             R"({"room":"contacts","name":")" + std::string(name) +
                                                 R"(","address":"sort=name&stage=MQL","shared":)" +
                                                 (shared ? "true}" : "false}"));
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.at("/id");
    }

    std::string total() { return application.get("/api/v1/views?room=contacts").at("/total"); }

    RunningApplication application;
};

TEST_F(SavedViews, one_s_own_is_seen_by_nobody_else_and_a_shared_one_by_all) {
    save("Mine alone", false);
    save("Ours", true);
    EXPECT_EQ(total(), "2");
    EXPECT_EQ(application.get("/api/v1/views?room=deals").at("/total"), "0");
    application.sign_in_as("grace", "rep");
    const Reply seen = application.get("/api/v1/views");
    EXPECT_EQ(seen.at("/total"), "1");
    EXPECT_EQ(seen.at("/rows/0/name"), "Ours");
    EXPECT_EQ(seen.at("/rows/0/address"), "sort=name&stage=MQL");
    EXPECT_EQ(seen.at("/rows/0/mine"), "false");
    EXPECT_EQ(seen.at("/rows/0/by/id"), "ada@example.com");
}

TEST_F(SavedViews, are_changed_by_who_made_them_or_by_a_lead) {
    application.sign_in_as("grace", "rep");
    const std::string shared = save("Ours", true);
    const std::string own = save("Mine alone", false);
    application.sign_in_as("ada", "admin");
    EXPECT_EQ(application.patch("/api/v1/views/" + shared, R"({"name":"All of ours"})").status,
              200);
    EXPECT_EQ(application.patch("/api/v1/views/" + own, R"({"name":"x"})").status, 404);
    EXPECT_EQ(application.get("/api/v1/views").at("/rows/0/name"), "All of ours");
    application.sign_in_as("mary", "rep");
    const std::uint64_t head = application.ledger_head();
    EXPECT_EQ(application.patch("/api/v1/views/" + shared, R"({"name":"x"})").status, 403);
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/views/" + shared).status, 403);
    EXPECT_EQ(application.ask(Method::remove, "/api/v1/views/" + own).status, 404);
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(SavedViews, a_dropped_one_is_gone_until_it_is_undone) {
    const std::string id = save("Ours", true);
    const Reply dropped = application.ask(Method::remove, "/api/v1/views/" + id);
    EXPECT_EQ(dropped.status, 200);
    EXPECT_EQ(total(), "0");
    EXPECT_EQ(application.patch("/api/v1/views/" + id, R"({"name":"x"})").status, 404);
    application.post("/api/v1/undo", R"({"token":")" + dropped.at("/undo") + "\"}");
    EXPECT_EQ(total(), "1");
}

TEST_F(SavedViews, need_a_name_a_room_and_a_short_address) {
    const std::uint64_t head = application.ledger_head();
    const Reply wrong = application.post(
        "/api/v1/views",
        R"({"room":"handoffs","name":" ","address":")" + std::string(2'001, 'x') + "\"}");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.at("/problems/0/pointer"), "/room");
    EXPECT_EQ(wrong.at("/problems/1/pointer"), "/name");
    EXPECT_EQ(wrong.at("/problems/2/pointer"), "/address");
    EXPECT_EQ(application.ledger_head(), head);
}

TEST_F(SavedViews, deals_by_a_value_add_up_to_all_of_them) {
    const auto deal = [&](std::string_view body) {
        EXPECT_EQ(application.post("/api/v1/deals", body).status, 201);
    };
    deal(R"({"name":"One","amount":{"minor":150000,"currency":"EUR"},"product":"Engine"})");
    deal(R"({"name":"Two","amount":{"minor":50000,"currency":"EUR"},"product":"Engine"})");
    deal(R"({"name":"Three","stage":"Proposal"})");
    const Reply products = application.get("/api/v1/deals/groups?by=product");
    EXPECT_EQ(products.at("/rows/0/key"), "Engine");
    EXPECT_EQ(products.at("/rows/0/count"), "2");
    EXPECT_EQ(products.at("/rows/0/sum/minor"), "200000");
    EXPECT_EQ(products.at("/rows/1/key"), "-");
    EXPECT_EQ(products.at("/rows/1/count"), "1");
    EXPECT_EQ(application.get("/api/v1/deals?product=-").at("/rows/0/name"), "Three");
    const Reply stages = application.get("/api/v1/deals/groups?by=stage&q=t");
    EXPECT_EQ(stages.at("/rows/0/key"), "Discovery");
    EXPECT_EQ(stages.at("/rows/0/count"), "1");
    EXPECT_EQ(stages.at("/rows/1/key"), "Proposal");
    EXPECT_EQ(stages.at("/rows/1/sum/minor"), "0");
    EXPECT_EQ(application.get("/api/v1/deals/groups?by=colour").status, 422);
}

}  // namespace
}  // namespace baton::http::test
