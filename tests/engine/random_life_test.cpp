#include "engine/random_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

namespace rc {

template <>
struct Arbitrary<baton::engine::testing::Deed> {
    static Gen<baton::engine::testing::Deed> arbitrary() {
        using baton::engine::testing::Deed;
        return gen::build<Deed>(
            gen::set(&Deed::what, gen::inRange(0, 24)),
            gen::set(&Deed::who, gen::inRange(0, 9)),
            gen::set(&Deed::which, gen::inRange(0, 60)),
            gen::set(&Deed::minutes,
                     gen::weightedElement<int>({{5, 0}, {4, 1}, {4, 9}, {3, 30}, {2, 121}})),
            gen::set(&Deed::late,
                     gen::weightedElement<int>({{8, 0}, {1, 1}, {1, 60}, {1, 3000}, {1, 6001}})));
    }
};

}  // namespace rc

namespace baton::engine::testing {

void showValue(const Deed& deed, std::ostream& out) {
    out << "{" << deed.what << "," << deed.who << "," << deed.which << "," << deed.minutes << ","
        << deed.late << "}";
}

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
        }
    }
    RC_ASSERT(life.running().problem() == "");
    life.running().restart();
    RC_ASSERT(life.running().problem() == "");
    RC_ASSERT(life.dropped() == "");
}

}  // namespace
}  // namespace baton::engine::testing
