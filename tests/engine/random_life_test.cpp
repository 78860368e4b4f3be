#include "engine/random_life.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "engine/arbitrary_deed.hpp"

namespace baton::engine::testing {
namespace {

constexpr std::size_t deeds_between_checks = 8;

RC_GTEST_PROP(RandomLife, StaysWhatTheLedgerSays, ()) {
    const auto deeds =
        *rc::gen::resize(24, rc::gen::container<std::vector<Deed>>(rc::gen::arbitrary<Deed>()));
    RandomLife life;
    for (std::size_t i = 0; i < deeds.size(); ++i) {
        const std::string trace = life.live(deeds[i]);
        RC_ASSERT(trace == "");
        if (i % deeds_between_checks == 0) {
            RC_ASSERT(life.running().problem() == "");
            RC_ASSERT(life.dropped() == "");
            RC_ASSERT(life.unrecorded() == "");
        }
    }
    RC_ASSERT(life.running().problem() == "");
    RC_ASSERT(life.unrecorded() == "");
    life.running().restart();
    RC_ASSERT(life.running().problem() == "");
    RC_ASSERT(life.dropped() == "");
}

std::uint64_t number_in(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// A world's deeds follow from its seed: BATON_LIFE_SEED=N BATON_LIFE_STEPS=500 lives one again.
TEST(RandomLife, DropsNobodyAtAnyStep) {
    constexpr std::uint64_t steps_in_a_world = 500;
    const std::uint64_t steps = number_in(
        "BATON_LIFE_STEPS", std::getenv("BATON_TEST_LONG") == nullptr ? 1'000 : 1'000'000);
    std::uint64_t seed = number_in("BATON_LIFE_SEED", std::random_device()());
    const auto deeds = rc::gen::arbitrary<Deed>();
    for (std::uint64_t step = 0; step < steps; ++seed) {
        SCOPED_TRACE(fmt::format("BATON_LIFE_SEED={}", seed));
        rc::Random random(seed);
        RandomLife life;
        for (const auto end = std::min(steps, step + steps_in_a_world); step < end; ++step) {
            const Deed deed = deeds(random.split(), rc::kNominalSize).value();
            ASSERT_EQ(life.live(deed), "") << "step " << step;
            ASSERT_EQ(life.dropped(), "") << "step " << step;
        }
        ASSERT_EQ(life.unrecorded(), "");
        ASSERT_EQ(life.running().problem(), "");
    }
}

}  // namespace
}  // namespace baton::engine::testing
