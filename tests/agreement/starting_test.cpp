#include "agreement/starting.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string_view>

#include "agreement/check.hpp"
#include "agreement/diagnostic.hpp"
#include "agreement/schema.hpp"

namespace baton::agreement {
namespace {

TEST(StartingAgreements, AreValidWithoutAWarningAndWithoutADate) {
    std::set<std::string_view> keys;
    for (const auto& start : starting_agreements()) {
        EXPECT_TRUE(keys.insert(start.key).second);
        EXPECT_FALSE(start.title.empty());
        EXPECT_FALSE(start.summary.empty());
        const auto checked = check(start.text, standard_schema());
        for (const auto& found : checked.diagnostics)
            ADD_FAILURE() << render(found, start.key);
        ASSERT_TRUE(checked.agreement) << start.key;
        EXPECT_FALSE(checked.agreement->effective);
        EXPECT_TRUE(checked.agreement->handoff);
        EXPECT_EQ(checked.agreement->stages.at(checked.agreement->handoff->at).name, "MQL");
    }
    EXPECT_EQ(
        keys,
        (std::set<std::string_view>{"short_cycle_saas", "long_cycle_industrial", "small_team"}));
}

}  // namespace
}  // namespace baton::agreement
