#include "agreement/describe.hpp"

#include <gtest/gtest.h>
#include <string_view>
#include <utility>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/check.hpp"
#include "agreement/schema.hpp"
#include "agreement/starting.hpp"

namespace baton::agreement {
namespace {

const Agreement& base() {
    static const auto agreement =
        check(starting_agreements().front().text, standard_schema()).agreement.value();
    return agreement;
}

TEST(Description, SaysACriterionInPlainEnglish) {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"count(page_view where path starts with \"/pricing\" within 30 days) >= 2",
         "at least 2 page views whose path starts with “/pricing” within 30 days"},
        {"count(page_view) > 1", "more than 1 page view"},
        {"any(\"Demo Requested\" within 1 day)", "at least 1 “Demo Requested” within 1 day"},
        {"none(touch within 90 days)", "no touch of any kind within 90 days"},
        {"company_fits and (studies_prices or known contact.email)",
         "“company fits” holds and (“studies prices” holds or the contact’s email is known)"},
        {"contact.job_title contains \"intern\"", "the contact’s job title contains “intern”"},
        {"contact.email_domain not in list(competitors)",
         "the contact’s email domain is known and not one of the list “competitors”"},
        {"company.employees between 5 and 9", "the company’s employees is between 5 and 9"},
        {"score(engagement) >= 60", "the score “engagement” is at least 60"},
        {"days since last(page_view) > 30",
         "the number of days since the last page view is more than 30"},
        {"reached(SAL) and not handoff open", "has reached SAL and not (the handoff is open)"},
        {"handoff rejected for \"bad fit\"", "the handoff was rejected for “bad fit”"},
        {"deal open where (amount >= 1000)", "there is an open deal whose amount is at least 1000"},
    };
    for (const auto& [written, said] : cases) {
        const auto read = check_criterion(written, base(), standard_schema());
        ASSERT_TRUE(read.criterion) << written;
        EXPECT_EQ(describe(*read.criterion, base()), said);
    }
}

TEST(Description, SaysWhatAHandoffAsksFor) {
    EXPECT_EQ(describe(*base().handoff, base()),
              "Whoever becomes MQL is offered to sales.\n"
              "They accept within 2 business hours and respond within 4 business hours.\n"
              "They try 5 times within 8 business days.\n"
              "Whom they give back can be offered again after 45 days, for what they did since.\n");
}

}  // namespace
}  // namespace baton::agreement
