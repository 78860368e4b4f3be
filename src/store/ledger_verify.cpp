#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"
#include "store/digest.hpp"
#include "store/ledger_form.hpp"
#include "store/ledger_sql.hpp"
#include "store/ledger_table.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

// Nearly every row is a touch.
constexpr std::string_view touch_type = "touch";
constexpr std::string_view short_touch_type = "t";

}  // namespace

namespace detail {

std::string_view stored_type(std::string_view type) {
    return type == touch_type ? short_touch_type : type;
}

std::string_view type_stored(std::string_view stored) {
    return stored == short_touch_type ? touch_type : stored;
}

Hash next_hash(Digest& digest, Bytes previous, const ChainedRow& row) {
    digest.restart();
    digest.add(previous);
    digest.add(std::int64_t{row.position.bucket});
    digest.add(row.position.seq);
    digest.add(row.at);
    digest.add(row.received);
    digest.add(row.number);
    digest.add(row.type);
    digest.add(row.subject);
    digest.add(row.sealed_for);
    digest.add(row.by);
    digest.add(row.cause);
    digest.add(row.body);
    digest.add(row.sealed);
    return digest.finish();
}

std::int64_t link_of(const Hash& hash) {
    std::int32_t link = 0;
    std::memcpy(&link, hash.data(), sizeof link);
    return link;
}

// The columns of ledger_sql.hpp, in their order.
ChainedRow chained_row(const Statement& row) {
    const auto number = [&row](int column) {
        return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
    };
    return {
        .position = {.bucket = static_cast<std::int32_t>(row.integer(0)), .seq = row.integer(1)},
        .at = {row.integer(2)},
        .received = {row.integer(3)},
        .number = number(4),
        .type = type_stored(row.text(5)),
        .subject = row.integer(6),
        .sealed_for = number(7),
        .by = row.text(8),
        .cause = row.text(9),
        .body = row.text(10),
        .sealed = row.bytes(11)};
}

}  // namespace detail

namespace {

struct Chain {
    std::int64_t seq = 0;
    Hash hash{};
};

using Chains = std::array<Chain, static_cast<std::size_t>(bucket_count)>;

// True when the row continues its chain.
bool continues(Digest& digest, Chain& chain, const Statement& row) {
    constexpr int link_column = 12;
    const auto stored = detail::chained_row(row);
    if (stored.position.seq != ++chain.seq) return false;
    chain.hash = detail::next_hash(digest, chain.hash, stored);
    // Rows of earlier versions hold twice as much of the hash.
    return detail::link_of(chain.hash) == static_cast<std::int32_t>(row.integer(link_column));
}

Done count_rows(Connection& connection, Chains& chains, Verification& out) {
    auto rows = TRY(connection.prepare(ledger_between_places_sql));
    rows.bind_all(std::int64_t{0}, std::numeric_limits<std::int64_t>::max());
    Digest digest;
    while (TRY(rows.step())) {
        constexpr int type_column = 5;
        const bool is_touch = detail::type_stored(rows.text(type_column)) == touch_type;
        ++(is_touch ? out.touches : out.changes);
        if (out.first_bad) continue;
        const auto bucket = rows.integer(0);
        const bool known = bucket >= 0 && bucket < bucket_count;
        if (known && continues(digest, chains[static_cast<std::size_t>(bucket)], rows)) continue;
        out.first_bad = ledger::Position{
            .bucket = static_cast<std::int32_t>(bucket),
            .seq = known ? chains[static_cast<std::size_t>(bucket)].seq : rows.integer(1)};
    }
    return {};
}

// Rows cut off at the end leave a head that is further than its chain.
Done compare_heads(Connection& connection, const Chains& chains, Verification& out) {
    auto heads = TRY(connection.prepare(all_heads_sql));
    std::int64_t found = 0;
    while (TRY(heads.step())) {
        ++found;
        const auto bucket = heads.integer(0);
        const auto& chain = chains.at(static_cast<std::size_t>(bucket));
        const auto stored = heads.bytes(2);
        const bool same = heads.integer(1) == chain.seq && stored.size() == chain.hash.size() &&
                          std::memcmp(stored.data(), chain.hash.data(), stored.size()) == 0;
        if (same || out.first_bad) continue;
        out.first_bad =
            ledger::Position{.bucket = static_cast<std::int32_t>(bucket), .seq = chain.seq + 1};
    }
    if (found != bucket_count && !out.first_bad) out.first_bad = ledger::Position{};
    return {};
}

}  // namespace

Result<Hash> ledger_head(Connection& connection) {
    auto heads = TRY(connection.prepare(all_heads_sql));
    Digest digest;
    while (TRY(heads.step())) {
        digest.add(heads.bytes(2));
    }
    return digest.finish();
}

Result<Verification> verify_ledger(Connection& connection) {
    const auto view = TRY(ReadView::begin(connection));
    Verification out;
    Chains chains{};
    TRY(count_rows(connection, chains, out));
    TRY(compare_heads(connection, chains, out));
    out.head = TRY(ledger_head(connection));
    return out;
}

}  // namespace baton::store
