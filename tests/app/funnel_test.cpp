#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "app/program.hpp"

// `baton funnel` over files that were counted by hand.
namespace baton::app::testing {

namespace {

// Ada looks, writes after a day, meets after two more. Bob looks twice and writes a day after the
// second look. Cy writes ten days after looking. Dan writes without looking. What was sent to Ada
// is no doing of hers.
class Funnels : public ::testing::Test {
protected:
    Funnels() {
        folder_.write("contacts.csv",
                      "id,email,created_at\n"
                      "ada,ada@acme.test,2024-03-01T00:00:00Z\n"
                      "bob,bob@acme.test,2024-03-01T00:00:00Z\n"
                      "cy,cy@acme.test,2024-03-01T00:00:00Z\n"
                      "dan,dan@acme.test,2024-03-01T00:00:00Z\n");
        folder_.write("touches.csv",
                      "contact,at,kind,channel\n"
                      "ada,2024-04-01T09:00:00Z,page_view,search\n"
                      "ada,2024-04-01T10:00:00Z,email_delivered,mail\n"
                      "ada,2024-04-02T09:00:00Z,form_submitted,search\n"
                      "ada,2024-04-04T09:00:00Z,meeting_held,\n"
                      "bob,2024-04-01T09:00:00Z,page_view,social\n"
                      "bob,2024-04-05T09:00:00Z,page_view,search\n"
                      "bob,2024-04-06T09:00:00Z,form_submitted,search\n"
                      "cy,2024-04-01T09:00:00Z,page_view,\n"
                      "cy,2024-04-11T09:00:00Z,form_submitted,search\n"
                      "dan,2024-04-01T09:00:00Z,form_submitted,search\n");
        const Ran ran = folder_.run({"import", "contacts.csv", "touches.csv"});
        EXPECT_EQ(ran.code, 0) << ran.err;
    }

    // From "steps" on.
    [[nodiscard]] std::string counted(std::vector<std::string> flags) const {
        flags.insert(flags.begin(), {"funnel", "page_view", "form_submitted", "meeting_held"});
        flags.emplace_back("--json");
        const Ran ran = folder_.run(flags);
        EXPECT_EQ(ran.code, 0) << ran.err;
        const std::size_t begin = ran.out.find("\"steps\":");
        return begin == std::string::npos ? ran.out : ran.out.substr(begin);
    }

    Folder folder_;
};

TEST_F(Funnels, CountsPeopleStepByStep) {
    EXPECT_EQ(
        counted({"--within", "3d"}),
        R"("steps":[{"step":"page_view","window_days":null,"people":3,"dropped":0,"still_open":0,)"
        R"("of_first":1,"of_previous":null,"median_seconds":null},)"
        R"({"step":"form_submitted","window_days":3,"people":2,"dropped":1,"still_open":0,)"
        R"("of_first":0.6666666666666666,"of_previous":0.6666666666666666,"median_seconds":86400},)"
        R"({"step":"meeting_held","window_days":3,"people":1,"dropped":1,"still_open":0,)"
        R"("of_first":0.3333333333333333,"of_previous":0.5,"median_seconds":172800}],)"
        R"("by":null,"rows":[],"warnings":[]})"
        "\n");
}

TEST_F(Funnels, AWindowEndsBeforeItsEndAndCanRunFromTheFirstStep) {
    EXPECT_NE(counted({"--within", "10d"}).find(R"("form_submitted","window_days":10,"people":2)"),
              std::string::npos);
    EXPECT_NE(counted({"--within", "11d"}).find(R"("form_submitted","window_days":11,"people":3)"),
              std::string::npos);
    const std::string first = counted({"--within", "3d", "--window", "first"});
    EXPECT_NE(first.find(R"("meeting_held","window_days":3,"people":0)"), std::string::npos)
        << first;
    EXPECT_NE(
        counted({"--within", "all"}).find(R"("form_submitted","window_days":null,"people":3)"),
        std::string::npos);
}

TEST_F(Funnels, RowsAddUpToTheSteps) {
    const std::string told = counted({"--by", "channel", "--within", "3d"});
    EXPECT_NE(told.find(R"x("by":"channel","rows":[{"key":"search","people":[2,2,1]},)x"
                        R"x({"key":"(none)","people":[1,0,0]}])x"),
              std::string::npos)
        << told;
}

TEST_F(Funnels, OnlyTheFirstStepHasToLieInTheRange) {
    const std::string told = counted({"--to", "2024-04-02", "--within", "3d"});
    EXPECT_NE(told.find(R"("page_view","window_days":null,"people":3)"), std::string::npos) << told;
    EXPECT_NE(told.find(R"("meeting_held","window_days":3,"people":1)"), std::string::npos) << told;
    EXPECT_NE(told.find(R"("form_submitted","window_days":3,"people":1)"), std::string::npos)
        << told << " Bob's second look is outside, his first too early";
}

TEST_F(Funnels, WhoStillHasTimeIsShown) {
    const std::string told = counted({"--as-of", "2024-04-06", "--within", "7d"});
    EXPECT_NE(told.find(R"("people":2,"dropped":1,"still_open":1,)"), std::string::npos) << told;
}

TEST_F(Funnels, StepsAreWrittenInTheLanguage) {
    const Ran ran = folder_.run(
        {"funnel", "page_view where channel = \"search\"", "form_submitted within 2 days"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.out.find("1.0 days"), std::string::npos) << ran.out;
    const Ran typo = folder_.run({"funnel", "page_view", "form_submited"});
    EXPECT_EQ(typo.code, 0);
    EXPECT_NE(typo.err.find("form_submited: no touch of the kind \"form_submited\" is known yet"),
              std::string::npos)
        << typo.err;
}

TEST_F(Funnels, WhatCannotBeCountedIsRefusedWithItsPlace) {
    const Ran wrong = folder_.run({"funnel", "page_view", "form_submitted when x = 1"});
    EXPECT_EQ(wrong.code, 1);
    EXPECT_NE(wrong.err.find("/steps/1: 1:16:"), std::string::npos) << wrong.err;
    const Ran months = folder_.run({"funnel", "page_view", "form_submitted within 1 month"});
    EXPECT_NE(months.err.find("minutes, hours, days or weeks"), std::string::npos) << months.err;
    const Ran first = folder_.run({"funnel", "page_view within 3 days", "form_submitted"});
    EXPECT_NE(first.err.find("the first step has no window"), std::string::npos) << first.err;
    EXPECT_EQ(folder_.run({"funnel"}).code, 2);
    EXPECT_EQ(folder_.run({"funnel", "page_view", "--within", "soon"}).code, 2);
    EXPECT_EQ(folder_.run({"funnel", "page_view", "--by", "weather"}).code, 2);
}

}  // namespace

}  // namespace baton::app::testing
