#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "goals/sign.hpp"
#include "goals/sign_facts.hpp"
#include "goals/sign_shares.hpp"
#include "goals/signs.hpp"
#include "goals/tallies.hpp"

namespace baton::goals {

namespace {

constexpr std::int64_t least = 12;
constexpr double false_discoveries = 0.01;
constexpr std::array streams{
    Stream::rejected_by_channel, Stream::rejected_by_campaign, Stream::rejected_by_definition};

// How much the shares of healthy channels usually differ, and how much one changes with time.
constexpr double others_margin = 0.15;
constexpr double past_margin = 0.10;

Judgement judge(const Tallies& tallies, std::size_t week) {
    Judgement judgement;
    for (const auto& [stream, dimension] :
         {std::pair(Stream::rejected_by_channel, "channel"),
          std::pair(Stream::rejected_by_campaign, "campaign"),
          std::pair(Stream::rejected_by_definition, "definition")}) {
        add(judgement,
            beyond_normal(tallies,
                          week,
                          {.stream = stream,
                           .dimension = dimension,
                           .least = least,
                           .others_margin = others_margin,
                           .past_margin = past_margin}));
    }
    open_discoveries(judgement.findings, false_discoveries);
    return judgement;
}

}  // namespace

Sign sign_rejected_leads() {
    return {.key = "rejected_leads",
            .kind = "mismatched goals",
            .title = "Sales rejects what one source brings",
            .formula =
                "Rejected or recycled, of all that sales answered; by channel, campaign and "
                "clause; over three weeks and over thirteen.",
            .opens =
                "Exact binomial tail against the upper Wilson bound (90 %) of the others of the "
                "last 13 weeks plus 15 points, and of its own past 26 weeks plus 10 points; false "
                "discoveries over all sources at most 1 % (Benjamini and Hochberg).",
            .closes =
                "Half of those points above the others and its own past, or less, for 3 weeks in a "
                "row.",
            .least = least,
            .window_weeks = 13,
            .owner = SignOwner::marketing,
            .next_step = "Open in the backtest lab",
            .next_link = "/lab",
            .streams = streams,
            .judge = judge};
}

}  // namespace baton::goals
