#include "engine/deal_lines.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

// What a deal sells comes to the cent to what a plain count on paper comes to.
namespace baton::engine {
namespace {

Money euro(std::int64_t minor) {
    return {.minor = minor, .currency = {"EUR"}};
}

Decimal whole(std::int64_t number) {
    return {.millionths = number * decimal_one};
}

PricedLines priced(const std::vector<std::string>& texts) {
    return price(parse_deal_lines(texts).value()).value();
}

std::string first_problem(const DealLines& lines) {
    const auto result = price(lines);
    return result ? "none" : result.error().problems.at(0).where;
}

TEST(DealLines, AreWhatTheyComeToOnPaper) {
    struct Case {
        std::string text;
        std::int64_t net;
    };

    for (const auto& [text, net] : {
             Case{"2 x Annual plan at 1200.00 EUR", 240'000},
             Case{"1 x Seat at 9.99 EUR for 12 months", 11'988},
             Case{"3 x Seat at 9.99 EUR for 12 months less 10%", 32'368},  // 35,964 − 3,596.4
             Case{"1.5 x Day at 33.33 EUR", 5'000},                        // 49.995 away from 0
             Case{"1 x Setup at 500.00 EUR less 120.50 EUR", 37'950},
             Case{"1 x Gift at 80.00 EUR less 100%", 0},
             Case{"0.000001 x Grain at 100.00 EUR", 0},
         }) {
        EXPECT_EQ(priced({text}).net, euro(net)) << text;
    }
}

TEST(DealLines, ADiscountOnAllIsSharedToTheCent) {
    const PricedLines lines = priced(
        {"1 x A at 10.00 EUR", "1 x B at 10.00 EUR", "1 x C at 10.00 EUR", "less 10.00 EUR"});
    EXPECT_EQ(lines.items[0].net, euro(666)) << "the first of equal remainders bears the odd cent";
    EXPECT_EQ(lines.items[1].net, euro(667));
    EXPECT_EQ(lines.items[2].net, euro(667));
    EXPECT_EQ(lines.net, euro(2000));
}

TEST(DealLines, WhatRecursIsToldAMonth) {
    const PricedLines lines =
        priced({"1 x Plan at 100.00 EUR for 12 months less 10%", "1 x Setup at 500.00 EUR"});
    EXPECT_EQ(lines.net, euro(158'000));
    EXPECT_EQ(lines.monthly, euro(9'000)) << "what is sold once does not recur";
}

TEST(DealLines, SayWhatIsWrongWhere) {
    const LineItem good{.product = "Plan", .unit_price = euro(100)};
    LineItem none = good;
    none.quantity = {};
    LineItem dollars = good;
    dollars.unit_price.currency = {"USD"};
    LineItem over = good;
    over.discount_amount = euro(101);
    LineItem both = good;
    both.discount_amount = euro(1);
    both.discount_percent = whole(1);
    LineItem huge = good;
    huge.unit_price = euro(line_minor_max);
    huge.quantity = whole(2);
    EXPECT_EQ(first_problem({.items = {good, none}}), "/lines/items/1/quantity");
    EXPECT_EQ(first_problem({.items = {good, dollars}}), "/lines/items/1/unit_price");
    EXPECT_EQ(first_problem({.items = {over}}), "/lines/items/0/discount_amount");
    EXPECT_EQ(first_problem({.items = {both}}), "/lines/items/0/discount_amount");
    EXPECT_EQ(first_problem({.items = {huge}}), "/lines/items/0");
    EXPECT_EQ(first_problem({.items = {good}, .discount_percent = whole(101)}),
              "/lines/discount_percent");
    EXPECT_EQ(first_problem({.items = {good}}), "none");
    for (const char* text : {"",
                             "Plan",
                             "2 x Plan",
                             "2 x Plan at 5",
                             "two x Plan at 5.00 EUR",
                             "2 x Plan at 5.00 EUR for 0 months",
                             "2 x Plan at 5.00 EUR less ten"}) {
        EXPECT_FALSE(parse_deal_lines({text}).has_value()) << text;
    }
}

rc::Gen<DealLines> arbitrary_lines() {
    const auto item = rc::gen::exec([] {
        LineItem one{.product = *rc::gen::element<std::string>(
                         "Plan", "A x B at 5.00 EUR", "less 10%", "for 3 months", "Ünïcode; \"q\""),
                     .quantity = {*rc::gen::inRange<std::int64_t>(1, 9'000'000)},
                     .unit_price = euro(*rc::gen::inRange<std::int64_t>(0, 1'000'000)),
                     .months = *rc::gen::inRange(0, 37)};
        if (*rc::gen::arbitrary<bool>()) {
            one.discount_percent = Decimal{*rc::gen::inRange<std::int64_t>(0, 100'000'001)};
        }
        return one;
    });
    return rc::gen::exec([item] {
        DealLines lines{.items =
                            *rc::gen::nonEmpty(rc::gen::container<std::vector<LineItem>>(item))};
        if (*rc::gen::arbitrary<bool>()) {
            lines.discount_percent = Decimal{*rc::gen::inRange<std::int64_t>(0, 100'000'001)};
        }
        return lines;
    });
}

RC_GTEST_PROP(DealLines, ReadAsTheyWereWritten, ()) {
    const DealLines lines = *arbitrary_lines();
    RC_ASSERT(parse_deal_lines(render(lines)).value() == lines);
}

RC_GTEST_PROP(DealLines, AddUpToTheDeal, ()) {
    const DealLines lines = *arbitrary_lines();
    const PricedLines result = price(lines).value();
    std::int64_t net = 0;
    for (const LineView& item : result.items) {
        RC_ASSERT(item.gross.minor - item.discount.minor == item.net.minor);
        RC_ASSERT(item.net.minor >= 0);
        net += item.net.minor;
    }
    RC_ASSERT(result.net.minor == net);
}

}  // namespace
}  // namespace baton::engine
