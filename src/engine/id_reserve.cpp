#include "engine/id_reserve.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/keeping.hpp"

namespace baton::engine {

Result<std::int64_t> IdReserve::take(Sequences::Kind kind, std::int64_t count) {
    const auto place = static_cast<std::size_t>(kind);
    std::int64_t& through = through_.at(place);
    if (through == 0) {
        keeper_.wait();
        const std::int64_t first = TRY(reserve_ids(database_, kind, count));
        through = first + count - 1;
        return first;
    }
    const std::int64_t first = through + 1;
    through += count;
    is_new_.at(place) = true;
    return first;
}

void IdReserve::go_with(Batch& batch) {
    for (std::size_t place = 0; place < Sequences::kinds; ++place) {
        if (is_new_.at(place)) {
            batch.reserved.emplace_back(name_of(static_cast<Sequences::Kind>(place)),
                                        through_.at(place));
        }
    }
    is_new_.fill(false);
    const bool chosen_elsewhere =
        std::ranges::any_of(batch.numbers, [](std::int64_t number) { return number != 0; });
    if (chosen_elsewhere) {
        through_.fill(0);
    }
}

}  // namespace baton::engine
