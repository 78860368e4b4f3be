#pragma once

#include <ostream>
#include <rapidcheck.h>

#include "engine/random_life.hpp"

// Random deeds, and how a failing case shows them.
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

inline void showValue(const Deed& deed, std::ostream& out) {
    out << "{" << deed.what << "," << deed.who << "," << deed.which << "," << deed.minutes << ","
        << deed.late << "}";
}

}  // namespace baton::engine::testing
