#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/sqlite/named_sql.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace baton::store {

using Bytes = std::span<const unsigned char>;

// A prepared statement in use: bound, stepped, read. It goes back to its connection's cache, reset,
// when it ends. Text and bytes are borrowed: REQUIRES that they outlive the step; columns that they
// are used before the next.
class Statement {
public:
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

    Statement(Statement&& other) noexcept : statement_(other.statement_) {
        other.statement_ = nullptr;
    }

    Statement& operator=(Statement&&) = delete;
    ~Statement();

    void bind(int index, std::int64_t number);
    void bind(int index, std::string_view text);
    void bind(int index, Bytes bytes);
    void bind_null(int index);

    void bind(int index, Instant at) { bind(index, at.micros); }

    template <typename Tag>
    void bind(int index, Id<Tag> id) {
        bind(index, id.value);
    }

    template <typename T>
    void bind(int index, const std::optional<T>& value) {
        if (value) {
            bind(index, *value);
        } else {
            bind_null(index);
        }
    }

    template <typename... Values>
    void bind_all(const Values&... values) {
        int index = 0;  // NOLINT(misc-const-correctness): the fold counts it up
        (bind(++index, values), ...);
    }

    // True when there is a row to read, false at the end.
    [[nodiscard]] Result<bool> step();

    // Steps to the end and makes the statement ready to be bound again.
    [[nodiscard]] Done run();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] Bytes bytes(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    sqlite3_stmt* statement_;
};

// One connection to one SQLite file. Not for more than one thread at a time.
// The kind of failure: busy (somebody else writes), conflict (a constraint), too_large, and broken
// for everything the disk or the program did wrong; after broken nothing more may be acknowledged.
class Connection {
public:
    enum class Access : std::uint8_t { read, write };

    struct Sizes {
        int cache_kib = 2048;
        std::int64_t mapped_bytes = 0;
    };

    // A writer creates the file and puts it in WAL with synchronous=FULL. What it deletes is
    // overwritten.
    static Result<Connection> open(const std::string& path, Access access, Sizes sizes);

    [[nodiscard]] Result<Statement> prepare(const NamedSql& sql);

    // Runs a statement whose rows, if any, do not matter.
    template <typename... Values>
    [[nodiscard]] Done run(const NamedSql& sql, const Values&... values) {
        auto statement = TRY(prepare(sql));
        statement.bind_all(values...);
        return statement.run();
    }

    // Runs a statement that defines tables, once. REQUIRES: the text of a migration.
    [[nodiscard]] Done define(const std::string& sql);

    // The first column of the only row; nothing without a row.
    template <typename... Values>
    [[nodiscard]] Result<std::optional<std::int64_t>> find_integer(const NamedSql& sql,
                                                                   const Values&... values) {
        auto statement = TRY(prepare(sql));
        statement.bind_all(values...);
        const bool found = TRY(statement.step());
        if (!found || statement.is_null(0)) return std::nullopt;
        return statement.integer(0);
    }

    // How many rows the last statement inserted, changed or deleted.
    [[nodiscard]] std::int64_t changed_rows() const;

    // Everything that is committed is in the database file and the log is empty. False when a
    // reader still needs the log: try again.
    [[nodiscard]] Result<bool> empty_log();

    // Writes the whole file afresh, without the remains that changed rows leave in its pages.
    // REQUIRES: no transaction; the rows of tables without a key keep their places only where
    // none was ever deleted.
    [[nodiscard]] Done rewrite();

    // A copy of the database into a new file, consistent as of its start.
    [[nodiscard]] Done copy_to(const std::string& path);

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    explicit Connection(sqlite3* connection) : connection_(connection) {}

    Done configure(Access access, Sizes sizes);

    std::unique_ptr<sqlite3, Close> connection_;
    // By where the text stands: a NamedSql is a constant.
    std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

// All of it or none: rolled back unless committed.
class Transaction {
public:
    static Result<Transaction> begin(Connection& connection);

    Transaction(Transaction&& other) noexcept : connection_(other.connection_) {
        other.connection_ = nullptr;
    }

    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    // Durable when it succeeds. A failure is Failure::broken and must not be tried again.
    [[nodiscard]] Done commit();

private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}

    Connection* connection_;
};

// One view of the database for several statements: what is committed meanwhile is not seen.
class ReadView {
public:
    static Result<ReadView> begin(Connection& connection);

    ReadView(ReadView&& other) noexcept : connection_(other.connection_) {
        other.connection_ = nullptr;
    }

    ReadView& operator=(ReadView&&) = delete;
    ~ReadView();

private:
    explicit ReadView(Connection& connection) : connection_(&connection) {}

    Connection* connection_;
};

}  // namespace baton::store
