#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "attribution/path.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

// How credit is shared. A model picks one touch of a path, or weighs them by where they stand, or
// learns from all paths how strong each key is.
namespace baton::attribution {

// What models can be told. Each reads only what its definition names.
struct Terms {
    std::int64_t half_life_micros = 7 * day_micros;      // time decay
    std::array<std::int64_t, 3> weights = {40, 20, 40};  // custom: first, middle, last
    int order = 1;                                       // Markov: how many touches back, 1 to 3
    bool converting_only = false;                        // Markov: leave other paths out
    std::uint64_t seed = 1;                              // Shapley, when it samples
};

inline constexpr int order_max = 3;
inline constexpr std::int64_t custom_weight_max = 1'000'000'000'000;
// Markov solves a dense system of that many states at most; about a second.
inline constexpr std::size_t markov_states_max = 1024;
// Shapley values are exact up to that many players, and sampled beyond.
inline constexpr std::size_t shapley_players_max = 16;
inline constexpr std::size_t shapley_samples = 4096;

// What all paths say of each key.
struct Learned {
    std::vector<double> strength = {};        // removal effects, or Shapley values
    bool exact = true;                        // false: sampled
    std::vector<double> standard_error = {};  // of each strength, when sampled
};

// The paths that end with what is credited, and those that end otherwise.
struct AllPaths {
    const Paths& converting;
    std::span<const KeyPaths> others = {};
    std::size_t keys = 0;
    unsigned threads = 1;
};

struct Model {
    std::string_view name;
    std::string_view title;
    std::string_view definition;
    // One of the three. Names the touch that has it all.
    std::size_t (*pick)(const Path& path) = nullptr;
    // Weighs each touch; the weights of a path add up to less than 2^64.
    void (*weigh)(const Path& path, const Terms& terms, std::span<std::uint64_t> weights) = nullptr;
    Result<Learned> (*learn)(const AllPaths& paths, const Terms& terms) = nullptr;
};

// All of them, in the order in which a page shows them.
[[nodiscard]] std::span<const Model> models();

[[nodiscard]] const Model* find_model(std::string_view name);

// One each, in a file of its own.
[[nodiscard]] Model model_first();
[[nodiscard]] Model model_last();
[[nodiscard]] Model model_linear();
[[nodiscard]] Model model_time_decay();
[[nodiscard]] Model model_u_shaped();
[[nodiscard]] Model model_w_shaped();
[[nodiscard]] Model model_custom();
[[nodiscard]] Model model_markov();
[[nodiscard]] Model model_shapley();

// First, middle (shared evenly) and last. Two touches: first and last alone, evenly when neither
// weighs anything; one touch has it all.
void weigh_positions(const std::array<std::int64_t, 3>& first_middle_last,
                     std::span<std::uint64_t> weights);

}  // namespace baton::attribution
