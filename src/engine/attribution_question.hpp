#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

// What is asked about credit, as people write it and as it is computed.
namespace baton::engine {

// won: deals by when they were won. pipeline: deals by when they were created, whatever became of
// them.
enum class Credited : std::uint8_t { won, pipeline };

[[nodiscard]] std::string_view name(Credited credited);
[[nodiscard]] std::optional<Credited> find_credited(std::string_view name);

// The parameters by the names that they have everywhere; an empty one takes what is usual.
struct AttributionWords {
    std::string model = {};     // linear
    std::string by = {};        // channel
    std::string credit = {};    // won
    std::string from = {};      // an instant or a day
    std::string to = {};        // the same, excluded
    std::string as_of = {};     // an instant, or a day: its last instant
    std::string lookback = {};  // 90d
    std::string half_life = {};
    std::string weights = {};
    std::string order = {};
    std::string seed = {};
    bool converting_only = false;
};

struct AttributionQuestion {
    const attribution::Model* model = nullptr;
    attribution::Terms terms = {};
    attribution::By by = attribution::By::channel;
    Credited credited = Credited::won;
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    Instant as_of;
    std::int64_t lookback_micros = 90 * day_micros;
};

// Every problem at once, each at its parameter ("?by").
[[nodiscard]] Result<AttributionQuestion> read_question(const AttributionWords& words,
                                                        const TimeZone& zone,
                                                        Instant now);

// Which instant of a day is meant.
enum class OfDay : std::uint8_t { first, last };

// An instant, or a day in the zone.
[[nodiscard]] Result<Instant> parse_moment(std::string_view text,
                                           const TimeZone& zone,
                                           OfDay instant);
// "90d", "12h", "2w", "90 days"; for a look-back also "all". At least one hour.
[[nodiscard]] Result<std::int64_t> parse_span(std::string_view text);
[[nodiscard]] Result<std::int64_t> parse_lookback(std::string_view text);
// "40,20,40": none below zero, not all zero.
[[nodiscard]] Result<std::array<std::int64_t, 3>> parse_weights(std::string_view text);
// 1 to attribution::order_max.
[[nodiscard]] Result<int> parse_order(std::string_view text);
[[nodiscard]] Result<std::uint64_t> parse_seed(std::string_view text);

}  // namespace baton::engine
