#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "app/program.hpp"

// `baton attribute` over files whose credit was worked out by hand.
namespace baton::app::testing {

namespace {

// Ada came by search, read the guide and saw a webinar; Bob saw another one; Cy only came by
// search; nobody knows how Dan came. What was sent to Ada does not count.
class Attribution : public ::testing::Test {
protected:
    Attribution() {
        folder_.write("contacts.csv",
                      "id,email,created_at\n"
                      "ada,ada@acme.test,2024-03-01T00:00:00Z\n"
                      "bob,bob@acme.test,2024-03-01T00:00:00Z\n"
                      "cy,cy@acme.test,2024-03-01T00:00:00Z\n"
                      "dan,dan@acme.test,2024-03-01T00:00:00Z\n");
        folder_.write("touches.csv",
                      "contact,at,kind,channel,campaign\n"
                      "ada,2024-04-01T09:00:00Z,page_view,search,Spring\n"
                      "cy,2024-04-05T09:00:00Z,page_view,search,Spring\n"
                      "ada,2024-04-11T09:00:00Z,content_downloaded,content,Spring\n"
                      "bob,2024-04-20T09:00:00Z,webinar_attended,webinar,\n"
                      "ada,2024-04-25T09:00:00Z,webinar_attended,webinar,Autumn\n"
                      "ada,2024-04-26T09:00:00Z,email_delivered,mail,Autumn\n");
        folder_.write("deals.csv",
                      "id,name,contacts,amount,currency,stage,created_at,closed_at\n"
                      "d1,One,ada,3000.00,EUR,Won,2024-04-22T09:00:00Z,2024-04-30T09:00:00Z\n"
                      "d2,Two,ada;bob,1000.01,EUR,Won,2024-05-01T09:00:00Z,2024-05-10T09:00:00Z\n"
                      "d3,Three,dan,500.00,EUR,Won,2024-05-01T09:00:00Z,2024-05-12T09:00:00Z\n"
                      "d4,Four,bob,700.00,EUR,Lost,2024-05-02T09:00:00Z,2024-05-20T09:00:00Z\n"
                      "d5,Five,ada,900.00,EUR,Discovery,2024-05-15T09:00:00Z,\n");
        const Ran ran = folder_.run({"import", "contacts.csv", "touches.csv", "deals.csv"});
        EXPECT_EQ(ran.code, 0) << ran.err;
    }

    // From "rows" on, up to the totals.
    [[nodiscard]] std::string credit(std::vector<std::string> flags) const {
        flags.insert(flags.begin(), {"attribute", "--json"});
        const Ran ran = folder_.run(flags);
        EXPECT_EQ(ran.code, 0) << ran.err;
        const std::size_t begin = ran.out.find("\"rows\":");
        const std::size_t end = ran.out.find(",\"deals\":");
        return begin == std::string::npos ? ran.out : ran.out.substr(begin, end - begin);
    }

