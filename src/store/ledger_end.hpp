#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/digest.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

// How far the ledger went at some time, and by what it is known again: the end of every bucket's
// chain.
struct LedgerEnd {
    struct Bucket {
        std::int64_t seq = 0;
        Hash hash{};
        bool operator==(const Bucket&) const = default;
    };

    std::int64_t place = 0;  // of the last row
    std::array<Bucket, static_cast<std::size_t>(bucket_count)> buckets{};

    // How many rows there are.
    [[nodiscard]] std::int64_t rows() const;
};

[[nodiscard]] Result<LedgerEnd> ledger_end(Connection& connection);

// Whether the ledger is the one that ended there, and went on since or not: no other, and none that
// was put back to before it. Of the rows since it reads the first of each bucket.
[[nodiscard]] Result<bool> goes_on_from(Connection& connection, const LedgerEnd& end);

}  // namespace baton::store
