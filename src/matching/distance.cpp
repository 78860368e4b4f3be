#include "matching/distance.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
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
    const auto swaps = static_cast<double>(out_of_order / 2);
    return (count / static_cast<double>(left.size()) + count / static_cast<double>(right.size()) +
            (count - swaps) / count) /
           3;
}

std::uint8_t sound_of(char letter) {
    constexpr std::string_view sounds = "01230120022455012623010202";  // a to z; h and w are 0 too
    return static_cast<std::uint8_t>(sounds[static_cast<std::size_t>(letter - 'a')] - '0');
}

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

// Only places at most `most` off the diagonal can lie on a way that short.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t most) {
    using Line = std::array<std::size_t, compared_characters_max + 2>;
    const Characters first(left);
    const Characters second(right);
    const auto [less, more] =
        std::pair(std::min(first.size(), second.size()), std::max(first.size(), second.size()));
    if (more - less > most) return most + 1;
    std::array<Line, 3> lines;
    for (std::size_t j = 0; j <= second.size(); ++j)
        lines[0][j] = j;
    for (std::size_t i = 1; i <= first.size(); ++i) {
        Line& line = lines[i % 3];
        const Line& last = lines[(i + 2) % 3];
        const Line& before_last = lines[(i + 1) % 3];
        const std::size_t from = i > most ? i - most : 1;
        const std::size_t to = std::min(second.size(), i + most);
        line[from - 1] = from == 1 ? i : most + 1;
        line[to + 1] = most + 1;
        std::size_t least = line[from - 1];
        for (std::size_t j = from; j <= to; ++j) {
            const std::size_t replaced = last[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
            line[j] = std::min({last[j] + 1, line[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1]) {
                line[j] = std::min(line[j], before_last[j - 2] + 1);
            }
            least = std::min(least, line[j]);
        }
        if (least > most) return most + 1;
    }
    return std::min(lines[first.size() % 3][second.size()], most + 1);
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
