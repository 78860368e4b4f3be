#pragma once

#include <string_view>

// The texts of the starting agreements, one file each.
namespace baton::agreement::starting {

extern const std::string_view short_cycle_saas;
extern const std::string_view long_cycle_industrial;
extern const std::string_view small_team;

}  // namespace baton::agreement::starting
