#include "lifecycle/touch_filter.hpp"

#include <array>
#include <cstddef>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "ledger/event.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "lifecycle/engine_reading.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {
namespace {

constexpr std::size_t more_than_codes = 66'000;
constexpr std::size_t kinds_few = 5;
constexpr std::array<std::string_view, 8> conditions{
    "touch",
    R"("kind 1" or "kind 65999")",
    R"(touch where channel = "channel 4")",
    R"(touch where channel = "channel 65990" or path ends with "1")",
    R"(touch where not (asset contains "9" and known channel) and trust != "anonymous")",
    R"("kind 0" where known campaign)",
    R"(touch where actor = "scanner" or campaign in ("campaign 1", "campaign 2"))",
    R"("kind 65996" where path = "/0" and not known asset)"};

ledger::Touched touch_of(std::size_t number) {
    ledger::Touched touched;
    const bool far = number > more_than_codes - kinds_few;
    touched.kind = fmt::format("kind {}", far ? number : number % kinds_few);
    if (number % 3 != 0) {
        touched.fields.emplace_back("channel", fmt::format("channel {}", number));
    }
    if (number % 4 != 0) {
        touched.fields.emplace_back("asset", fmt::format("asset {}", number % 20));
    }
    if (number % 5 == 0) {
        touched.fields.emplace_back("campaign", fmt::format("campaign {}", number % 7));
    }
    touched.fields.emplace_back("path", fmt::format("/{}", number % 2));
    touched.actor = number % 11 == 0 ? ledger::Actor::scanner : ledger::Actor::human;
    touched.trust = number % 2 == 0 ? ledger::Trust::anonymous : ledger::Trust::server;
    return touched;
}

// What is remembered by codes is what the condition says of the touch itself, also where there are
// more values and kinds than codes.
TEST(TouchFilter, SaysWhatTheConditionSays) {
    ledger::Dictionary dictionary;
    for (std::size_t kind = 0; kind < more_than_codes; ++kind) {
        ledger::Touched touched;
        touched.kind = fmt::format("kind {}", kind);
        dictionary.add_shape(touched);
    }
    for (const auto condition : conditions) {
        const auto agreement = testing::read_agreement(
            fmt::format("agreement: A\ntimezone: UTC\ncurrency: EUR\nstages:\n"
                        "  - {{ name: S, owner: sales, when: 'any({})' }}\n",
                        condition));
        const Program program(agreement);
        const auto& window = program.windows().front();
        TouchFilter filter(window, dictionary);
        std::size_t matched = 0;
        for (std::size_t number = 0; number < more_than_codes + 100;
             number += number < 1'000 || number > more_than_codes - 100 ? 1 : 50) {
            const auto code = dictionary.add_shape(touch_of(number));
            const auto shape = dictionary.shape(code);
            const bool way = window.matches_way(dictionary,
                                                {.kind = shape.kind,
                                                 .actor = shape.actor,
                                                 .trust = shape.trust,
                                                 .direction = shape.direction});
            const bool holds =
                way && (!window.where || window.where->holds([&](std::string_view field) {
                    return touch_field(dictionary, shape, field);
                }));
            ASSERT_EQ(filter.matches(code), holds) << condition << " of touch " << number;
            ASSERT_EQ(filter.matches(code), holds) << condition << " of touch " << number;
            matched += holds ? 1 : 0;
        }
        EXPECT_GT(matched, 0U) << condition;
    }
}

}  // namespace
}  // namespace baton::lifecycle
