#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "app/program.hpp"

// `baton tune` over files that were counted by hand.
namespace baton::app::testing {

namespace {

constexpr std::string_view text = R"(agreement: Grid
timezone: UTC
currency: EUR
{}
)";

constexpr std::string_view plain_stages = R"(stages:
  - {{ name: lead, owner: marketing, when: 'any(touch within 90 days{})' }}
  - {{ name: MQL, owner: marketing, when: 'count(page_view within 30 days) >= 1{}' }}
  - {{ name: won, owner: sales, when: 'deal won' }}
)";

// Three looks, won. Two looks, lost. One look, lost. In March: three looks, won; one look, no deal.
class TuneVerb : public ::testing::Test {
protected:
    TuneVerb() {
        folder_.write("contacts.csv",
                      "id,email,created_at\n"
                      "c1,c1@acme.test,2024-01-01T00:00:00Z\n"
                      "c2,c2@acme.test,2024-01-01T00:00:00Z\n"
                      "c3,c3@acme.test,2024-01-01T00:00:00Z\n"
                      "c4,c4@acme.test,2024-01-01T00:00:00Z\n"
                      "c5,c5@acme.test,2024-01-01T00:00:00Z\n");
        folder_.write("touches.csv",
                      "contact,at,kind\n"
                      "c1,2024-01-05T09:00:00Z,page_view\n"
                      "c1,2024-01-06T09:00:00Z,page_view\n"
                      "c1,2024-01-07T09:00:00Z,page_view\n"
                      "c2,2024-01-10T09:00:00Z,page_view\n"
                      "c2,2024-01-11T09:00:00Z,page_view\n"
                      "c3,2024-02-01T09:00:00Z,page_view\n"
                      "c4,2024-03-05T09:00:00Z,page_view\n"
                      "c4,2024-03-05T10:00:00Z,page_view\n"
                      "c4,2024-03-05T11:00:00Z,page_view\n"
                      "c5,2024-03-06T09:00:00Z,page_view\n");
        folder_.write("deals.csv",
                      "id,name,contacts,amount,currency,stage,created_at,closed_at\n"
                      "d1,One,c1,10.00,EUR,Won,2024-01-20T09:00:00Z,2024-01-25T09:00:00Z\n"
                      "d2,Two,c2,10.00,EUR,Lost,2024-01-20T09:00:00Z,2024-02-01T09:00:00Z\n"
                      "d3,Three,c3,10.00,EUR,Lost,2024-02-05T09:00:00Z,2024-02-10T09:00:00Z\n"
                      "d4,Four,c4,10.00,EUR,Won,2024-03-10T09:00:00Z,2024-03-20T09:00:00Z\n");
        const Ran ran = folder_.run({"import", "contacts.csv", "touches.csv", "deals.csv"});
        EXPECT_EQ(ran.code, 0) << ran.err;
    }

    void write_grid(std::string_view lead, std::string_view mql) const {
        folder_.write("grid.yaml", fmt::format(text, fmt::format(plain_stages, lead, mql)));
    }

    [[nodiscard]] Ran tune(std::vector<std::string> flags) const {
        flags.insert(flags.begin(),
                     {"tune",
                      "grid.yaml",
                      "--maturity-days",
                      "1",
                      "--from",
                      "2024-01-01",
                      "--to",
                      "2024-03-31"});
        return folder_.run(flags);
    }

    // The stage whose entries counted.
    [[nodiscard]] std::string stage_of(const std::vector<std::string>& flags = {}) const {
        std::vector<std::string> all{"--json"};
        all.insert(all.end(), flags.begin(), flags.end());
        const Ran ran = tune(all);
        EXPECT_EQ(ran.code, 0) << ran.err;
        const std::string key = R"("stage":")";
        const std::size_t begin = ran.out.find(key) + key.size();
        return ran.out.substr(begin, ran.out.find('"', begin) - begin);
    }

    Folder folder_;
};

