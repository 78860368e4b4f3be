#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "ledger/personal.hpp"
#include "store/capture.hpp"
#include "store/delivery.hpp"
#include "store/digest.hpp"
#include "store/keys.hpp"
#include "store/ledger_table.hpp"
#include "store/lock_file.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

// Everything the writing thread writes with. Alive only between begin and commit.
struct Writing {
    Connection& connection;  // for upsert(), replace_…(), access.hpp
    LedgerAppender& ledger;
    IdSequences& ids;
    Identities& identities;
    Messages& messages;
    Quarantine& quarantine;
    Outbox& outbox;
    Fanouts& fanouts;
    KeyStore& keys;
};

// A connection to read with, given back when it ends. Not for more than one thread at a time.
class Reading {
public:
    Reading(std::function<void()> give_back, Connection& connection, KeyStore& keys)
        : connection_(connection), keys_(keys), give_back_(std::move(give_back)) {}

    Reading(Reading&& other) noexcept
        : connection_(other.connection_),
          keys_(other.keys_),
          give_back_(std::exchange(other.give_back_, nullptr)) {}

    Reading& operator=(Reading&&) = delete;

    ~Reading() {
        if (give_back_) give_back_();
    }

    [[nodiscard]] Connection& connection() const { return connection_; }

    [[nodiscard]] LedgerReader ledger() const { return {connection_, keys_}; }

    [[nodiscard]] KeyStore& keys() const { return keys_; }

private:
    Connection& connection_;
    KeyStore& keys_;
    std::function<void()> give_back_;
};

// A workspace on disk: baton.sqlite, keys.sqlite and baton.lock in one directory. One writer (one
// thread of one program), several readers, who never wait for the writer.
class Database {
public:
    enum class Mode : std::uint8_t { write, read };

    struct Options {
        Mode mode = Mode::write;
        std::size_t readers = 2;
        ledger::Personal personal = {};
    };

    // Makes the directory and the schema when there is none (mode write). refused when somebody
    // else writes there, or the data is newer than the program.
    static Result<std::unique_ptr<Database>> open(const std::string& directory,
                                                  const Options& options);

    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // The writing thread: begin, write, commit. A begin without commit is rolled back by the next
    // begin, by roll_back() and by the end. A commit that fails is Failure::broken: nothing of it
    // may be acknowledged, and nothing more may be written by this program.
    [[nodiscard]] Result<Writing> begin();
    [[nodiscard]] Done commit();
    [[nodiscard]] Done roll_back();

    // begin, write, commit; rolled back when `write` fails, whose failure it then is.
    [[nodiscard]] Done write(const std::function<Done(Writing&)>& write);

    // Waits for a free connection. From any thread.
    [[nodiscard]] Reading reading();

    // The second half of erasures (erasure.hpp), after their commit: the keys go, and what stood in
    // clear goes from the files. `texts` are looked for; without any, as at opening, the whole file
    // is written afresh. False when a reader holds a log: call again. For the writing thread.
    [[nodiscard]] Result<bool> finish_erasure(std::span<const std::string> texts);

    // Tells others where the holder of the lock can be reached.
    [[nodiscard]] Done announce(const std::string& address);

    // A consistent copy of both files into an existing directory, beside running writes.
    [[nodiscard]] Done copy_to(const std::string& directory);

    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    struct Reader {
        Connection connection;
        KeyStore keys;
        bool busy = false;
    };
    struct Writer;

    explicit Database(std::string directory);
    Done open_writer(const ledger::Personal& personal);
    Done finish_begun_erasures();
    Done open_readers(std::size_t count);
    void give_back(std::size_t reader);

    std::string directory_;
    std::optional<LockFile> lock_;
    std::unique_ptr<Writer> writer_;  // for the writing thread alone

    Mutex mutex_;
    std::condition_variable_any reader_free_;
    std::vector<std::unique_ptr<Reader>> readers_ GUARDED_BY(mutex_);
};

}  // namespace baton::store
