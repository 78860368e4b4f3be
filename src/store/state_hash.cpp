#include "store/state_hash.hpp"

#include <array>

#include "base/result.hpp"
#include "store/digest.hpp"
#include "store/rows.hpp"
#include "store/sqlite/connection.hpp"
#include "store/table.hpp"

namespace baton::store {

Hash combine(const std::array<Hash, hashed_tables.size()>& tables) {
    Digest digest;
    for (const auto& table : tables) {
        digest.add(Bytes(table));
    }
    return digest.finish();
}

Result<Hash> state_hash(Connection& connection) {
    const auto view = TRY(ReadView::begin(connection));
    return combine({TRY(hash_table<ContactRow>(connection)),
                    TRY(hash_table<CompanyRow>(connection)),
                    TRY(hash_table<DealRow>(connection)),
                    TRY(hash_table<DealContactRow>(connection)),
                    TRY(hash_table<HandoffRow>(connection)),
                    TRY(hash_table<StageEntryRow>(connection)),
                    TRY(hash_table<BreachRow>(connection)),
                    TRY(hash_table<RecordRow>(connection))});
}

}  // namespace baton::store
