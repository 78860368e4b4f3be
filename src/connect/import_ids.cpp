#include "connect/import_ids.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

namespace baton::connect {
namespace {

constexpr std::size_t short_length = 15;
constexpr std::size_t long_length = 18;

bool is_plain(std::string_view id) {
    return std::ranges::all_of(
        id, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

// Three characters that say which of the fifteen are upper case, five at a time.
std::string ending_of(std::string_view id) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    std::string ending;
    for (std::size_t part = 0; part < short_length; part += 5) {
        std::size_t bits = 0;
        for (std::size_t i = 0; i < 5; ++i) {
            if (std::isupper(static_cast<unsigned char>(id[part + i])) != 0) bits |= 1U << i;
        }
        ending.push_back(letters[bits]);
    }
    return ending;
}

}  // namespace

std::string_view short_id(std::string_view id) {
    if (id.size() != long_length || !is_plain(id)) return id;
    const auto first = id.substr(0, short_length);
    return ending_of(first) == id.substr(short_length) ? first : id;
}

std::string other_length(std::string_view id) {
    if (id.size() == short_length && is_plain(id)) return std::string(id) + ending_of(id);
    const auto first = short_id(id);
    return first.size() == id.size() ? std::string() : std::string(first);
}

}  // namespace baton::connect
