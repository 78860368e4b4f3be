#include "store/database.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <utility>

#include "base/id.hpp"
#include "base/mutex.hpp"
#include "base/result.hpp"
#include "ledger/personal.hpp"
#include "store/capture.hpp"
#include "store/delivery.hpp"
#include "store/digest.hpp"
#include "store/erasure.hpp"
#include "store/keys.hpp"
#include "store/ledger_sql.hpp"
#include "store/ledger_table.hpp"
#include "store/lock_file.hpp"
#include "store/migrations.hpp"
#include "store/snapshot_file.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

constexpr int writer_cache_kib = 32768;
constexpr int reader_cache_kib = 2048;

std::string rows_path(const std::string& directory) {
    return directory + "/baton.sqlite";
}

std::string keys_path(const std::string& directory) {
    return directory + "/keys.sqlite";
}

Done create_heads(Connection& connection) {
    auto transaction = TRY(Transaction::begin(connection));
    const Hash start{};
    for (std::int64_t bucket = 0; bucket < bucket_count; ++bucket) {
        TRY(connection.run(create_head_row_sql, bucket, Bytes(start)));
    }
    return transaction.commit();
}

}  // namespace

struct Database::Writer {
    Writer(Connection opened, KeyStore opened_keys, ledger::Personal personal_fields)
        : connection(std::move(opened)),
          keys(std::move(opened_keys)),
          personal(std::move(personal_fields)),
          appender(connection, keys, personal),
          ids(connection),
          identities(connection),
          messages(connection),
          quarantine(connection, ids),
          outbox(connection, ids),
          fanouts(connection, ids) {}

    // What is kept in memory, as the database has it.
    Done start() {
        TRY(messages.start());
        return appender.start();
    }

    Connection connection;
    KeyStore keys;
    ledger::Personal personal;
    LedgerAppender appender;
    IdSequences ids;
    Identities identities;
    Messages messages;
    Quarantine quarantine;
    Outbox outbox;
    Fanouts fanouts;
    std::optional<Transaction> transaction = {};
};

Database::Database(std::string directory) : directory_(std::move(directory)) {}

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::string& directory,
                                                 const Options& options) {
    std::unique_ptr<Database> database(new Database(directory));
    if (options.mode == Mode::write) {
        TRY(database->open_writer(options.personal));
    } else if (!std::filesystem::exists(rows_path(directory))) {
        return fail(Failure::not_found, "there is no Baton data in " + directory);
    }
    TRY(database->open_readers(options.readers));
    return database;
}

Done Database::open_writer(const ledger::Personal& personal) {
    std::error_code error;
    std::filesystem::create_directories(directory_, error);
    if (error) return fail(Failure::broken, "cannot make " + directory_ + ": " + error.message());
    lock_.emplace(TRY(LockFile::take(directory_)));
    auto connection = TRY(Connection::open(
        rows_path(directory_), Connection::Access::write, {.cache_kib = writer_cache_kib}));
    TRY(migrate(connection));
    TRY(create_heads(connection));
    auto keys = TRY(KeyStore::open(keys_path(directory_), Connection::Access::write));
    writer_ = std::make_unique<Writer>(std::move(connection), std::move(keys), personal);
    TRY(writer_->start());
    return finish_begun_erasures();
}

// A reader of another program may hold the log meanwhile: then the next opening does it.
Done Database::finish_begun_erasures() {
    const bool finished = TRY(finish_erasure({}));
    static_cast<void>(finished);
    return {};
}

Done Database::open_readers(std::size_t count) {
    const Lock lock(mutex_);
    for (std::size_t reader = 0; reader < count; ++reader) {
        auto connection = TRY(Connection::open(
            rows_path(directory_), Connection::Access::read, {.cache_kib = reader_cache_kib}));
        auto keys = TRY(KeyStore::open(keys_path(directory_), Connection::Access::read));
        readers_.push_back(std::make_unique<Reader>(
            Reader{.connection = std::move(connection), .keys = std::move(keys)}));
    }
    return {};
}

Result<Writing> Database::begin() {
    if (writer_ == nullptr) return fail(Failure::refused, "this database was opened for reading");
    TRY(roll_back());
    writer_->transaction.emplace(TRY(Transaction::begin(writer_->connection)));
    return Writing{.connection = writer_->connection,
                   .ledger = writer_->appender,
                   .ids = writer_->ids,
                   .identities = writer_->identities,
                   .messages = writer_->messages,
                   .quarantine = writer_->quarantine,
                   .outbox = writer_->outbox,
                   .fanouts = writer_->fanouts,
                   .keys = writer_->keys};
}

Done Database::commit() {
    auto* const transaction = writer_ == nullptr ? nullptr : &writer_->transaction;
    if (transaction == nullptr || !transaction->has_value()) {
        return fail(Failure::broken, "there is nothing to commit");
    }
    TRY((*transaction)->commit());
    transaction->reset();
    return {};
}

Done Database::roll_back() {
    if (writer_ == nullptr || !writer_->transaction) return {};
    writer_->transaction.reset();
    writer_->ids.forget();
    return writer_->start();
}

Done Database::write(const std::function<Done(Writing&)>& write) {
    auto writing = TRY(begin());
    auto written = write(writing);
    if (!written) {
        TRY(roll_back());
        return written;
    }
    return commit();
}

Reading Database::reading() {
    const Lock lock(mutex_);
    for (;;) {
        for (std::size_t index = 0; index < readers_.size(); ++index) {
            auto& reader = *readers_[index];
            if (reader.busy) continue;
            reader.busy = true;
            reader.keys.forget();
            return {[this, index] { give_back(index); }, reader.connection, reader.keys};
        }
        reader_free_.wait(mutex_);
    }
}

void Database::give_back(std::size_t reader) {
    {
        const Lock lock(mutex_);
        readers_[reader]->busy = false;
    }
    reader_free_.notify_one();
}

Result<bool> Database::finish_erasure(std::span<const std::string> texts) {
    if (writer_ == nullptr) return fail(Failure::refused, "this database was opened for reading");
    TRY(roll_back());
    auto& connection = writer_->connection;
    const auto owners = TRY(being_erased(connection));
    if (owners.empty()) return true;
    TRY(writer_->keys.erase(owners));
    TRY(remove_snapshot(directory_));
    if (!TRY(writer_->keys.empty_log())) return false;
    if (!TRY(connection.empty_log())) return false;
    if (texts.empty() || TRY(file_holds(rows_path(directory_), texts))) {
        TRY(connection.rewrite());
        if (!TRY(connection.empty_log())) return false;
    }
    TRY(write([](Writing& writing) { return end_erasure(writing.connection); }));
    return true;
}

Done Database::announce(const std::string& address) {
    if (!lock_) return fail(Failure::refused, "this database was opened for reading");
    return lock_->announce(address);
}

Done Database::copy_to(const std::string& directory) {
    auto rows = TRY(Connection::open(rows_path(directory_), Connection::Access::read, {}));
    auto keys = TRY(Connection::open(keys_path(directory_), Connection::Access::read, {}));
    TRY(rows.copy_to(rows_path(directory)));
    // Keys come last: whatever the copied rows need was durable before them.
    return keys.copy_to(keys_path(directory));
}

}  // namespace baton::store
