#include "base/text.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baton::text {
namespace {

TEST(FoldedText, ComparesAsPeopleRead) {
    EXPECT_EQ(folded("Straße"), folded("STRASSE"));
    EXPECT_EQ(folded("Caf\u00e9"), folded("CAFE\u0301"));
    EXPECT_EQ(folded("ABC xyz 09"), "abc xyz 09");
    EXPECT_EQ(folded("I"), "i");
    EXPECT_NE(folded("ı"), folded("i"));
    EXPECT_EQ(folded("ΣΊΣΥΦΟΣ"), folded("σίσυφος"));
    EXPECT_EQ(folded(""), "");
}

TEST(NormalisedText, KeepsCase) {
    EXPECT_EQ(normalised("E\u0301"), "\u00c9");
    EXPECT_EQ(normalised("Straße"), "Straße");
    EXPECT_EQ(normalised("plain"), "plain");
}

TEST(KindKey, TakesSpaceHyphenAndUnderscoreAlike) {
    EXPECT_EQ(kind_key("form_submitted"), kind_key("Form Submitted"));
    EXPECT_EQ(kind_key("form-submitted"), kind_key("FORM_SUBMITTED"));
    EXPECT_NE(kind_key("formsubmitted"), kind_key("form submitted"));
    EXPECT_NE(kind_key("form  submitted"), kind_key("form submitted"));
    EXPECT_EQ(kind_key("Größe-Gewählt"), kind_key("GRÖSSE gewählt"));
}

TEST(TrimmedText, LosesUnicodeWhiteSpaceAtItsEnds) {
    EXPECT_EQ(trimmed(" \t\r\n a b \u00a0\u2003"), "a b");
    EXPECT_EQ(trimmed("\u3000\u3000"), "");
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed("ä"), "ä");
    EXPECT_EQ(trimmed("\xff x \xff"), "\xff x \xff");
}

TEST(Utf8, IsStrict) {
    for (const std::string_view text : {"", "plain", "äöü", "€", "😀", "\xf4\x8f\xbf\xbf"}) {
        EXPECT_TRUE(valid_utf8(text)) << text;
    }
    for (const std::string_view text : {"\x80",
                                        "\xc0\x80",
                                        "\xc3",
                                        "\xe2\x82",
                                        "\xed\xa0\x80",
                                        "\xf4\x90\x80\x80",
                                        "\xe0\x80\xaf",
                                        "\xff",
                                        "a\xc3(b"}) {
        EXPECT_FALSE(valid_utf8(text));
    }
}

TEST(DidYouMean, FindsTheNearestWithinAThird) {
    const std::vector<std::string> names{"count", "company", "contact", "email", "employees"};
    EXPECT_EQ(nearest("compnay", names), "company");
    EXPECT_EQ(nearest("COMPANY", names), "company");
    EXPECT_EQ(nearest("contcat", names), "contact");
    EXPECT_EQ(nearest("emial", names), "email");
    EXPECT_EQ(nearest("employes", names), "employees");
    EXPECT_EQ(nearest("zebra", names), std::nullopt);
    EXPECT_EQ(nearest("xy", names), std::nullopt);
    EXPECT_EQ(nearest("", names), std::nullopt);
    EXPECT_EQ(nearest(std::string(100'000, 'x'), names), std::nullopt);
}

}  // namespace
}  // namespace baton::text
