#pragma once

#include <array>
#include <cstdint>

#include "base/result.hpp"
#include "engine/batch.hpp"
#include "engine/desk.hpp"
#include "engine/keeper.hpp"
#include "store/database.hpp"

namespace baton::engine {

// Blocks of ids. Only the first of a kind is fetched from the database, which may have to wait for
// what is under way; later ones follow in memory, and the group that first uses one makes it last.
// The writer's thread.
class IdReserve {
public:
    // REQUIRES: both outlive this.
    IdReserve(store::Database& database, Keeper& keeper) : database_(database), keeper_(keeper) {}

    // The first of `count` sequence numbers that nobody else gets.
    [[nodiscard]] Result<std::int64_t> take(Sequences::Kind kind, std::int64_t count);

    // What was taken since the last time is kept together with the batch. A batch with ids that
    // were chosen elsewhere raises what the database has, so that the next block is fetched again.
    void go_with(Batch& batch);

private:
    store::Database& database_;
    Keeper& keeper_;
    std::array<std::int64_t, Sequences::kinds> through_{};  // the last one taken; 0: not known
    std::array<bool, Sequences::kinds> is_new_{};           // and no group has kept it yet
};

}  // namespace baton::engine
