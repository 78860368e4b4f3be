#include "matching/distance.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace baton::matching {

namespace {

// The characters of a text in a buffer of its own; what is beyond the limit is not read.
class Characters {
public:
    explicit Characters(std::string_view utf8) {
        for (const char c : utf8) {
            const auto byte = static_cast<unsigned char>(c);
            if ((byte & 0xC0U) == 0x80U && size_ > 0) {
                values_[size_ - 1] = values_[size_ - 1] << 6U | (byte & 0x3FU);
            } else if (size_ < values_.size()) {
                values_[size_++] = byte < 0x80U ? byte : byte & 0x1FU;
            } else {
                return;
            }
        }
    }

    [[nodiscard]] std::size_t size() const { return size_; }

    char32_t operator[](std::size_t index) const { return values_[index]; }

private:
    std::array<char32_t, compared_characters_max> values_{};
    std::size_t size_ = 0;
};

using Flags = std::array<bool, compared_characters_max>;

std::size_t match(const Characters& left,
                  const Characters& right,
                  Flags& in_left,
                  Flags& in_right) {
    const auto longer = std::max(left.size(), right.size());
    const std::size_t reach = longer < 4 ? 0 : longer / 2 - 1;
    std::size_t common = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const std::size_t from = i < reach ? 0 : i - reach;
        const std::size_t to = std::min(right.size(), i + reach + 1);
        for (std::size_t j = from; j < to; ++j) {
            if (in_right[j] || left[i] != right[j]) continue;
            in_left[i] = in_right[j] = true;
            ++common;
            break;
        }
    }
    return common;
}

double jaro(const Characters& left, const Characters& right) {
    if (left.size() == 0 || right.size() == 0) return left.size() == right.size() ? 1 : 0;
    Flags in_left{};
    Flags in_right{};
    const std::size_t common = match(left, right, in_left, in_right);
    if (common == 0) return 0;
    std::size_t out_of_order = 0;
    for (std::size_t i = 0, j = 0; i < left.size(); ++i) {
        if (!in_left[i]) continue;
        while (!in_right[j])
            ++j;
        out_of_order += left[i] != right[j] ? 1U : 0U;
        ++j;
    }
    const auto count = static_cast<double>(common);
    const std::size_t pairs = out_of_order / 2;
    const auto swaps = static_cast<double>(pairs);
    return (count / static_cast<double>(left.size()) + count / static_cast<double>(right.size()) +
            (count - swaps) / count) /
           3;
}

std::uint8_t sound_of(char letter) {
    constexpr std::string_view sounds = "01230120022455012623010202";  // a to z; h and w are 0 too
    return static_cast<std::uint8_t>(sounds[static_cast<std::size_t>(letter - 'a')] - '0');
}

// Of the ways from one text to the other: three lines at a time, and only the places at most `most`
// off the diagonal, for no other can lie on a way that short.
class EditTable {
public:
    EditTable(const Characters& first, const Characters& second, std::size_t most)
        : first_(first), second_(second), most_(most) {
        for (std::size_t j = 0; j <= second.size(); ++j)
            lines_[0][j] = j;
    }

    // Lines are filled in their order, from 1; the least of this one's places.
    std::size_t fill(std::size_t i) {
        Line& line = lines_[i % 3];
        const Line& last = lines_[(i + 2) % 3];
        const std::size_t from = i > most_ ? i - most_ : 1;
        const std::size_t to = std::min(second_.size(), i + most_);
        line[from - 1] = from == 1 ? i : most_ + 1;
        line[to + 1] = most_ + 1;
        std::size_t least = line[from - 1];
        for (std::size_t j = from; j <= to; ++j) {
            const std::size_t replaced = last[j - 1] + (first_[i - 1] == second_[j - 1] ? 0 : 1);
            line[j] = std::min({last[j] + 1, line[j - 1] + 1, replaced});
            if (swapped(i, j)) line[j] = std::min(line[j], lines_[(i + 1) % 3][j - 2] + 1);
            least = std::min(least, line[j]);
        }
        return least;
    }

    [[nodiscard]] std::size_t last() const { return lines_[first_.size() % 3][second_.size()]; }

private:
    using Line = std::array<std::size_t, compared_characters_max + 2>;

    [[nodiscard]] bool swapped(std::size_t i, std::size_t j) const {
        return i > 1 && j > 1 && first_[i - 1] == second_[j - 2] && first_[i - 2] == second_[j - 1];
    }

    const Characters& first_;
    const Characters& second_;
    std::size_t most_;
    std::array<Line, 3> lines_;
};

}  // namespace

double jaro(std::string_view left, std::string_view right) {
    return jaro(Characters(left), Characters(right));
}

double jaro_winkler(std::string_view left, std::string_view right) {
    constexpr double weight_of_a_character = 0.1;
    const Characters first(left);
    const Characters second(right);
    const double plain = jaro(first, second);
    const std::size_t most = std::min({first.size(), second.size(), std::size_t{4}});
    std::size_t prefix = 0;
    while (prefix < most && first[prefix] == second[prefix])
        ++prefix;
    return plain + static_cast<double>(prefix) * weight_of_a_character * (1 - plain);
}

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t most) {
    const Characters first(left);
    const Characters second(right);
    const auto [less, more] =
        std::pair(std::min(first.size(), second.size()), std::max(first.size(), second.size()));
    if (more - less > most) return most + 1;
    EditTable table(first, second, most);
    for (std::size_t i = 1; i <= first.size(); ++i) {
        if (table.fill(i) > most) return most + 1;
    }
    return std::min(table.last(), most + 1);
}

std::string soundex(std::string_view plain) {
    std::string code;
    std::uint8_t last = 0;
    for (const char c : plain) {
        if (c < 'a' || c > 'z') continue;
        const std::uint8_t sound = sound_of(c);
        if (code.empty()) {
            code += static_cast<char>(c - 'a' + 'A');
        } else if (sound != 0 && sound != last) {
            code += static_cast<char>('0' + sound);
            if (code.size() == 4) return code;
        }
        if (c != 'h' && c != 'w') last = sound;
    }
    if (!code.empty()) code.resize(4, '0');
    return code;
}

}  // namespace baton::matching
