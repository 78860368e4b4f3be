#include "matching/distance.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>

namespace baton::matching {
namespace {

struct Published {
    const char* left;
    const char* right;
    double jaro;
    double winkler;
};

// The values printed in W. E. Winkler, "Overview of Record Linkage and Current Research Directions"
// (2006), table 6, and in his papers of 1990 and 1994, without the later adjustments for long names
// and similar characters.
constexpr Published published[] = {
    {"shackleford", "shackelford", 0.970, 0.982},
    {"dunningham", "cunnigham", 0.896, 0.896},
    {"nichleson", "nichulson", 0.926, 0.956},
    {"jones", "johnson", 0.790, 0.832},
    {"massey", "massie", 0.889, 0.933},
    {"abroms", "abrams", 0.889, 0.922},
    {"jeraldine", "geraldine", 0.926, 0.926},
    {"marhta", "martha", 0.944, 0.961},
    {"michelle", "michael", 0.869, 0.921},
    {"julies", "julius", 0.889, 0.933},
    {"tanya", "tonya", 0.867, 0.880},
    {"dwayne", "duane", 0.822, 0.840},
    {"sean", "susan", 0.783, 0.805},
    {"jon", "john", 0.917, 0.933},
    {"dixon", "dicksonx", 0.767, 0.813},
};

TEST(Distance, OfNamesIsAsWinklerPrintedIt) {
    for (const auto& each : published) {
        EXPECT_NEAR(jaro(each.left, each.right), each.jaro, 0.0006) << each.left;
        EXPECT_NEAR(jaro_winkler(each.left, each.right), each.winkler, 0.0006) << each.left;
    }
}

TEST(Distance, OfNothing) {
    EXPECT_EQ(jaro("", ""), 1);
    EXPECT_EQ(jaro("a", ""), 0);
    EXPECT_EQ(jaro_winkler("abc", "xyz"), 0);
}

TEST(Distance, CountsEditsAndSwapsOfNeighbours) {
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("saturday", "sunday"), 3U);
    EXPECT_EQ(edit_distance("ca", "abc"), 3U);  // no place twice
    EXPECT_EQ(edit_distance("martha", "marhta"), 1U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("caf\xC3\xA9", "cafe"), 1U);
}

// Knuth's examples.
TEST(Distance, SoundsOfNames) {
    for (const auto& [name, code] :
         std::initializer_list<std::pair<const char*, const char*>>{{"euler", "E460"},
                                                                    {"gauss", "G200"},
                                                                    {"hilbert", "H416"},
                                                                    {"knuth", "K530"},
                                                                    {"lloyd", "L300"},
                                                                    {"lukasiewicz", "L222"},
                                                                    {"wachs", "W200"},
                                                                    {"ellery", "E460"},
                                                                    {"ghosh", "G200"},
                                                                    {"heilbronn", "H416"},
                                                                    {"kant", "K530"},
                                                                    {"liddy", "L300"},
                                                                    {"lissajous", "L222"},
                                                                    {"waugh", "W200"}}) {
        EXPECT_EQ(soundex(name), code) << name;
    }
    EXPECT_EQ(soundex(""), "");
    EXPECT_EQ(soundex("\xE6\x9D\x8E"), "");
}

std::string drawn_word() {
    return *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcd")));
}

RC_GTEST_PROP(Distance, IsTheSameBothWays, ()) {
    const auto left = drawn_word();
    const auto right = drawn_word();
    RC_ASSERT(edit_distance(left, right) == edit_distance(right, left));
    RC_ASSERT(jaro(left, right) == jaro(right, left));
    RC_ASSERT((jaro(left, right) == 1) == (left == right) || left.size() > compared_characters_max);
}

RC_GTEST_PROP(Distance, WithALimitIsThatWithout, ()) {
    const auto left = drawn_word();
    const auto right = drawn_word();
    const auto most = *rc::gen::inRange<std::size_t>(0, 8);
    RC_ASSERT(edit_distance(left, right, most) == std::min(edit_distance(left, right), most + 1));
}

}  // namespace
}  // namespace baton::matching
