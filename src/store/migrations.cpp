#include "store/migrations.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/migrations_sql.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/named_sql.hpp"

namespace baton::store {

namespace {

// Where buckets are spread over nodes, the table is; one file has nothing to spread.
Done distribute(Connection& /*connection*/, std::string_view /*table*/) {
    return {};
}

Done apply(Connection& connection, const Migration& migration, std::int64_t step) {
    const auto text =
        std::string(migration.sql.text) + (migration.clustered ? " WITHOUT ROWID" : "");
    TRY(connection.define(text));
    if (!migration.distribute.empty()) TRY(distribute(connection, migration.distribute));
    return connection.run(write_step_sql, step);
}

}  // namespace

Done migrate(Connection& connection) {
    TRY(connection.run(create_schema_version_sql));
    const auto done = TRY(connection.find_integer(read_step_sql)).value_or(0);
    const auto known = static_cast<std::int64_t>(migrations.size());
    if (done > known) {
        return fail(Failure::refused,
                    "the data was written by a newer Baton (schema " + std::to_string(done) +
                        ", this program knows " + std::to_string(known) +
                        "): use that version or a newer one");
    }
    if (done == known) return {};
    auto transaction = TRY(Transaction::begin(connection));
    for (auto step = done; step < known; ++step) {
        TRY(apply(connection, migrations.at(static_cast<std::size_t>(step)), step + 1));
    }
    return transaction.commit();
}

}  // namespace baton::store
