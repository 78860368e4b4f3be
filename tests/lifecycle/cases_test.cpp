#include "oracle/cases.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "lifecycle/engine_reading.hpp"
#include "places.hpp"

namespace baton::lifecycle {
namespace {

std::vector<boost::json::value> parsed(std::string_view lines) {
    std::vector<boost::json::value> all;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        all.push_back(boost::json::parse(lines.substr(0, end)));
        lines.remove_prefix(end + 1);
    }
    return all;
}

TEST(Cases, EveryCaseAsWorkedOutByHand) {
    const auto cases = oracle::load_cases((source_dir() / "tests/oracle/cases").string());
    ASSERT_GE(cases.size(), 40U);
    for (const auto& one : cases) {
        SCOPED_TRACE(one.file + ": " + one.why);
        const auto told = testing::journeys(one.agreements, one.ledger, one.options);
        EXPECT_EQ(parsed(told), parsed(one.expect)) << told << "\nexpected\n" << one.expect;
    }
}

}  // namespace
}  // namespace baton::lifecycle
