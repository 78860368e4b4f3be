#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace baton {

inline constexpr std::int64_t bucket_count = 1024;

// Ids of different things cannot be swapped. value = sequence * 1024 + bucket, below 2^53, so that
// it is a safe JSON number. Zero is "none".
template <typename Tag>
struct Id {
    std::int64_t value = 0;

    auto operator<=>(const Id&) const = default;

    explicit operator bool() const { return value != 0; }

    [[nodiscard]] constexpr std::int64_t bucket() const { return value % bucket_count; }

    [[nodiscard]] constexpr std::int64_t sequence() const { return value / bucket_count; }
};

template <typename Tag>
constexpr Id<Tag> make_id(std::int64_t sequence, std::int64_t bucket) {
    return {sequence * bucket_count + bucket};
}

using ContactId = Id<struct ContactTag>;
using CompanyId = Id<struct CompanyTag>;
using DealId = Id<struct DealTag>;
using VisitorId = Id<struct VisitorTag>;

}  // namespace baton

template <typename Tag>
struct std::hash<baton::Id<Tag>> {
    std::size_t operator()(baton::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
