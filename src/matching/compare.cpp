#include "matching/compare.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "matching/distance.hpp"
#include "matching/field.hpp"
#include "matching/roll.hpp"

namespace baton::matching {

namespace {

// One error in a text long enough that one error does not make another of it.
bool one_error(std::string_view left, std::string_view right, std::size_t length_least) {
    const std::size_t less = std::min(left.size(), right.size());
    const std::size_t more = std::max(left.size(), right.size());
    return less >= length_least && more - less <= 1 && edit_distance(left, right, 1) <= 1;
}

Level compare_names(std::string_view left, std::string_view right) {
    constexpr double near_least = 0.92;
    constexpr double alike_least = 0.84;
    const double closeness = jaro_winkler(left, right);
    if (closeness >= near_least || one_error(left, right, 4)) return Level::near;
    if (closeness >= alike_least) return Level::alike;
    const auto& shorter = left.size() < right.size() ? left : right;
    const auto& longer = left.size() < right.size() ? right : left;
    if (shorter.size() == 1 && longer.starts_with(shorter)) return Level::alike;
    const bool sounds_alike = soundex(left) == soundex(right) && !soundex(left).empty();
    return sounds_alike && closeness >= 0.75 ? Level::alike : Level::different;
}

Level compare_dates(std::string_view left, std::string_view right) {
    if (edit_distance(left, right, 1) <= 1) return Level::near;
    const auto parts = [](std::string_view date) {
        return std::array{date.substr(0, 4), date.substr(4, 2), date.substr(6, 2)};
    };
    const auto first = parts(left);
    const auto second = parts(right);
    if (first[0] == second[0] && first[1] == second[2] && first[2] == second[1]) return Level::near;
    const int equal = (first[0] == second[0] ? 1 : 0) + (first[1] == second[1] ? 1 : 0) +
                      (first[2] == second[2] ? 1 : 0);
    return equal == 2 ? Level::alike : Level::different;
}

Level compare_emails(std::string_view left, std::string_view right) {
    constexpr std::size_t local_least = 4;
    if (one_error(left, right, local_least)) return Level::near;
    const auto local = left.substr(0, left.rfind('@'));
    const bool same_local = local == right.substr(0, right.rfind('@'));
    return same_local && local.size() >= local_least ? Level::alike : Level::different;
}

Level compare_sites(std::string_view left, std::string_view right) {
    const auto& shorter = left.size() < right.size() ? left : right;
    const auto& longer = left.size() < right.size() ? right : left;
    const bool inside =
        longer.ends_with(shorter) && longer[longer.size() - shorter.size() - 1] == '.';
    return inside ? Level::near : Level::different;
}

Level by_one_error(std::string_view left, std::string_view right, std::size_t length_least) {
    return one_error(left, right, length_least) ? Level::near : Level::different;
}

bool same_word(std::string_view left, std::string_view right) {
    return left == right || one_error(left, right, 4);
}

// The share of what the words tell that both have, a word with a typing error included.
double share_of_words(const Words& words, Code left, Code right) {
    double both = 0;
    double all = 0;
    const auto add = [&](Code mine, Code theirs) {
        for (const Code word : words.of(mine)) {
            const bool found = std::ranges::any_of(words.of(theirs), [&](Code other) {
                return word == other || same_word(words.text(word), words.text(other));
            });
            all += words.weight(word);
            both += found ? words.weight(word) : 0;
        }
    };
    add(std::min(left, right), std::max(left, right));
    add(std::max(left, right), std::min(left, right));
    return all == 0 ? 0 : both / all;
}

// By all their letters, for words that were written together or apart: four of five stand.
bool same_letters(std::string_view left, std::string_view right) {
    const auto letters = [](std::string_view text) {
        std::string joined(text.substr(0, compared_characters_max));
        std::erase(joined, ' ');
        return joined;
    };
    const auto first = letters(left);
    const auto second = letters(right);
    const auto most = std::max(first.size(), second.size()) / 5;
    return edit_distance(first, second, most) <= most;
}

Level compare_words(const Roll& roll, Field field, Row left, Row right) {
    constexpr double near_least = 0.8;
    constexpr double alike_least = 0.45;
    const Column& column = roll.column(field);
    const double share = share_of_words(roll.words(field), column.code(left), column.code(right));
    if (share >= near_least) return Level::near;
    if (same_letters(roll.text(field, left), roll.text(field, right))) return Level::near;
    return share >= alike_least ? Level::alike : Level::different;
}

int closeness(Level level) {
    switch (level) {
        case Level::same: return 3;
        case Level::near: return 2;
        case Level::alike: return 1;
        case Level::unknown:
        case Level::swapped:
        case Level::different: return 0;
    }
    return 0;
}

Level compare_texts(Field field, std::string_view left, std::string_view right) {
    return left == right ? Level::same : compare(field, left, right);
}

struct FullName {
    std::string_view given;
    std::string_view surname;
};

FullName name_of(const Roll& roll, Row row) {
    return {.given = roll.text(Field::given_name, row), .surname = roll.text(Field::surname, row)};
}

void look_for_swapped_names(const FullName& left, const FullName& right, Levels& found) {
    Level& given = found[index(Field::given_name)];
    Level& surname = found[index(Field::surname)];
    if (given == Level::unknown || surname == Level::unknown) return;
    if (closeness(given) + closeness(surname) > 1) return;
    const auto one = compare_texts(Field::surname, left.given, right.surname);
    const auto other = compare_texts(Field::surname, left.surname, right.given);
    if (closeness(one) >= 2 && closeness(other) >= 2) given = surname = Level::swapped;
}

}  // namespace

std::string_view title(Level level) {
    switch (level) {
        case Level::unknown: return "not known of both";
        case Level::same: return "the same";
        case Level::near: return "nearly the same";
        case Level::alike: return "alike";
        case Level::swapped: return "names swapped";
        case Level::different: return "different";
    }
    return {};
}

Level compare(Field field, std::string_view left, std::string_view right) {
    if (left.empty() || right.empty()) return Level::unknown;
    if (left == right) return Level::same;
    switch (field) {
        case Field::given_name:
        case Field::surname:
        case Field::town:
        case Field::company:
        case Field::street: return compare_names(left, right);
        case Field::birth_date: return compare_dates(left, right);
        case Field::email: return compare_emails(left, right);
        case Field::website: return compare_sites(left, right);
        case Field::phone: return by_one_error(left, right, 6);
        case Field::postcode: return by_one_error(left, right, 3);
        case Field::house_number:
        case Field::region: return by_one_error(left, right, 2);
    }
    return Level::unknown;
}

Levels compare(const Roll& roll, Row left, Row right) {
    Levels found{};
    for (std::size_t at = 0; at < fields; ++at) {
        const Field field = field_at(at);
        const Code one = roll.code(field, left);
        const Code other = roll.code(field, right);
        if (one == 0 || other == 0) continue;
        if (one == other) {
            found[at] = Level::same;
        } else if (field == Field::company || field == Field::street) {
            found[at] = compare_words(roll, field, left, right);
        } else {
            found[at] = compare(field, roll.text(field, left), roll.text(field, right));
        }
    }
    look_for_swapped_names(name_of(roll, left), name_of(roll, right), found);
    return found;
}

Levels compare(const Roll& roll, const Card& plain, Row row) {
    Levels found{};
    for (std::size_t at = 0; at < fields; ++at) {
        const Field field = field_at(at);
        const std::string_view text = roll.text(field, row);
        found[at] = compare(field, plain[field], text);
        const bool of_words = field == Field::company || field == Field::street;
        if (of_words && found[at] == Level::different && same_letters(plain[field], text)) {
            found[at] = Level::near;
        }
    }
    look_for_swapped_names({.given = plain[Field::given_name], .surname = plain[Field::surname]},
                           name_of(roll, row),
                           found);
    return found;
}

}  // namespace baton::matching
