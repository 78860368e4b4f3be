#pragma once

#include <span>
#include <string_view>

namespace baton::demo {

// Somebody who is told by hand, with the company they work for.
struct Told {
    std::string_view name;
    std::string_view job_title;
    std::string_view mailbox;
    std::string_view company;
    std::string_view domain;
    std::string_view industry;
    std::string_view country;
    int employees = 0;
    int known_days_before_end = 0;
};

// The first people of the world: six whose handoff is open at the end, the buyer whom a visitor
// plays, and the winner of yesterday's deal.
[[nodiscard]] std::span<const Told> told_by_hand();

inline constexpr int open_people = 6;
inline constexpr int buyer_person = 6;
inline constexpr int winner_person = 7;
inline constexpr int told_people = 8;

}  // namespace baton::demo
