#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/digest.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/named_sql.hpp"
#include "store/table_columns.hpp"

// Reading, writing and hashing rows: the same code for every table people read; what differs
// between them is the list in table_columns.hpp. Writers must be inside a Transaction.
namespace baton::store {

namespace detail {

inline void bind_field(Statement& statement, int index, bool field) {
    statement.bind(index, std::int64_t{field ? 1 : 0});
}

template <typename Field>
void bind_field(Statement& statement, int index, const Field& field) {
    statement.bind(index, field);
}

inline void bind_field(Statement& statement, int index, const std::string& field) {
    statement.bind(index, std::string_view(field));
}

inline void read_field(const Statement& statement, int column, std::int64_t& field) {
    field = statement.integer(column);
}

inline void read_field(const Statement& statement, int column, bool& field) {
    field = statement.integer(column) != 0;
}

inline void read_field(const Statement& statement, int column, std::string& field) {
    field = statement.text(column);
}

inline void read_field(const Statement& statement, int column, Instant& field) {
    field.micros = statement.integer(column);
}

template <typename Tag>
void read_field(const Statement& statement, int column, Id<Tag>& field) {
    field.value = statement.integer(column);
}

template <typename T>
void read_field(const Statement& statement, int column, std::optional<T>& field) {
    if (statement.is_null(column)) {
        field.reset();
    } else {
        read_field(statement, column, field.emplace());
    }
}

}  // namespace detail

// The row that the statement stands on, whose columns are those of the table from the first on.
template <typename Row>
[[nodiscard]] Row read_row(const Statement& statement) {
    Row row;
    int column = 0;
    std::apply([&](auto... member) { (detail::read_field(statement, column++, row.*member), ...); },
               Table<Row>::columns);
    return row;
}

template <typename Row>
[[nodiscard]] Result<std::vector<Row>> read_rows(Statement& statement) {
    std::vector<Row> rows;
    while (TRY(statement.step())) {
        rows.push_back(read_row<Row>(statement));
    }
    return rows;
}

template <typename Row, typename... Values>
[[nodiscard]] Result<std::vector<Row>> list_rows(Connection& connection,
                                                 const NamedSql& sql,
                                                 const Values&... values) {
    auto statement = TRY(connection.prepare(sql));
    statement.bind_all(values...);
    return read_rows<Row>(statement);
}

// Inserts the row, or replaces the one of the same key.
template <typename Row>
[[nodiscard]] Done upsert(Connection& connection, const Row& row) {
    auto statement = TRY(connection.prepare(Table<Row>::upsert));
    int index = 1;
    statement.bind(index, Table<Row>::bucket_of(row));
    std::apply([&](auto... member) { (detail::bind_field(statement, ++index, row.*member), ...); },
               Table<Row>::columns);
    return statement.run();
}

// The row of a key: the bucket first, then the parts of the key.
template <typename Row, typename... Key>
[[nodiscard]] Result<std::optional<Row>> find_row(Connection& connection,
                                                  std::int64_t bucket,
                                                  const Key&... key) {
    auto statement = TRY(connection.prepare(Table<Row>::find));
    statement.bind_all(bucket, key...);
    if (!TRY(statement.step())) return std::nullopt;
    return read_row<Row>(statement);
}

// Calls `visit(row)` for every row in the order of keys.
template <typename Row, typename Visit>
[[nodiscard]] Done each_row(Connection& connection, Visit visit) {
    auto statement = TRY(connection.prepare(Table<Row>::all));
    while (TRY(statement.step())) {
        visit(read_row<Row>(statement));
    }
    return {};
}

// Sorts rows by (bucket, key): the order in which a table is hashed.
template <typename Row>
[[nodiscard]] bool before(const Row& left, const Row& right) {
    return std::tuple_cat(std::tuple(Table<Row>::bucket_of(left)), Table<Row>::key_of(left)) <
           std::tuple_cat(std::tuple(Table<Row>::bucket_of(right)), Table<Row>::key_of(right));
}

// The hash of one table's rows, added in the order of `before`. Whether they come from a database
// or from a replay that has none, the same rows give the same hash.
template <typename Row>
class TableHash {
public:
    TableHash() { digest_.add(Table<Row>::name); }

    void add(const Row& row) {
        digest_.add(Table<Row>::bucket_of(row));
        std::apply([&](auto... member) { (digest_.add(row.*member), ...); }, Table<Row>::columns);
    }

    [[nodiscard]] Hash finish() { return digest_.finish(); }

private:
    Digest digest_;
};

template <typename Row>
[[nodiscard]] Hash hash_rows(const std::vector<Row>& sorted_rows) {
    TableHash<Row> hash;
    for (const auto& row : sorted_rows) {
        hash.add(row);
    }
    return hash.finish();
}

template <typename Row>
[[nodiscard]] Result<Hash> hash_table(Connection& connection) {
    TableHash<Row> hash;
    TRY(each_row<Row>(connection, [&hash](const Row& row) { hash.add(row); }));
    return hash.finish();
}

}  // namespace baton::store
