#include "engine/random_life.hpp"

#include <gtest/gtest.h>
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

}  // namespace
}  // namespace baton::engine::testing
