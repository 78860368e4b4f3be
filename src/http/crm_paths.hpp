#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "engine/crm_names.hpp"
#include "http/router.hpp"

// Where the objects of each type are, and who may go there.
namespace baton::http {

inline constexpr std::array crm_types{engine::CrmType::contacts,
                                      engine::CrmType::companies,
                                      engine::CrmType::deals,
                                      engine::CrmType::tasks,
                                      engine::CrmType::notes,
                                      engine::CrmType::products};

class CrmPath {
public:
    constexpr void append(std::string_view part) {
        std::ranges::copy(part, text_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += part.size();
    }

    [[nodiscard]] constexpr std::string_view text() const { return {text_.data(), size_}; }

private:
    std::array<char, 64> text_{};
    std::size_t size_ = 0;
};

// The same place below each type, in the order of crm_types; made at compile time, for routes only
// refer to their patterns.
[[nodiscard]] constexpr std::array<CrmPath, crm_types.size()> crm_paths(std::string_view before,
                                                                        std::string_view after) {
    constexpr std::array<std::string_view, crm_types.size()> words{
        "contacts", "companies", "deals", "tasks", "notes", "products"};
    std::array<CrmPath, crm_types.size()> paths{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        paths[i].append(before);
        paths[i].append(words[i]);
        paths[i].append(after);
    }
    return paths;
}

[[nodiscard]] constexpr bool is_about_deals(engine::CrmType type) {
    return type == engine::CrmType::deals || type == engine::CrmType::products;
}

[[nodiscard]] constexpr std::string_view read_scope(engine::CrmType type) {
    return is_about_deals(type) ? "deals:read" : "contacts:read";
}

[[nodiscard]] constexpr std::string_view write_scope(engine::CrmType type) {
    return is_about_deals(type) ? "deals:write" : "contacts:write";
}

}  // namespace baton::http
