#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "demo/setting.hpp"

// What Lumen Freight has: people, teams, products, channels, campaigns and content.
namespace baton::demo {

enum class Channel : std::uint8_t {
    organic_search,
    paid_search,
    paid_social,
    referral,
    email,
    webinar,
    trade_fair,
    bought_list,
};
inline constexpr int channel_count = 8;

[[nodiscard]] std::string_view name(Channel channel);

struct Colleague {
    std::string_view email;
    std::string_view name;
    std::string_view role;  // marketer, rep, lead, manager, admin
    std::string_view team;
    std::string_view signs_for;
};

[[nodiscard]] std::span<const Colleague> colleagues();

// The reps among whom handoffs go round; the newest of sales is not among them yet.
[[nodiscard]] std::span<const std::string_view> reps();

inline constexpr std::string_view marketing_head = "maya.lindqvist@lumenfreight.example";
inline constexpr std::string_view sales_head = "elena.rossi@lumenfreight.example";
inline constexpr std::string_view alignment_lead = "priya.raman@lumenfreight.example";

struct Campaign {
    std::string_view name;
    Channel channel;
    int first_month;  // months after the world's beginning
    int last_month;   // included
    std::int64_t monthly_cost_minor;
};

[[nodiscard]] std::span<const Campaign> campaigns();

// An index into campaigns() of one that runs on this channel in this month; -1 when none does.
[[nodiscard]] int find_campaign(Channel channel, int month);

struct Asset {
    std::string_view name;
    std::string_view form;
    std::string_view journey_stage;
    std::string_view persona;
};

[[nodiscard]] std::span<const Asset> assets();

inline constexpr int winning_asset = 1;  // Border delay ROI calculator
inline constexpr int usual_asset = 2;    // SAP in 10 days, one-pager

struct Product {
    std::string_view name;
    std::int64_t price_minor;
};

[[nodiscard]] std::span<const Product> products();

// Pages of the site that say nothing about intent, and the one that does.
[[nodiscard]] std::span<const std::string_view> quiet_paths();
inline constexpr int pricing_path = -1;
[[nodiscard]] std::string_view path(int index);

// Writes all of it down as records, at the beginning of the world and as the months go by.
void record_catalogue(Setting& setting);

}  // namespace baton::demo
