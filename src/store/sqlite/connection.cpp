#include "store/sqlite/connection.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "store/sqlite/connection_sql.hpp"
#include "store/sqlite/named_sql.hpp"

namespace baton::store {

namespace {

constexpr int busy_wait_millis = 5000;
constexpr int empty_wait_millis = 100;
constexpr int checkpoint_pages = 4000;

Failure kind_of(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Failure::busy;
        case SQLITE_CONSTRAINT: return Failure::conflict;
        case SQLITE_TOOBIG: return Failure::too_large;
        default: return Failure::broken;
    }
}

std::unexpected<Error> failure_of(sqlite3* connection, std::string_view doing) {
    const auto code = sqlite3_extended_errcode(connection);
    return fail(kind_of(code),
                std::string(doing) + ": " + sqlite3_errmsg(connection) + " (SQLite " +
                    std::to_string(code) + ")");
}

Done execute(sqlite3* connection, const std::string& sql) {
    if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failure_of(connection, sql);
    }
    return {};
}

void roll_back(Connection* connection) {
    if (connection == nullptr) return;
    // What failed may be over already; then there is nothing left to roll back.
    const auto rolled_back = connection->run(rollback_sql);
    static_cast<void>(rolled_back);
}

}  // namespace

Statement::~Statement() {
    if (statement_ != nullptr) sqlite3_reset(statement_);
}

// Binding fails only for an index that the statement does not have: a broken program.
void Statement::bind(int index, std::int64_t number) {
    sqlite3_bind_int64(statement_, index, number);
}

void Statement::bind(int index, std::string_view text) {
    const char* const start = text.data() == nullptr ? "" : text.data();
    sqlite3_bind_text64(statement_, index, start, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind(int index, Bytes bytes) {
    sqlite3_bind_blob64(statement_, index, bytes.data(), bytes.size(), SQLITE_STATIC);
}

void Statement::bind_null(int index) {
    sqlite3_bind_null(statement_, index);
}

Result<bool> Statement::step() {
    const auto code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failure_of(sqlite3_db_handle(statement_), sqlite3_sql(statement_));
}

Done Statement::run() {
    while (TRY(step())) {
    }
    sqlite3_reset(statement_);
    return {};
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
    const auto* start = sqlite3_column_text(statement_, column);
    if (start == nullptr) return {};
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return {reinterpret_cast<const char*>(start), size};
}

Bytes Statement::bytes(int column) const {
    const auto* start = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return {static_cast<const unsigned char*>(start), size};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Connection::Close::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

void Connection::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Result<Connection> Connection::open(const std::string& path, Access access, Sizes sizes) {
    const int mode = access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                             : SQLITE_OPEN_READWRITE;
    sqlite3* handle = nullptr;
    const auto code = sqlite3_open_v2(path.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(handle);
    if (code != SQLITE_OK) return failure_of(handle, "opening " + path);
    TRY(connection.configure(access, sizes));
    return connection;
}

Done Connection::configure(Access access, Sizes sizes) {
    auto* const handle = connection_.get();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busy_wait_millis);
    TRY(execute(handle, "PRAGMA cache_size=-" + std::to_string(sizes.cache_kib)));
    TRY(execute(handle, "PRAGMA mmap_size=" + std::to_string(sizes.mapped_bytes)));
    TRY(execute(handle, "PRAGMA foreign_keys=OFF"));
    TRY(execute(handle, "PRAGMA temp_store=MEMORY"));
    if (access == Access::read) return execute(handle, "PRAGMA query_only=ON");
    TRY(execute(handle, "PRAGMA page_size=8192"));
    TRY(execute(handle, "PRAGMA journal_mode=WAL"));
    TRY(execute(handle, "PRAGMA synchronous=FULL"));
    TRY(execute(handle, "PRAGMA secure_delete=ON"));
    return execute(handle, "PRAGMA wal_autocheckpoint=" + std::to_string(checkpoint_pages));
}

Result<Statement> Connection::prepare(const NamedSql& sql) {
    const auto known = statements_.find(sql.text.data());
    if (known != statements_.end()) return Statement(known->second.get());
    sqlite3_stmt* statement = nullptr;
    const auto code = sqlite3_prepare_v3(connection_.get(),
                                         sql.text.data(),
                                         static_cast<int>(sql.text.size()),
                                         SQLITE_PREPARE_PERSISTENT,
                                         &statement,
                                         nullptr);
    if (code != SQLITE_OK) return failure_of(connection_.get(), sql.name);
    statements_[sql.text.data()].reset(statement);
    return Statement(statement);
}

Done Connection::define(const std::string& sql) {
    return execute(connection_.get(), sql);
}

Result<bool> Connection::empty_log() {
    auto* const handle = connection_.get();
    sqlite3_busy_timeout(handle, empty_wait_millis);
    const auto code =
        sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(handle, busy_wait_millis);
    if (code == SQLITE_OK) return true;
    if (kind_of(code) == Failure::busy) return false;
    return failure_of(handle, "emptying the log");
}

// In memory a large database would not fit.
Done Connection::rewrite() {
    auto* const handle = connection_.get();
    TRY(execute(handle, "PRAGMA temp_store=FILE"));
    TRY(execute(handle, "VACUUM"));
    return execute(handle, "PRAGMA temp_store=MEMORY");
}

std::int64_t Connection::changed_rows() const {
    return sqlite3_changes64(connection_.get());
}

Done Connection::copy_to(const std::string& path) {
    sqlite3* handle = nullptr;
    const auto code = sqlite3_open(path.c_str(), &handle);
    const Connection copy(handle);
    if (code != SQLITE_OK) return failure_of(handle, "opening " + path);
    auto* const backup = sqlite3_backup_init(handle, "main", connection_.get(), "main");
    if (backup == nullptr) return failure_of(handle, "copying to " + path);
    constexpr int every_page = -1;
    sqlite3_backup_step(backup, every_page);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) return failure_of(handle, "copying to " + path);
    return {};
}

Result<Transaction> Transaction::begin(Connection& connection) {
    TRY(connection.run(begin_sql));
    return Transaction(connection);
}

Transaction::~Transaction() {
    roll_back(connection_);
}

Done Transaction::commit() {
    auto committed = connection_->run(commit_sql);
    if (!committed) return fail(Failure::broken, committed.error().message);
    connection_ = nullptr;
    return {};
}

Result<ReadView> ReadView::begin(Connection& connection) {
    TRY(connection.run(begin_view_sql));
    return ReadView(connection);
}

ReadView::~ReadView() {
    roll_back(connection_);
}

}  // namespace baton::store
