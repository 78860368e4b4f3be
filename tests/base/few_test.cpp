#include "base/few.hpp"

#include <cstddef>
#include <gtest/gtest.h>
#include <iterator>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace baton {
namespace {

// Long enough to lie elsewhere than in place: what is not given back or is given back twice shows.
std::string any_text() {
    return std::to_string(*rc::gen::inRange(0, 1'000)) + " is a number, written out at some length";
}

template <typename Row>
std::vector<std::string> all_of(const Row& row) {
    return {row.begin(), row.end()};
}

// Does one thing to a row and to a vector.
template <typename Row>
void change(Row& row, std::vector<std::string>& expected) {
    const auto place = *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(expected) + 1);
    const auto end = *rc::gen::inRange<std::ptrdiff_t>(place, std::ssize(expected) + 1);
    const auto text = any_text();
    switch (*rc::gen::inRange(0, 7)) {
        case 0:
        case 1:
            row.push_back(text);
            expected.push_back(text);
            return;
        case 2:
            RC_ASSERT(*row.insert(row.begin() + place, text) == text);
            expected.insert(expected.begin() + place, text);
            return;
        case 3:
            row.erase(row.begin() + place, row.begin() + end);
            expected.erase(expected.begin() + place, expected.begin() + end);
            return;
        case 4:
            row.resize(static_cast<std::size_t>(place));
            expected.resize(static_cast<std::size_t>(place));
            return;
        case 5: row.reserve(static_cast<std::size_t>(end)); return;
        default: row = Row(std::as_const(row)); return;
    }
}

template <typename Row>
void keeps_what_a_vector_keeps() {
    Row row;
    std::vector<std::string> expected;
    const auto many = *rc::gen::inRange(0, 60);
    for (int each = 0; each < many; ++each) {
        change(row, expected);
        RC_ASSERT(all_of(row) == expected);
        RC_ASSERT(row.empty() == expected.empty());
        if (!expected.empty()) RC_ASSERT(row.back() == expected.back());
    }
    RC_ASSERT(std::vector<std::string>(row.rbegin(), row.rend()) ==
              std::vector<std::string>(expected.rbegin(), expected.rend()));
    Row other = std::move(row);
    RC_ASSERT(all_of(other) == expected);
    Row third{any_text(), any_text()};
    third = std::move(other);
    RC_ASSERT(all_of(third) == expected);
    third.clear();
    RC_ASSERT(third.empty());
}

RC_GTEST_PROP(Few, KeepsWhatAVectorKeeps, ()) {
    keeps_what_a_vector_keeps<Few<std::string>>();
}

RC_GTEST_PROP(OneOrFew, KeepsWhatAVectorKeeps, ()) {
    keeps_what_a_vector_keeps<OneOrFew<std::string>>();
}

TEST(Few, TakesAPointerWhenEmpty) {
    EXPECT_EQ(sizeof(Few<std::string>), sizeof(void*));
    EXPECT_EQ(sizeof(Rarely<std::string>), sizeof(void*));
}

TEST(Rarely, IsAnOptional) {
    Rarely<std::string> none;
    EXPECT_FALSE(none.has_value());
    Rarely<std::string> one = std::string("one");
    const Rarely<std::string> copy = one;
    one->append(" more");
    EXPECT_EQ(*copy, "one");
    none = one;
    one.reset();
    EXPECT_EQ(*none, "one more");
    EXPECT_FALSE(one);
    EXPECT_EQ(one.emplace(), "");
}

}  // namespace
}  // namespace baton
