#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "http/running_application.hpp"

// Companies above and below each other, and what their deals come to together.
namespace baton::http::test {
namespace {

class Companies : public ::testing::Test {
protected:
    Companies() { application.set_up(); }

    std::string company(std::string_view name, std::string_view parent = "") {
        const std::string below =
            parent.empty() ? std::string() : fmt::format(R"(,"parent":"{}")", parent);
        return application
            .post("/api/v1/companies",
                  fmt::format(R"({{"properties":{{"name":"{}"}}{}}})", name, below))
            .at("/id");
    }

    void deal(const std::string& company, int minor, std::string_view stage) {
        const Reply made = application.post(
            "/api/v1/deals",
            fmt::format(
                R"({{"name":"d","company":"{}","amount":{{"minor":{},"currency":"EUR"}},"stage":"{}"}})",
                company,
                minor,
                stage));
        EXPECT_EQ(made.status, 201) << made.body;
    }

    Reply put_below(const std::string& company, const std::string& parent) {
        return application.patch("/api/v1/companies/" + company,
                                 fmt::format(R"({{"parent":"{}"}})", parent));
    }

    std::string read(const std::string& company, std::string_view pointer) {
        return application.get("/api/v1/companies/" + company).at(pointer);
    }

    RunningApplication application;
};

TEST_F(Companies, RollUpWhatTheirTreeSells) {
    const std::string top = company("Top");
    const std::string middle = company("Middle", top);
    const std::string low = company("Low", middle);
    const std::string other = company("Other");
    deal(top, 100, "Discovery");
    deal(middle, 2000, "Won");
    deal(low, 30000, "Negotiation");
    deal(other, 999'999, "Won");
    EXPECT_EQ(read(top, "/totals/companies"), "3");
    EXPECT_EQ(read(top, "/totals/open/minor"), "30100");
    EXPECT_EQ(read(top, "/totals/won/minor"), "2000");
    EXPECT_EQ(read(top, "/totals/weighted/minor"), "24020") << "20 % of 100 and 80 % of 30,000";
    EXPECT_EQ(read(top, "/children/0/name"), "Middle");
    EXPECT_EQ(read(top, "/children/0/totals/companies"), "2");
    EXPECT_EQ(read(top, "/children/1/name"), "(nothing at /children/1/name)");
    EXPECT_EQ(read(low, "/above/0/name"), "Top");
    EXPECT_EQ(read(low, "/above/1/name"), "Middle");
    EXPECT_EQ(read(low, "/totals/open_deals"), "1");
}

TEST_F(Companies, ACircleIsRefusedAndNamed) {
    const std::string top = company("Top");
    const std::string middle = company("Middle", top);
    const std::string low = company("Low", middle);
    const std::uint64_t head = application.ledger_head();
    const Reply refused = put_below(top, low);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.at("/detail"), "A company cannot be above itself: Top → Low → Middle → Top.");
    EXPECT_EQ(put_below(top, top).status, 422);
    EXPECT_EQ(put_below(top, "999999").status, 422);
    EXPECT_EQ(application.ledger_head(), head) << "refused means unchanged";
}

TEST_F(Companies, AParentIsTakenBackAndUndone) {
    const std::string top = company("Top");
    const std::string low = company("Low", top);
    const Reply freed =
        application.patch("/api/v1/companies/" + low, R"({"properties":{"parent":null}})");
    EXPECT_EQ(read(low, "/above/0/name"), "(nothing at /above/0/name)");
    EXPECT_EQ(read(top, "/totals/companies"), "1");
    application.post("/api/v1/undo", fmt::format(R"({{"token":"{}"}})", freed.at("/undo")));
    EXPECT_EQ(read(low, "/above/0/name"), "Top");
}

}  // namespace
}  // namespace baton::http::test