    Folder folder_;
};

TEST_F(Attribution, SaysWhatItWasAskedAndWhatItIsMadeOf) {
    const Ran ran = folder_.run({"attribute", "--json"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.out,
              R"({"model":"linear","by":"channel","credit":"won","currency":"EUR","rows":[)"
              R"({"key":"webinar","credit_minor":150001,"conversions":0.833333},)"
              R"({"key":"content","credit_minor":125000,"conversions":0.583333},)"
              R"({"key":"search","credit_minor":125000,"conversions":0.583333}],)"
              R"("total_minor":450001,"unattributed_minor":50000,"deals":3,"unattributed_deals":1,)"
              R"("deals_without_amount":0,"exact":true})"
              "\n");
}

TEST_F(Attribution, ByPositionIsAsWorkedOutByHand) {
    EXPECT_EQ(credit({"--model", "first"}),
              R"("rows":[{"key":"search","credit_minor":400001,"conversions":2},)"
              R"({"key":"content","credit_minor":0,"conversions":0},)"
              R"({"key":"webinar","credit_minor":0,"conversions":0}],)"
              R"("total_minor":450001,"unattributed_minor":50000)");
    EXPECT_EQ(credit({"--model", "u_shaped"}),
              R"("rows":[{"key":"webinar","credit_minor":170001,"conversions":0.9},)"
              R"({"key":"search","credit_minor":160000,"conversions":0.8},)"
              R"({"key":"content","credit_minor":70000,"conversions":0.3}],)"
              R"("total_minor":450001,"unattributed_minor":50000)");
    EXPECT_EQ(credit({"--model", "custom", "--weights", "0,1,0", "--from", "2024-05-01"}),
              R"("rows":[{"key":"content","credit_minor":50001,"conversions":0.5},)"
              R"({"key":"webinar","credit_minor":50000,"conversions":0.5},)"
              R"({"key":"search","credit_minor":0,"conversions":0}],)"
              R"("total_minor":150001,"unattributed_minor":50000)");
}

// Converting: search content webinar; search content webinar webinar. Others: search (Cy), webinar
// (the lost deal). Success 1/2; without search or content 1/6, without webinar none: 2/3, 2/3, 1.
TEST_F(Attribution, ByMarkovIsAsWorkedOutByHand) {
    EXPECT_EQ(
        credit({"--model", "markov"}),
        R"("rows":[{"key":"webinar","credit_minor":171429,"conversions":0.857143,"strength":1},)"
        R"({"key":"content","credit_minor":114286,"conversions":0.571429,"strength":0.666667},)"
        R"({"key":"search","credit_minor":114286,"conversions":0.571429,"strength":0.666667}],)"
        R"("total_minor":450001,"unattributed_minor":50000)");
}

TEST_F(Attribution, ByShapleyIsAsWorkedOutByHand) {
    EXPECT_EQ(
        credit({"--model", "shapley"}),
        R"("rows":[{"key":"content","credit_minor":133334,"conversions":0.666667,"strength":0.666667},)"
        R"({"key":"search","credit_minor":133334,"conversions":0.666667,"strength":0.666667},)"
        R"({"key":"webinar","credit_minor":133333,"conversions":0.666667,"strength":0.666667}],)"
        R"("total_minor":450001,"unattributed_minor":50000)");
}

TEST_F(Attribution, ByCampaignKeepsWhatNamesNone) {
    EXPECT_EQ(credit({"--by", "campaign"}),
              R"("rows":[{"key":"Spring","credit_minor":250001,"conversions":1.166667},)"
              R"({"key":"Autumn","credit_minor":125000,"conversions":0.583333},)"
              R"-({"key":"(none)","credit_minor":25000,"conversions":0.25}],)-"
              R"("total_minor":450001,"unattributed_minor":50000)");
}

TEST_F(Attribution, OfThePipelineIsWhatLedToDealsWhateverBecameOfThem) {
    EXPECT_EQ(credit({"--credit", "pipeline"}),
              R"("rows":[{"key":"content","credit_minor":205000,"conversions":1.083333},)"
              R"({"key":"search","credit_minor":205000,"conversions":1.083333},)"
              R"({"key":"webinar","credit_minor":150001,"conversions":1.833333}],)"
              R"("total_minor":610001,"unattributed_minor":50000)");
}

TEST_F(Attribution, TouchesOutsideTheLookBackDoNotCount) {
    EXPECT_EQ(credit({"--lookback", "10d"}),
              R"("rows":[{"key":"webinar","credit_minor":300000,"conversions":1}],)"
              R"("total_minor":450001,"unattributed_minor":150001)");
}

TEST_F(Attribution, KnowsOnlyWhatHadHappenedByThen) {
    EXPECT_EQ(credit({"--model", "last", "--as-of", "2024-05-01"}),
              R"("rows":[{"key":"webinar","credit_minor":300000,"conversions":1},)"
              R"({"key":"content","credit_minor":0,"conversions":0},)"
              R"({"key":"search","credit_minor":0,"conversions":0}],)"
              R"("total_minor":300000,"unattributed_minor":0)");
}

TEST_F(Attribution, PrintsATableForPeople) {
    const Ran ran = folder_.run({"attribute", "--model", "last"});
    EXPECT_EQ(ran.code, 0);
    EXPECT_NE(ran.out.find("webinar                                   4000.01 EUR            2"),
              std::string::npos)
        << ran.out;
    EXPECT_NE(ran.out.find("no touch that counts                       500.00 EUR"),
              std::string::npos)
        << ran.out;
}

TEST_F(Attribution, WrongUsageIsToldApart) {
    for (const std::vector<std::string>& flags :
         std::vector<std::vector<std::string>>{{"--model", "best"},
                                               {"--by", "weather"},
                                               {"--credit", "lost"},
                                               {"--lookback", "soon"},
                                               {"--half-life", "0d"},
                                               {"--order", "4"},
                                               {"--model", "custom"},
                                               {"--model", "custom", "--weights", "1,2"},
                                               {"--weights", "0,0,0"}}) {
        std::vector<std::string> arguments{"attribute"};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        const Ran ran = folder_.run(arguments);
        EXPECT_EQ(ran.code, 2) << flags.back();
        EXPECT_TRUE(ran.out.empty()) << ran.out;
        EXPECT_FALSE(ran.err.empty()) << flags.back();
    }
}

}  // namespace

}  // namespace baton::app::testing
