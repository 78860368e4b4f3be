#include "backtest/moves.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "backtest/report.hpp"
#include "base/instant.hpp"

namespace baton::backtest {

namespace {

std::optional<Instant> first_entry(const Question& question,
                                   const std::vector<Entry>& entries,
                                   std::size_t stage) {
    for (const Entry& entry : entries) {
        if (entry.stage == stage && question.in_range(entry.at)) {
            return entry.at;
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<Move> moves_of(const Question& question,
                           const std::vector<Life>& lives,
                           const StageHere& stage) {
    std::vector<Move> moves;
    for (const Life& life : lives) {
        Move move{.id = life.contact,
                  .contact = life.external_id,
                  .at = first_entry(question, life.entries[stage.draft], stage.stage)};
        if (stage.there) {
            move.at_in_force =
                first_entry(question, life.entries[*question.in_force], *stage.there);
        }
        if (!move.at && !move.at_in_force) {
            continue;
        }
        move.kind = !move.at_in_force ? "gained" : !move.at ? "lost" : "kept";
        moves.push_back(std::move(move));
    }
    std::ranges::sort(moves, {}, &Move::id);
    return moves;
}

MoveCounts count(const std::vector<Move>& moves) {
    MoveCounts counts;
    counts.gained = std::ranges::count(moves, "gained", &Move::kind);
    counts.lost = std::ranges::count(moves, "lost", &Move::kind);
    counts.kept = static_cast<std::int64_t>(moves.size()) - counts.gained - counts.lost;
    return counts;
}

}  // namespace baton::backtest
