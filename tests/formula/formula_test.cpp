#include <gtest/gtest.h>
#include <string>

#include "formula/worked_out.hpp"

// Worked out by hand.
namespace baton::formula::test {
namespace {

Money eur(std::int64_t minor) {
    return {.minor = minor, .currency = {"EUR"}};
}

Decimal whole(std::int64_t number) {
    return {number * decimal_one};
}

TEST(Formula, ArithmeticIsExactAndRoundsHalfAwayFromZero) {
    EXPECT_EQ(worked_out("1 + 2 * 3"), "7");
    EXPECT_EQ(worked_out("(1 + 2) * 3"), "9");
    EXPECT_EQ(worked_out("10 - 4 - 3"), "3");
    EXPECT_EQ(worked_out("24 / 4 / 2"), "3");
    EXPECT_EQ(worked_out("0.1 + 0.2"), "0.3");
    EXPECT_EQ(worked_out("2 / 3"), "0.666667");
    EXPECT_EQ(worked_out("-2 / 3"), "-0.666667");
    EXPECT_EQ(worked_out("0.000001 / 2"), "0.000001");
    EXPECT_EQ(worked_out("5-3"), "2");
    EXPECT_EQ(worked_out("5 - -3"), "8");
    EXPECT_EQ(worked_out("--4"), "4");
    EXPECT_EQ(worked_out("round(2.5)"), "3");
    EXPECT_EQ(worked_out("round(-2.5)"), "-3");
    EXPECT_EQ(worked_out("round(1.23456, 2)"), "1.23");
}

TEST(Formula, MoneyKeepsItsCurrency) {
    const Told told{.own = {{"amount", eur(84'000'00)},
                            {"cost", Money{.minor = 100, .currency = {"USD"}}},
                            {"rate", Decimal{125'000}}}};
    EXPECT_EQ(worked_out("amount * rate", told), "EUR 10500.00");
    EXPECT_EQ(worked_out("rate * amount", told), "EUR 10500.00");
    EXPECT_EQ(worked_out("amount / 7", told), "EUR 12000.00");
    EXPECT_EQ(worked_out("EUR 0.05 / 2"), "EUR 0.03");
    EXPECT_EQ(worked_out("amount / EUR 1000", told), "84");
    EXPECT_EQ(worked_out("amount - EUR 0.01", told), "EUR 83999.99");
    EXPECT_EQ(worked_out("-amount", told), "EUR -84000.00");
    EXPECT_EQ(worked_out("round(EUR 12.50)"), "EUR 13.00");
    EXPECT_EQ(worked_out("amount + cost", told), "unknown, 1:8: EUR and USD are two currencies");
    EXPECT_EQ(worked_out("max(amount, cost)", told),
              "unknown, 1:1: EUR and USD are two currencies");
    EXPECT_EQ(worked_out("JPY 1.5"), "1:5: JPY has 0 decimals, and not so many");
}

TEST(Formula, WhatCannotBeWorkedOutIsUnknownAndSaysWhere) {
    EXPECT_EQ(worked_out("1 +\n 2 / 0"), "unknown, 2:4: nothing can be divided by zero");
    EXPECT_EQ(worked_out("EUR 5 / EUR 0"), "unknown, 1:7: nothing can be divided by zero");
    EXPECT_EQ(worked_out("9000000000000 * 9000000000000"), "unknown, 1:15: this is out of range");
    EXPECT_EQ(worked_out("9000000000000 + 9000000000000"), "unknown, 1:15: this is out of range");
    EXPECT_EQ(worked_out("9000000000000 / 0.000001"), "unknown, 1:15: this is out of range");
    EXPECT_EQ(worked_out("today + 0.5"), "unknown, 1:7: days are counted whole");
    EXPECT_EQ(worked_out("round(1, 9)"), "unknown, 1:1: 0 to 6 decimals can stay");
    EXPECT_EQ(worked_out("if(true, 1, 1 / 0)"), "1");
}

TEST(Formula, TheUnknownIsNeitherZeroNorNo) {
    EXPECT_EQ(worked_out("seats + 1"), "unknown");
    EXPECT_EQ(worked_out("seats > 1"), "no");
    EXPECT_EQ(worked_out("not (seats > 1)"), "yes");
    EXPECT_EQ(worked_out("seats != 1"), "no");
    EXPECT_EQ(worked_out("coalesce(seats, rate, 3)"), "3");
    EXPECT_EQ(worked_out("min(seats, 3)"), "unknown");
    EXPECT_EQ(worked_out("known(seats)"), "no");
    EXPECT_EQ(worked_out("active"), "unknown");
    EXPECT_EQ(worked_out("active or 1 = 1"), "yes");
    EXPECT_EQ(worked_out("if(active, 1, 2)"), "2");
    EXPECT_EQ(worked_out("if(active, 1)"), "unknown");
    EXPECT_EQ(worked_out("concat(name, stage)"), "unknown");
    EXPECT_EQ(worked_out("company.employees * 2"), "unknown");
}

TEST(Formula, TextsAndLists) {
    const Told told{.own = {{"name", std::string("Größe")},
                            {"stage", std::string("won")},
                            {"tags", std::vector<std::string>{"Gold", "new"}}},
                    .company = {{"industry", std::string("Software")}}};
    EXPECT_EQ(worked_out("upper(name)", told), "GRÖSSE");
    EXPECT_EQ(worked_out("lower(\"ÄB\")"), "äb");
    EXPECT_EQ(worked_out("length(name)", told), "5");
    EXPECT_EQ(worked_out("length(tags)", told), "2");
    EXPECT_EQ(worked_out("concat(name, \", \", 1.50, \" \", EUR 2)", told), "Größe, 1.5 EUR 2.00");
    EXPECT_EQ(worked_out("stage = \"WON\"", told), "yes");
    EXPECT_EQ(worked_out("tags = \"gold\"", told), "yes");
    EXPECT_EQ(worked_out("tags != \"old\"", told), "yes");
    EXPECT_EQ(worked_out("company.industry = \"software\" and deal.stage != \"lost\"", told),
              "yes");
    EXPECT_EQ(worked_out("\"a \\\"b\\\"\""), "a \"b\"");
}

TEST(Formula, DaysAreThoseOfTheZone) {
    const Told told{.own = {{"closes", parse_date("2026-03-31").value_or(Date{})},
                            {"seen", parse_instant("2026-03-15T23:30:00Z").value_or(Instant{})}}};
    EXPECT_EQ(worked_out("days(today, closes)", told), "15");
    EXPECT_EQ(worked_out("closes - today", told), "15");
    EXPECT_EQ(worked_out("today + 30"), "2026-04-15");
    EXPECT_EQ(worked_out("closes - 31", told), "2026-02-28");
    EXPECT_EQ(worked_out("days(seen, today)", told), "0");
    EXPECT_EQ(worked_out("seen = 2026-03-16", told), "yes");
    EXPECT_EQ(worked_out("max(closes, 2026-05-01)", told), "2026-05-01");
}

TEST(Formula, ReadsOneRoundOfPrecedence) {
    EXPECT_EQ(worked_out("true or false and false"), "yes");
    EXPECT_EQ(worked_out("not true or true"), "yes");
    EXPECT_EQ(worked_out("1 + 1 = 2 and 3 > 2"), "yes");
    EXPECT_EQ(worked_out("IF(TRUE, 1, 2)"), "1");
    EXPECT_EQ(worked_out("x.y", {.own = {{"x.y", whole(4)}}}), "4");
}

TEST(Formula, MistakesAreNamedAtTheirPlace) {
    EXPECT_EQ(worked_out("amont * 2"),
              "1:1: a deal has no property \"amont\"; did you mean amount?");
    EXPECT_EQ(worked_out("1 + company.employes"),
              "1:5: a company has no property \"employes\"; did you mean employees?");
    EXPECT_EQ(worked_out("roud(1)"), "1:1: there is no function roud; did you mean round(…)?");
    EXPECT_EQ(worked_out("seats +"),
              "1:8: the formula ends here, expected a value, a property or a "
              "function such as round(…)");
    EXPECT_EQ(worked_out("(1"), "1:3: the formula ends here, expected \")\"");
    EXPECT_EQ(worked_out("1 2"), "1:3: found \"2\", expected the end, or + - * / = < > and or");
    EXPECT_EQ(worked_out("amount + 1"), "1:8: money and a number cannot be added");
    EXPECT_EQ(worked_out("amount * amount"), "1:8: money and money cannot be multiplied");
    EXPECT_EQ(worked_out("name + stage"), "1:6: texts are joined with concat(…)");
    EXPECT_EQ(worked_out("name < stage"), "1:6: a text has no order: only = and != compare it");
    EXPECT_EQ(worked_out("if(1, 2, 3)"), "1:1: if asks for true or false first, not a number");
    EXPECT_EQ(worked_out("if(true, 2, name)"), "1:1: a number and a text are not of one type");
    EXPECT_EQ(worked_out("days(1, 2)"), "1:1: a number is no date");
    EXPECT_EQ(worked_out("lower()"),
              "1:7: found \")\", expected a value, a property or a function such as round(…)");
    EXPECT_EQ(worked_out("lower(name, name)"), "1:1: lower takes 1, found 2");
    EXPECT_EQ(worked_out("\"ä\" + '"), "1:7: texts stand in double quotes: \"…\"");
    EXPECT_EQ(worked_out(""),
              "1:1: the formula ends here, expected a value, a property or a "
              "function such as round(…)");
}

TEST(Formula, LongAndDeepOnesAreRefused) {
    EXPECT_EQ(worked_out(std::string(200, '(') + "1" + std::string(200, ')')),
              "1:33: nested deeper than 32");
    EXPECT_EQ(worked_out(std::string(200, '-') + "1").substr(0, 9), "1:33: nes");
    std::string sum = "1";
    for (int i = 0; i < 249; ++i)
        sum += "+1";
    EXPECT_EQ(worked_out(sum), "250");
    EXPECT_EQ(worked_out(sum + "+1"), "1:500: a formula has at most 500 parts");
    EXPECT_EQ(worked_out(std::string(5000, ' ')), "1:1: this formula is too long");
    std::string text = "\"" + std::string(1000, 'x') + "\"";
    EXPECT_EQ(worked_out("length(concat(" + text + "," + text + "))"), "2000");
}

}  // namespace
}  // namespace baton::formula::test
