#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "goals/sign.hpp"
#include "goals/tallies.hpp"

// The two questions that most signs ask of a share: is it beyond a limit, is it beyond what is
// normal.
namespace baton::goals {

// A share of everything in a stream, held against a limit.
struct Limit {
    Stream stream = Stream::responses;
    double opens = 0;
    double closes = 0;
    double chance = 0.005;  // binomial, exact: of so many when the true share is `opens`
    std::size_t weeks = 3;
};

[[nodiscard]] Judgement beyond_limit(const Tallies& tallies, std::size_t week, const Limit& limit);

// Each subject of a stream, in a short and in a long window, held against the others and against
// its own past.
struct Normal {
    Stream stream = Stream::rejected_by_channel;
    std::string_view dimension;
    std::int64_t least = 0;                  // of a subject, and of what it is held against
    double others_margin = 0;                // how much subjects usually differ
    std::optional<double> past_margin = {};  // how much one usually changes; none: no past
    std::size_t weeks = 3;
    std::size_t long_weeks = 13;
    std::size_t past_weeks = 26;  // before the window
};

// One finding for each subject with enough to judge by; n is how much the best known one, or what
// it is held against, has, whichever is less. `opens` is left to `open_discoveries`.
[[nodiscard]] Judgement beyond_normal(const Tallies& tallies,
                                      std::size_t week,
                                      const Normal& normal);

// Opens those findings that false discovery control lets through, over all of them together.
void open_discoveries(std::span<Finding> findings, double rate);

// Both together: n is the larger.
void add(Judgement& judgement, Judgement other);

}  // namespace baton::goals
