#include "lifecycle/score_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>

#include "agreement/ast.hpp"
#include "base/calendar.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/program.hpp"
#include "lifecycle/reading.hpp"
#include "lifecycle/touch_filter.hpp"

namespace baton::lifecycle {

namespace {

constexpr auto far_way = ledger::ShapeCode::far_way;
// Of longer half-lives the days are looked up touch by touch, as criteria do.
constexpr std::int64_t days_most = 20'000;
constexpr std::int64_t points_most = std::int64_t{1} << 30U;
constexpr std::size_t touches_most = std::size_t{1} << 12U;  // · points · 10^6 < 2^63

}  // namespace

ScoreReader::ScoreReader(const Program& program,
                         Index score,
                         const ledger::Timeline& timeline,
                         Instant at)
    : program_(program),
      score_(program.scores()[score]),
      timeline_(timeline),
      at_(at),
      reading_(program, timeline),
      operand_{.kind = OperandProgram::Kind::aggregate,
               .aggregate = agreement::Aggregate::Kind::score,
               .score = score} {
    for (const auto& line : score_.lines) {
        filters_.emplace_back(program.windows()[line.window], timeline.dictionary());
        most_points_ += std::min(std::abs(line.points), points_most);
    }
    find_days();
}

// Touches before the first of the days weigh nothing.
void ScoreReader::find_days() {
    const auto gone_after = score_.weights.gone_after();
    if (!gone_after) {
        starts_.assign(1, Instant::earliest().micros);
        weights_.assign(1, score_.weights[0]);
        return;
    }
    if (*gone_after > days_most) return;
    const auto& zone = program_.calendar().zone;
    const auto today = zone.day_of(at_).days;
    for (auto ago = *gone_after - 1; ago >= 0; --ago) {
        const auto day = static_cast<std::int32_t>(today - ago);
        starts_.push_back(zone.start_of(Date{day}).micros);
        weights_.push_back(score_.weights[ago]);
        const auto count = starts_.size();
        if (count > 1 && starts_[count - 1] - starts_[count - 2] != day_micros)
            days_are_even_ = false;
    }
    starts_.push_back(std::numeric_limits<std::int64_t>::max());
}

void ScoreReader::learn_ways() {
    const auto known = std::min<std::size_t>(timeline_.dictionary().ways(), far_way);
    for (auto way = of_way_.size(); way < known; ++way) {
        OfWay of_way;
        const auto code = static_cast<std::uint16_t>(way);
        for (std::size_t line = 0; line < filters_.size(); ++line) {
            if (!filters_[line].way_matches({.way = code, .columns = {}, .rest = 0})) continue;
            const bool asks = !filters_[line].asks_no_field();
            of_way.asks_fields |= asks;
            of_way.points += asks ? 0 : score_.lines[line].points;
        }
        of_way_.push_back(of_way);
    }
}

// Touches that came late, wait to be packed or have ways of their own are few, and so are sums that
// 64 bits might not hold.
bool ScoreReader::may_read_packed(const ledger::Belongings& all) const {
    return all.visible_from.empty() && all.touches.recent().empty() &&
           all.touches.size() < touches_most && most_points_ < points_most && !starts_.empty();
}

std::int64_t ScoreReader::points_by_fields(const ledger::Touches::Packed& packed,
                                           std::size_t place) {
    const ledger::ShapeCode shape{
        .way = static_cast<std::uint16_t>(packed.ways[place]), .columns = {}, .rest = 0};
    std::int64_t points = 0;
    for (std::size_t line = 0; line < filters_.size(); ++line) {
        auto& filter = filters_[line];
        if (filter.asks_no_field() || !filter.way_matches(shape)) continue;
        points += filter.fields_match(packed, place) ? score_.lines[line].points : 0;
    }
    return points;
}

template <typename WeightOf>
std::int64_t ScoreReader::sum(const ledger::Touches::Packed& packed, WeightOf weight_of) {
    const auto begin = packed.lower_bound({starts_.front()});
    const auto end = at_ == Instant::latest() ? packed.count : packed.lower_bound(plus(at_, 1));
    const OfWay* const of_way = of_way_.data();
    std::int64_t sum = 0;
    for (auto place = begin; place < end; ++place) {
        const auto& way = of_way[packed.ways[place]];
        auto points = way.points;
        if (way.asks_fields) points += points_by_fields(packed, place);
        sum += points * weight_of(packed.at(place).micros);
    }
    return sum;
}

std::int64_t ScoreReader::read_packed(const ledger::Touches::Packed& packed) {
    const auto* const starts = starts_.data();
    const auto* const weights = weights_.data();
    if (weights_.size() == 1) return sum(packed, [&](std::int64_t) { return weights[0]; });
    const auto first = starts[0];
    const auto guess = [first](std::int64_t at) {
        return static_cast<std::uint64_t>(at - first) / std::uint64_t{day_micros};
    };
    if (days_are_even_) return sum(packed, [&](std::int64_t at) { return weights[guess(at)]; });
    // Clock changes move midnights by an hour or so: the guess is right or beside it.
    return sum(packed, [&](std::int64_t at) {
        auto day = std::min<std::uint64_t>(guess(at), weights_.size() - 1);
        while (starts[day] > at)
            --day;
        while (starts[day + 1] <= at)
            ++day;
        return weights[day];
    });
}

Wide ScoreReader::read_plainly(ledger::Slot slot) {
    reading_.begin(timeline_.contacts()[slot]);
    return reading_.value(operand_, {.at = at_}).number;
}

void ScoreReader::read(ledger::Slot from, std::span<Wide> scores) {
    learn_ways();
    for (std::size_t place = 0; place < scores.size(); ++place) {
        const auto slot = from + static_cast<ledger::Slot>(place);
        const auto& all = timeline_.contacts()[slot].all();
        const auto packed = all.touches.packed();
        const bool has_far = packed.ways.width() == std::numeric_limits<std::uint16_t>::digits;
        scores[place] =
            may_read_packed(all) && !has_far ? Wide{read_packed(packed)} : read_plainly(slot);
    }
}

}  // namespace baton::lifecycle
