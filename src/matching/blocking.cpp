#include "matching/blocking.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "matching/distance.hpp"
#include "matching/field.hpp"
#include "matching/roll.hpp"

namespace baton::matching {

namespace {

using Text = std::string_view;

// FNV-1a over the parts; 0 when one of them is empty.
std::uint64_t mark(std::initializer_list<Text> parts) {
    std::uint64_t number = 0xCBF29CE484222325;
    for (const Text part : parts) {
        if (part.empty()) return 0;
        for (const char c : part)
            number = (number ^ static_cast<unsigned char>(c)) * 0x100000001B3;
        number = (number ^ 0xFFU) * 0x100000001B3;
    }
    return std::max<std::uint64_t>(number, 1);
}

std::uint64_t mark_of_both(Text one, Text other) {
    return mark({std::min(one, other), std::max(one, other)});
}

Text rare_word(const Roll& roll, Field field, Row row, std::size_t rank) {
    const auto words = roll.words(field).of(roll.code(field, row));
    return rank < words.size() ? roll.words(field).text(words[rank]) : Text();
}

Text local_part(Text email) {
    constexpr std::size_t local_least = 5;
    const Text local = email.substr(0, email.rfind('@'));
    return local.size() >= local_least ? local : Text();
}

Text last(Text text, std::size_t characters) {
    return text.size() > characters ? text.substr(text.size() - characters) : text;
}

Text either(Text first, Text second) {
    return first.empty() ? second : first;
}

// One record while its marks are made.
struct Marked {
    const Roll& roll;
    Row row;

    [[nodiscard]] Text operator[](Field field) const { return roll.text(field, row); }

    [[nodiscard]] Text given() const { return (*this)[Field::given_name]; }

    [[nodiscard]] Text surname() const { return (*this)[Field::surname]; }

    [[nodiscard]] Text born() const { return (*this)[Field::birth_date]; }

    [[nodiscard]] Text number() const { return (*this)[Field::house_number]; }

    [[nodiscard]] Text where() const {
        return either((*this)[Field::postcode], (*this)[Field::town]);
    }

    [[nodiscard]] Text firm() const {
        return either((*this)[Field::website], (*this)[Field::company]);
    }

    [[nodiscard]] Text street() const { return rare_word(roll, Field::street, row, 0); }

    [[nodiscard]] Text company(std::size_t rank) const {
        return rare_word(roll, Field::company, row, rank);
    }
};

using MarkOf = std::uint64_t (*)(const Marked&);

constexpr std::array<MarkOf, keys_per_record> keys{
    [](const Marked& of) { return mark({of[Field::email]}); },
    [](const Marked& of) { return mark({of[Field::phone]}); },
    [](const Marked& of) { return mark({of.born()}); },
    [](const Marked& of) { return mark_of_both(soundex(of.given()), soundex(of.surname())); },
    [](const Marked& of) { return mark({of.surname(), of.given().substr(0, 1)}); },
    [](const Marked& of) { return mark({of.given(), of.where()}); },
    [](const Marked& of) { return mark({of.surname(), of.where()}); },
    [](const Marked& of) { return mark({of.given(), of.born().substr(0, 6)}); },
    [](const Marked& of) { return mark({of.surname(), of.born().substr(0, 4)}); },
    [](const Marked& of) { return mark({of.given(), last(of.born(), 4)}); },
    [](const Marked& of) { return mark({of.street(), of.number()}); },
    [](const Marked& of) { return mark({of.street(), of.where()}); },
    [](const Marked& of) { return mark({of.number(), of[Field::town], of[Field::postcode]}); },
    [](const Marked& of) { return mark({local_part(of[Field::email])}); },
    [](const Marked& of) { return mark({last(of[Field::phone], 7)}); },
    [](const Marked& of) {
        return mark({of.firm(), either(soundex(of.surname()), of.company(0))});
    },
    [](const Marked& of) { return mark({of.company(0), either(of.company(1), of.where())}); },
};

}  // namespace

Blocks::Blocks(const Roll& roll) : roll_(roll) {
    std::vector<std::pair<std::uint64_t, Row>> marks;
    for (std::size_t key = 0; key < keys_per_record; ++key) {
        marks.clear();
        for (Row row = 0; row < roll.size(); ++row) {
            if (const auto number = keys[key]({.roll = roll, .row = row}); number != 0) {
                marks.emplace_back(number, row);
            }
        }
        build(key, marks);
    }
}

void Blocks::build(std::size_t key, std::vector<std::pair<std::uint64_t, Row>>& marks) {
    Key& mine = keys_[key];
    mine.number.assign(roll_.size(), 0);
    std::ranges::sort(marks);
    const auto code = [&](Field field, Row row) { return roll_.code(field, row); };
    const auto by_name = [&](Row row) {
        return std::tuple(code(Field::surname, row),
                          code(Field::given_name, row),
                          code(Field::birth_date, row),
                          code(Field::email, row),
                          code(Field::company, row),
                          code(Field::street, row),
                          code(Field::phone, row),
                          code(Field::postcode, row));
    };
    for (std::size_t begin = 0; begin < marks.size();) {
        std::size_t end = begin + 1;
        while (end < marks.size() && marks[end].first == marks[begin].first)
            ++end;
        if (end - begin > 1) {
            const Block block{.begin = static_cast<std::uint32_t>(mine.rows.size()),
                              .end = static_cast<std::uint32_t>(mine.rows.size() + end - begin)};
            mine.blocks.push_back(block);
            for (std::size_t at = begin; at < end; ++at) {
                mine.number[marks[at].second] = static_cast<BlockNumber>(mine.blocks.size());
                mine.rows.push_back(marks[at].second);
            }
            if (!whole(block))
                std::ranges::sort(mine.rows.begin() + block.begin, mine.rows.end(), {}, by_name);
        }
        begin = end;
    }
}

bool Blocks::met_before(std::size_t key, Row left, Row right) const {
    for (std::size_t earlier = 0; earlier < key; ++earlier) {
        const Key& other = keys_[earlier];
        const BlockNumber number = other.number[left];
        if (number != 0 && number == other.number[right] && whole(other.blocks[number - 1])) {
            return true;
        }
    }
    return false;
}

}  // namespace baton::matching
