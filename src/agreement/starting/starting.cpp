#include "agreement/starting.hpp"

#include <array>
#include <span>

#include "agreement/starting/texts.hpp"

namespace baton::agreement {
namespace {

const std::array all{
    StartingAgreement{.key = "short_cycle_saas",
                      .title = "Software with a short sales cycle",
                      .summary =
                          "Many buyers, trials and demos, decisions within weeks, and a team "
                          "that answers within hours.",
                      .text = starting::short_cycle_saas},
    StartingAgreement{.key = "long_cycle_industrial",
                      .title = "Industrial goods with a long sales cycle",
                      .summary =
                          "Few, large accounts, several people in each decision, months from "
                          "the first enquiry to the order.",
                      .text = starting::long_cycle_industrial},
    StartingAgreement{.key = "small_team",
                      .title = "A small team without sales development",
                      .summary =
                          "One marketer and a few sellers who qualify for themselves; as few "
                          "rules as will do.",
                      .text = starting::small_team},
};

}  // namespace

std::span<const StartingAgreement> starting_agreements() {
    return all;
}

}  // namespace baton::agreement