TEST_F(TuneVerb, EveryVariantIsAsCountedByHand) {
    write_grid("", "{2, 3}");
    const Ran ran = tune({});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.out,
              "Grid, stage MQL: tuned on 2024-01-01T00:00:00.000000Z to "
              "2024-03-01T00:00:00.000000Z, reported on 2024-03-01T00:00:00.000000Z to "
              "2024-03-31T00:00:00.000000Z\n"
              "  parameter 1 at 6:78: 1, 2, 3\n"
              "\n"
              "values (* on the front)            entered           win rate     later"
              "           win rate\n"
              "* 1 (as written)                         3       33.3 % (n 3)         2"
              "      100.0 % (n 1)\n"
              "* 2                                      2       50.0 % (n 2)         1"
              "      100.0 % (n 1)\n"
              "* 3                                      1      100.0 % (n 1)         1"
              "      100.0 % (n 1)\n"
              "\n3 variants; --json shows all\n");
    EXPECT_NE(ran.err.find("in the earlier part only 3 of 3 entries were won or lost"),
              std::string::npos)
        << ran.err;
}

TEST_F(TuneVerb, TheSplitIsAtTwoThirdsUnlessItIsSaid) {
    write_grid("", "{2}");
    EXPECT_NE(tune({"--json"}).out.find(R"("split":"2024-03-01T00:00:00.000000Z")"),
              std::string::npos);
    const Ran said = tune({"--json", "--split", "2024-01-08"});
    EXPECT_NE(said.out.find(R"("split":"2024-01-08T00:00:00.000000Z")"), std::string::npos)
        << said.out;
    EXPECT_NE(said.out.find(R"("early":{"entered":1,)"), std::string::npos) << said.out;
}

TEST_F(TuneVerb, TheStageThatIsMarkedCounts) {
    write_grid("{30 days}", "");
    EXPECT_EQ(stage_of(), "lead");
    EXPECT_EQ(stage_of({"--stage", "won"}), "won");
    write_grid("", "{2}");
    EXPECT_EQ(stage_of(), "MQL");
    write_grid("{30 days}", "{2}");
    EXPECT_EQ(stage_of(), "MQL") << "several are marked: the last one of marketing";
}

TEST_F(TuneVerb, WithADefinitionMarkedTheStageThatIsHandedOffCounts) {
    folder_.write("grid.yaml", R"(agreement: Grid
timezone: UTC
currency: EUR
definitions:
  looked: count(page_view within 30 days) >= 1{2}
stages:
  - { name: lead, owner: marketing, when: any(touch) }
  - { name: SQL, owner: sales, when: looked }
  - { name: customer, owner: sales, when: deal won }
handoff:
  at: SQL
  to: { team: sales }
  respond_within: 4 hours
  reject_reasons: [bad fit]
  recycle: { to: Nurture, eligible_again_after: 60 days }
)");
    EXPECT_EQ(stage_of(), "SQL");
}

TEST_F(TuneVerb, WhatCannotBeTriedIsRefused) {
    const auto refused = [&](std::string_view lead, std::string_view mql, std::string_view what) {
        write_grid(lead, mql);
        const Ran ran = tune({});
        EXPECT_EQ(ran.code, 1) << ran.out;
        EXPECT_NE(ran.err.find(what), std::string::npos) << ran.err;
    };
    refused("", "", "nothing is marked");
    refused("", "{}", "an alternative is missing");
    refused("", "{true}", "grid.yaml with true has errors");
    std::string many = "{2";
    for (int value = 3; value <= 1'100; ++value) {
        many += fmt::format(",{}", value);
    }
    refused("", many + "}", "1100 combinations");
    write_grid("", "{2}");
    const Ran nowhere = tune({"--stage", "nowhere"});
    EXPECT_EQ(nowhere.code, 1);
    EXPECT_NE(nowhere.err.find("there is no stage \"nowhere\"; the file has lead, MQL, won"),
              std::string::npos)
        << nowhere.err;
    EXPECT_EQ(tune({"--split", "soon"}).code, 2);
}

}  // namespace

}  // namespace baton::app::testing
