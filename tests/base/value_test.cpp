#include "base/value.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <optional>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace baton {
namespace {

constexpr auto largest = std::numeric_limits<std::int64_t>::max();
constexpr auto smallest = std::numeric_limits<std::int64_t>::min();

TEST(DecimalText, IsReadExactly) {
    struct Case {
        std::string_view text;
        std::int64_t millionths;
    };

    const std::vector<Case> cases{
        {"0", 0},
        {"-0", 0},
        {"42", 42'000'000},
        {"007", 7'000'000},
        {"-0.5", -500'000},
        {"0.000001", 1},
        {"1.250000", 1'250'000},
        {"9223372036854.775807", largest},
        {"-9223372036854.775808", smallest},
        {"1e3", 1'000'000'000},
        {"1.5E-3", 1'500},
        {"1e-6", 1},
        {"10e-7", 1},
        {"1.00000000e0", 1'000'000},
        {"0e999999999999999999999", 0},
        {"9.223372036854775807e12", largest},
    };
    for (const auto& [text, millionths] : cases) {
        const auto number = parse_decimal(text);
        ASSERT_TRUE(number) << text;
        EXPECT_EQ(number->millionths, millionths) << text;
    }
}

TEST(DecimalText, IsRefusedWhenNotExactOrOutOfRange) {
    for (const std::string_view text : {"",
                                        "-",
                                        "+1",
                                        ".5",
                                        "5.",
                                        "1.2345678",
                                        "1,5",
                                        "0x10",
                                        "1e",
                                        "1e+",
                                        "1e-7",
                                        "1e-20",
                                        "6e-8",
                                        "1e13",
                                        "1e999999999999999999999",
                                        "9223372036854.775808",
                                        "-9223372036854.775809",
                                        "99999999999999999999",
                                        "1 ",
                                        " 1",
                                        "NaN",
                                        "--1"}) {
        EXPECT_FALSE(parse_decimal(text)) << text;
    }
}

TEST(DecimalText, IsRenderedShortest) {
    EXPECT_EQ(render(Decimal{0}), "0");
    EXPECT_EQ(render(Decimal{42'000'000}), "42");
    EXPECT_EQ(render(Decimal{1'250'000}), "1.25");
    EXPECT_EQ(render(Decimal{-1}), "-0.000001");
    EXPECT_EQ(render(Decimal{100'000'000}), "100");
    EXPECT_EQ(render(Decimal{smallest}), "-9223372036854.775808");
}

TEST(DecimalOfDouble, ReadsItsShortestText) {
    EXPECT_EQ(decimal_of(0.1), Decimal{100'000});
    EXPECT_EQ(decimal_of(-2.5), Decimal{-2'500'000});
    EXPECT_EQ(decimal_of(1e12), Decimal{1'000'000'000'000'000'000});
    EXPECT_EQ(decimal_of(0.1 + 0.2), std::nullopt);
    EXPECT_EQ(decimal_of(1e300), std::nullopt);
    EXPECT_EQ(decimal_of(1e-7), std::nullopt);
    EXPECT_EQ(decimal_of(std::numeric_limits<double>::infinity()), std::nullopt);
    EXPECT_EQ(decimal_of(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

RC_GTEST_PROP(DecimalText, RoundTrips, (std::int64_t millionths)) {
    const auto read = parse_decimal(render(Decimal{millionths}));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->millionths == millionths);
}

TEST(Currencies, AreIso4217) {
    EXPECT_EQ(parse_currency("EUR")->text(), "EUR");
    for (const std::string_view text : {"", "eur", "EU", "EURO", "ZZQ", "E R"}) {
        EXPECT_FALSE(parse_currency(text)) << text;
    }
    EXPECT_EQ(minor_digits(*parse_currency("EUR")), 2);
    EXPECT_EQ(minor_digits(*parse_currency("JPY")), 0);
    EXPECT_EQ(minor_digits(*parse_currency("KWD")), 3);
    EXPECT_EQ(minor_digits(*parse_currency("CLF")), 4);
    EXPECT_EQ(minor_digits(*parse_currency("HUF")), 2);
}

TEST(MoneyText, IsRoundedHalfAwayFromZero) {
    struct Case {
        std::string_view amount;
        std::string_view currency;
        std::int64_t minor;
        std::string_view rendered;
    };

    const std::vector<Case> cases{
        {"1100", "EUR", 110'000, "1100.00"},
        {"1100.5", "EUR", 110'050, "1100.50"},
        {"0.005", "EUR", 1, "0.01"},
        {"-0.005", "EUR", -1, "-0.01"},
        {"0.00499999999999999999999999", "EUR", 0, "0.00"},
        {"2.675", "EUR", 268, "2.68"},
        {"99.995", "EUR", 10'000, "100.00"},
        {"1100", "JPY", 1100, "1100"},
        {"0.5", "JPY", 1, "1"},
        {"-1.5", "JPY", -2, "-2"},
        {"0.0499", "JPY", 0, "0"},
        {"1.2345", "KWD", 1235, "1.235"},
        {"-0.07", "EUR", -7, "-0.07"},
        {"92233720368547758.07", "EUR", largest, "92233720368547758.07"},
        {"-92233720368547758.08", "EUR", smallest, "-92233720368547758.08"},
    };
    for (const auto& [amount, currency, minor, rendered] : cases) {
        const auto money = parse_money(amount, *parse_currency(currency));
        ASSERT_TRUE(money) << amount;
        EXPECT_EQ(money->minor, minor) << amount;
        EXPECT_EQ(render_amount(*money), rendered);
    }
}

TEST(MoneyText, IsRefusedWhenItIsNoAmount) {
    const auto eur = *parse_currency("EUR");
    for (const std::string_view amount :
         {"", "1e3", "1,000.00", "EUR 5", "-", "92233720368547758.08", "92233720368547758.075"}) {
        EXPECT_FALSE(parse_money(amount, eur)) << amount;
    }
}

TEST(ValueTypes, HaveNames) {
    for (const auto type : {ValueType::text,
                            ValueType::number,
                            ValueType::boolean,
                            ValueType::date,
                            ValueType::instant,
                            ValueType::money,
                            ValueType::multi}) {
        EXPECT_EQ(find_value_type(name(type)), type);
    }
    EXPECT_EQ(name(ValueType::multi), "multi");
    EXPECT_EQ(find_value_type("string"), std::nullopt);
}

TEST(Values, AreKnownUnlessUnknown) {
    EXPECT_FALSE(known(Value{Unknown{}}));
    EXPECT_TRUE(known(Value{false}));
    EXPECT_TRUE(known(Value{Decimal{0}}));
}

}  // namespace
}  // namespace baton
