#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

// A world to replay, the same for every peer: deterministic from its number of contacts alone.
// Touches come in bursts over two years; kinds, campaigns and assets follow Zipf's law; deals are
// won more often by those who touch more.
namespace baton::bench {

inline constexpr std::uint32_t world_begin = 1'700'000'000;  // seconds since 1970
inline constexpr std::uint32_t world_span = 63'072'000;
inline constexpr std::uint32_t channel_count = 12;  // a campaign's channel is its number % 12

struct WorldTouch {
    std::uint32_t at = 0;  // seconds since 1970
    std::uint8_t kind = 0;
    std::uint16_t campaign = 0;
    std::uint16_t asset = 0;
};

struct WorldContact {
    std::uint32_t employees = 0;
    std::uint8_t industry = 0;
    std::uint8_t country = 0;
    std::uint8_t role = 0;
};

struct WorldDeal {
    std::uint32_t contact = 0;
    std::uint32_t at = 0;
    std::uint64_t amount_minor = 0;
    bool won = false;
};

struct WorldHandoff {
    std::uint32_t contact = 0;
    std::uint32_t at = 0;
    bool accepted = false;
};

struct World {
    std::vector<WorldContact> contacts = {};
    std::vector<std::size_t> begins = {0};  // touches of contact n: [begins[n], begins[n + 1])
    std::vector<WorldTouch> touches = {};   // in order of time within a contact
    std::vector<WorldDeal> deals = {};
    std::vector<WorldHandoff> handoffs = {};
};

[[nodiscard]] World make_world(std::uint32_t contacts);

// touches.csv, contacts.csv, deals.csv, handoffs.csv without headers, numbers only.
void write_csv(const World& world, const std::filesystem::path& folder);

}  // namespace baton::bench
