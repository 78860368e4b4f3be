#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// What is known of somebody, as far as it tells whether two records are the same person or place.
namespace baton::matching {

enum class Field : std::uint8_t {
    given_name,
    surname,
    birth_date,  // YYYY-MM-DD or YYYYMMDD
    email,
    phone,
    company,
    website,  // or the domain of the company
    street,   // all lines of an address, with or without the house number
    house_number,
    town,
    postcode,
    region,
};

inline constexpr std::size_t fields = 12;

constexpr std::size_t index(Field field) {
    return static_cast<std::size_t>(field);
}

constexpr Field field_at(std::size_t at) {
    return static_cast<Field>(at);
}

// As people read it: "birth date".
[[nodiscard]] std::string_view title(Field field);

// One record as it was written; empty texts are unknown.
class Card {
public:
    std::string& operator[](Field field) { return texts_[index(field)]; }

    const std::string& operator[](Field field) const { return texts_[index(field)]; }

private:
    std::array<std::string, fields> texts_;
};

// The form in which a field is compared: case, marks and punctuation away, addresses' and
// companies' usual abbreviations alike, phones as their last nine digits. Empty when nothing is
// left that could tell people apart (a phone of three digits, a date that is none).
[[nodiscard]] std::string plain_form(Field field, std::string_view text);

// All fields in that form; a house number that stands in the street is taken out of it.
[[nodiscard]] Card plain_form(const Card& card);

}  // namespace baton::matching
