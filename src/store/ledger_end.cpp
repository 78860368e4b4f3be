#include "store/ledger_end.hpp"

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/digest.hpp"
#include "store/ledger_sql.hpp"
#include "store/ledger_table.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

constexpr int link_column = 12;

using Buckets = std::bitset<static_cast<std::size_t>(bucket_count)>;

Result<LedgerEnd> read_end(Connection& connection) {
    LedgerEnd end{.place = TRY(connection.find_integer(last_place_sql)).value_or(0)};
    auto heads = TRY(connection.prepare(all_heads_sql));
    while (TRY(heads.step())) {
        const auto hash = heads.bytes(2);
        auto& bucket = end.buckets.at(static_cast<std::size_t>(heads.integer(0)));
        if (hash.size() != bucket.hash.size()) return fail(Failure::broken, "a head is damaged");
        bucket.seq = heads.integer(1);
        std::ranges::copy(hash, bucket.hash.begin());
    }
    return end;
}

// Whether the row is the one after the end of its bucket's chain.
bool is_next(Digest& digest, const Statement& row, const LedgerEnd::Bucket& end) {
    const auto stored = detail::chained_row(row);
    const auto hash = detail::next_hash(digest, end.hash, stored);
    return stored.position.seq == end.seq + 1 &&
           detail::link_of(hash) == static_cast<std::int32_t>(row.integer(link_column));
}

// Each of the buckets went on with the row after its end.
Result<bool> rows_follow(Connection& connection, const LedgerEnd& end, Buckets waited_for) {
    if (waited_for.none()) return true;
    auto rows = TRY(connection.prepare(ledger_between_places_sql));
    rows.bind_all(end.place, std::numeric_limits<std::int64_t>::max());
    Digest digest;
    while (waited_for.any() && TRY(rows.step())) {
        const auto bucket = static_cast<std::size_t>(rows.integer(0));
        if (bucket >= waited_for.size()) return false;
        if (!waited_for.test(bucket)) continue;
        if (!is_next(digest, rows, end.buckets.at(bucket))) return false;
        waited_for.reset(bucket);
    }
    return waited_for.none();
}

}  // namespace

std::int64_t LedgerEnd::rows() const {
    std::int64_t rows = 0;
    for (const auto& bucket : buckets) {
        rows += bucket.seq;
    }
    return rows;
}

Result<LedgerEnd> ledger_end(Connection& connection) {
    const auto view = TRY(ReadView::begin(connection));
    return read_end(connection);
}

Result<bool> goes_on_from(Connection& connection, const LedgerEnd& end) {
    const auto view = TRY(ReadView::begin(connection));
    const auto now = TRY(read_end(connection));
    if (now.place < end.place) return false;
    Buckets went_on;
    for (std::size_t bucket = 0; bucket < end.buckets.size(); ++bucket) {
        if (now.buckets.at(bucket).seq < end.buckets.at(bucket).seq) return false;
        if (now.buckets.at(bucket).seq > end.buckets.at(bucket).seq) {
            went_on.set(bucket);
        } else if (now.buckets.at(bucket) != end.buckets.at(bucket)) {
            return false;
        }
    }
    return rows_follow(connection, end, went_on);
}

}  // namespace baton::store
