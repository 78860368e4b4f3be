#include <cstddef>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline_dictionary.hpp"

namespace baton::ledger {
namespace {

constexpr std::size_t more_than_codes = 70'000;

Touched touched(const std::string& kind, Fields fields) {
    Touched touched;
    touched.kind = kind;
    touched.fields = std::move(fields);
    return touched;
}

std::string text(const Dictionary& dictionary, ShapeCode code, std::string_view field) {
    const auto& value = dictionary.field(dictionary.shape(code), field);
    const auto* found = std::get_if<std::string>(&value);
    return found == nullptr ? "" : *found;
}

TEST(TouchDictionary, GivesBackWhatATouchSaid) {
    Dictionary dictionary;
    const auto code = dictionary.add_shape(touched("Page View",
                                                   {{"asset", std::string("guide")},
                                                    {"path", std::string("/a")},
                                                    {"channel", std::string("organic")},
                                                    {"campaign", Unknown{}}}));
    EXPECT_EQ(text(dictionary, code, "asset"), "guide");
    EXPECT_EQ(text(dictionary, code, "channel"), "organic");
    EXPECT_EQ(text(dictionary, code, "path"), "/a");
    EXPECT_EQ(text(dictionary, code, "campaign"), "");
    EXPECT_EQ(text(dictionary, code, "plan"), "");
    EXPECT_EQ(dictionary.kind_key(dictionary.shape(code).kind), "page view");
    EXPECT_EQ(dictionary.other_fields(dictionary.shape(code)).size(), 1U);
}

TEST(TouchDictionary, ALaterFieldOfTheSameNameDoesNotReplaceTheFirst) {
    Dictionary dictionary;
    const auto code = dictionary.add_shape(
        touched("visit", {{"channel", std::string("first")}, {"channel", std::string("second")}}));
    EXPECT_EQ(text(dictionary, code, "channel"), "first");
}

// More channels and kinds than a column and a way have codes: nothing is lost, nothing is confused.
TEST(TouchDictionary, HoldsMoreValuesThanCodes) {
    Dictionary dictionary;
    std::vector<ShapeCode> codes;
    const auto of = [](std::size_t number) {
        return touched(fmt::format("kind {}", number),
                       {{"channel", fmt::format("channel {}", number)},
                        {"path", fmt::format("/{}", number % 3)}});
    };
    for (std::size_t number = 0; number < more_than_codes; ++number)
        codes.push_back(dictionary.add_shape(of(number)));
    EXPECT_TRUE(dictionary.overflows(Column::channel));
    EXPECT_FALSE(dictionary.overflows(Column::asset));
    for (std::size_t number = 0; number < more_than_codes; number += 999) {
        const auto code = codes[number];
        EXPECT_EQ(text(dictionary, code, "channel"), fmt::format("channel {}", number));
        EXPECT_EQ(text(dictionary, code, "path"), fmt::format("/{}", number % 3));
        EXPECT_EQ(dictionary.kind(dictionary.shape(code).kind), fmt::format("kind {}", number));
        EXPECT_EQ(dictionary.add_shape(of(number)), code);
    }
    EXPECT_NE(codes[more_than_codes - 1], codes[more_than_codes - 2]);
}

}  // namespace
}  // namespace baton::ledger
