#include <cstdint>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <optional>
#include <rapidcheck/gtest.h>
#include <string>

#include "base/value.hpp"
#include "formula/worked_out.hpp"

// Random sums and products, worked out a second time by school arithmetic on fractions.
namespace baton::formula::test {
namespace {

__extension__ using Wide = __int128;

// A number in millionths beside the text that comes to it; none where it divides by zero.
struct Sum {
    std::string text;
    std::optional<Wide> millionths;
};

constexpr Wide unit = 1'000'000;

// |numerator| / |denominator| to the nearest whole, the half upwards, with the sign put back.
Wide nearest(Wide numerator, Wide denominator) {
    const Wide sign = (numerator < 0) == (denominator < 0) ? 1 : -1;
    const Wide above = numerator < 0 ? -numerator : numerator;
    const Wide below = denominator < 0 ? -denominator : denominator;
    return sign * ((2 * above + below) / (2 * below));
}

std::string decimal_text(Wide millionths) {
    const Wide size = millionths < 0 ? -millionths : millionths;
    return fmt::format("{}{}.{:06}",
                       millionths < 0 ? "-" : "",
                       static_cast<std::int64_t>(size / unit),
                       static_cast<std::int64_t>(size % unit));
}

Sum leaf() {
    const auto millionths = *rc::gen::inRange<std::int64_t>(-20'000'000, 20'000'000);
    return {
        .text = millionths < 0 ? "(" + decimal_text(millionths) + ")" : decimal_text(millionths),
        .millionths = millionths};
}

Sum drawn(int depth) {
    if (depth == 0) {
        return leaf();
    }
    const Sum left = drawn(depth - 1);
    const Sum right = drawn(depth - 1);
    const char sign = *rc::gen::element('+', '-', '*', '/');
    Sum sum{.text = fmt::format("({} {} {})", left.text, sign, right.text), .millionths = {}};
    if (!left.millionths || !right.millionths || (sign == '/' && *right.millionths == 0)) {
        return sum;
    }
    const Wide a = *left.millionths;
    const Wide b = *right.millionths;
    sum.millionths = sign == '+'   ? a + b
                     : sign == '-' ? a - b
                     : sign == '*' ? nearest(a * b, unit)
                                   : nearest(a * unit, b);
    constexpr Wide most = 9'000'000'000'000'000'000;
    if (*sum.millionths > most || *sum.millionths < -most) {
        sum.millionths.reset();
    }
    return sum;
}

RC_GTEST_PROP(FormulaProperties, NumbersAreThoseOfSchoolArithmetic, ()) {
    const Sum sum = drawn(*rc::gen::inRange(1, 4));
    const std::string found = worked_out(sum.text);
    if (!sum.millionths) {
        RC_ASSERT(found.starts_with("unknown, "));
        return;
    }
    const auto expected = parse_decimal(decimal_text(*sum.millionths));
    RC_ASSERT(expected.has_value());
    RC_ASSERT(found == render(*expected));
}

RC_GTEST_PROP(FormulaProperties, PartsOfMoneyAddUp, (std::int32_t minor, std::uint8_t share)) {
    const Told told{.own = {{"amount", Money{.minor = minor, .currency = {"EUR"}}},
                            {"rate", Decimal{std::int64_t{share} * 10'000}}}};
    RC_ASSERT(worked_out("amount * rate + (amount - amount * rate) = amount", told) == "yes");
}

RC_GTEST_PROP(FormulaProperties, SpacesMeanNothing, (std::int16_t a, std::int16_t b)) {
    const auto text = [&](std::string_view gap) {
        return fmt::format("{2}({0}){2}*{2}round({2}({1})/7{2},{2}2{2}){2}", a, b, gap);
    };
    RC_ASSERT(worked_out(text("")) == worked_out(text(" \n ")));
}

RC_GTEST_PROP(FormulaProperties, OneOfThreeComparisonsHolds, (std::int32_t a, std::int32_t b)) {
    const auto holds = [&](std::string_view sign) {
        return worked_out(fmt::format("({}) {} ({})", a, sign, b)) == "yes" ? 1 : 0;
    };
    RC_ASSERT(holds("<") + holds("=") + holds(">") == 1);
    RC_ASSERT(holds("<=") == holds("<") + holds("="));
    RC_ASSERT(holds("!=") == 1 - holds("="));
}

RC_GTEST_PROP(FormulaProperties, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
    RC_ASSERT(!worked_out(bytes).empty());
}

}  // namespace
}  // namespace baton::formula::test
