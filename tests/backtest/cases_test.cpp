#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

#include "backtest/asking.hpp"
#include "places.hpp"

// Small histories with every figure worked out by hand: tests/backtest/cases.
namespace baton::backtest {
namespace {

struct Case {
    std::string file;
    testing::Asked asked = {};
    std::string expect = {};
};

// Sections: "--- agreement NAME" (once or more), "--- options" (lines "key: value"), "--- ledger",
// "--- expect" (every figure that is not nothing); lines with # before the first are for people.
Case read_case(const std::filesystem::path& path) {
    Case one{.file = path.filename().string()};
    std::ifstream in(path);
    std::string section;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("--- ")) {
            section = line.substr(4);
            if (section.starts_with("agreement ")) {
                one.asked.agreements.emplace_back(section.substr(10), "");
            }
        } else if (section.starts_with("agreement ")) {
            one.asked.agreements.back().second += line + "\n";
        } else if (section == "options") {
            one.asked.options[line.substr(0, line.find(": "))] = line.substr(line.find(": ") + 2);
        } else if (section == "ledger") {
            one.asked.ledger += line + "\n";
        } else if (section == "expect") {
            one.expect += line + "\n";
        }
    }
    return one;
}

TEST(BacktestCases, EveryCaseAsWorkedOutByHand) {
    std::vector<Case> cases;
    for (const auto& entry :
         std::filesystem::directory_iterator(source_dir() / "tests/backtest/cases")) {
        cases.push_back(read_case(entry.path()));
    }
    std::ranges::sort(cases, {}, &Case::file);
    ASSERT_GE(cases.size(), 6U);
    for (const Case& one : cases) {
        SCOPED_TRACE(one.file);
        EXPECT_EQ(testing::text_of(testing::report(one.asked)), one.expect);
    }
}

}  // namespace
}  // namespace baton::backtest
