#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"

// Paths written by hand: "A B A", a letter for each touch, one a day.
namespace baton::attribution::testing {

void add_path(Paths& paths, std::string_view letters, Milestones milestones = {});

// Keys are A, B, C …, as far as any path goes.
[[nodiscard]] Journeys journeys_of(const std::vector<std::string>& converting,
                                   const std::vector<std::string>& others = {});

// The credit of these paths when each ended with `amount`.
[[nodiscard]] Credit credit_of(const Journeys& journeys,
                               std::string_view model,
                               std::int64_t amount = 100,
                               const Terms& terms = {});

// "A 60, B 40": by key, with the credit.
[[nodiscard]] std::string text_of(const Credit& credit);
// "A 2.000000, B 1.000000": by key, with the conversions to six decimals.
[[nodiscard]] std::string conversions_of(const Credit& credit);
// The strength of each key, in order of keys.
[[nodiscard]] std::vector<double> strengths_of(const Credit& credit);

}  // namespace baton::attribution::testing
