#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "base/result.hpp"

// Who gets how much of what was earned.
namespace baton::attribution {

// Conversions are counted in parts of one, as integers, so that they add up too.
inline constexpr std::int64_t parts_of_conversion = 10'000'000'000;

struct CreditRow {
    std::string key = {};
    std::int64_t credit_minor = 0;
    std::int64_t conversion_parts = 0;
    std::optional<double> strength = {};        // removal effect or Shapley value
    std::optional<double> standard_error = {};  // of the strength, when it was sampled
    bool operator==(const CreditRow&) const = default;
};

// rows + unattributed = total, exactly.
struct Credit {
    std::vector<CreditRow> rows = {};  // by credit, the most first; then by key
    std::int64_t total_minor = 0;
    std::int64_t unattributed_minor = 0;  // of endings without a touch that counts
    std::int64_t endings = 0;
    std::int64_t unattributed_endings = 0;
    bool exact = true;
    std::vector<std::int64_t> of_touches =
        {};  // of the converting paths, parallel to their touches
};

struct Crediting {
    bool of_touches = true;  // whether the share of every touch is wanted
    unsigned threads = 1;
};

// Divides each amount among the keys of its own path, and what a key gets among its touches there;
// both add up to the unit. REQUIRES: one amount for each converting path.
// Refused when the model cannot be computed over these paths.
[[nodiscard]] Result<Credit> credit(const Journeys& journeys,
                                    std::span<const std::int64_t> amounts_minor,
                                    const Model& model,
                                    const Terms& terms,
                                    const Crediting& crediting = {});

// The same by many models, in their order, in one pass over the paths.
[[nodiscard]] std::vector<Result<Credit>> credits(const Journeys& journeys,
                                                  std::span<const std::int64_t> amounts_minor,
                                                  std::span<const Model> models,
                                                  const Terms& terms,
                                                  const Crediting& crediting);

}  // namespace baton::attribution
