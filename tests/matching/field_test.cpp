#include "matching/field.hpp"

#include <gtest/gtest.h>

#include "matching/compare.hpp"

namespace baton::matching {
namespace {

struct Form {
    Field field;
    const char* written;
    const char* plain;
};

constexpr Form forms[] = {
    {Field::surname, " O'Brien-\xC5\x81uczak ", "obrienluczak"},
    {Field::surname, "M\xC3\xBCller", "muller"},
    {Field::surname, "Mu\xCC\x88ller", "muller"},
    {Field::surname, "Gro\xC3\x9F", "gross"},
    {Field::surname,
     "\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD\xD0\xBE\xD0\xB2",
     "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD\xD0\xBE\xD0\xB2"},
    {Field::email, " Ada.L+news@Example.com ", "ada.l@example.com"},
    {Field::email, "A.d.a@googlemail.com", "ada@gmail.com"},
    {Field::email, "nobody", ""},
    {Field::email, "@x", ""},
    {Field::phone, "+49 (0)30 123-4567", "301234567"},
    {Field::phone, "030 1234567 ext. 12", "301234567"},
    {Field::phone, "110", ""},
    {Field::birth_date, "1990-02-03", "19900203"},
    {Field::birth_date, "1990", ""},
    {Field::birth_date, "0000-00-00", ""},
    {Field::company, "The Acme Freight Co., Ltd.", "acme freight"},
    {Field::company, "The Company", "the company"},
    {Field::website, "https://www.acme.test/about?x", "acme.test"},
    {Field::website, "none", ""},
    {Field::street, "12 Main Street, North", "12 main st n"},
    {Field::postcode, "sw1a 1aa", "sw1a1aa"},
    {Field::town, "...", ""},
};

TEST(Field, IsBroughtToItsPlainForm) {
    for (const auto& each : forms)
        EXPECT_EQ(plain_form(each.field, each.written), each.plain) << each.written;
}

TEST(Field, OfAStreetGivesItsNumberAway) {
    Card card;
    card[Field::street] = "27b Oak Avenue";
    const Card plain = plain_form(card);
    EXPECT_EQ(plain[Field::house_number], "27b");
    EXPECT_EQ(plain[Field::street], "oak ave");
    card[Field::house_number] = "3";
    EXPECT_EQ(plain_form(card)[Field::street], "27b oak ave");
}

struct Compared {
    Field field;
    const char* left;
    const char* right;
    Level level;
};

constexpr Compared compared[] = {
    {Field::surname, "miller", "miller", Level::same},
    {Field::surname, "miller", "mliler", Level::near},
    {Field::surname, "miller", "", Level::unknown},
    {Field::surname, "miller", "schmidt", Level::different},
    {Field::given_name, "robert", "rupert", Level::alike},
    {Field::given_name, "j", "john", Level::alike},
    {Field::given_name, "j", "mary", Level::different},
    {Field::birth_date, "19900203", "19900302", Level::near},
    {Field::birth_date, "19900203", "19910203", Level::near},
    {Field::birth_date, "19900203", "19900217", Level::alike},
    {Field::birth_date, "19900203", "19710517", Level::different},
    {Field::email, "ada@acme.test", "ada@acme.tset", Level::near},
    {Field::email, "lovelace@acme.test", "lovelace@home.test", Level::alike},
    {Field::email, "ada@acme.test", "ada@home.test", Level::different},
    {Field::website, "shop.acme.test", "acme.test", Level::near},
    {Field::website, "notacme.test", "acme.test", Level::different},
    {Field::postcode, "2602", "2062", Level::near},
    {Field::house_number, "5", "6", Level::different},
};

TEST(Field, IsComparedByWhatItIs) {
    for (const auto& each : compared) {
        EXPECT_EQ(compare(each.field, each.left, each.right), each.level)
            << each.left << ' ' << each.right;
        EXPECT_EQ(compare(each.field, each.right, each.left), each.level)
            << each.right << ' ' << each.left;
    }
}

}  // namespace
}  // namespace baton::matching
