#include "engine/snapshot.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/mutex.hpp"
#include "base/program_identity.hpp"
#include "base/result.hpp"
#include "engine/memory_form.hpp"
#include "engine/versions.hpp"
#include "store/digest.hpp"
#include "store/ledger_end.hpp"
#include "store/snapshot_file.hpp"

namespace baton::engine {

namespace {

store::Hash program_hash() {
    store::Digest digest;
    digest.add(program_identity());
    return digest.finish();
}

bool is_of_no_use(const Error& error) {
    return error.failure == Failure::invalid || error.failure == Failure::not_found;
}

// A writer may put a new file in place, and drop the key of the old one, just when that is opened.
Result<store::SealedFile> open_file(store::Database& database) {
    const auto reading = database.reading();
    auto file = store::open_snapshot(reading, database.directory(), program_hash());
    const bool is_invalid = !file && file.error().failure == Failure::invalid;
    if (!is_invalid) {
        return file;
    }
    return store::open_snapshot(reading, database.directory(), program_hash());
}

Done check_ledger(store::Database& database, const store::LedgerEnd& end) {
    const auto reading = database.reading();
    const bool goes_on = TRY(store::goes_on_from(reading.connection(), end));
    return goes_on ? Done() : fail(Failure::invalid, "it belongs to another ledger");
}

// The pieces after the first, shared out among threads.
class PieceReading {
public:
    PieceReading(const store::SealedFile& file, MemoryReading& memory)
        : file_(file), memory_(memory), parts_(parts_of(memory.outline())) {}

    Done read(unsigned threads) {
        if (file_.pieces() != parts_.size() + 1) {
            return fail(Failure::invalid, "it has other parts");
        }
        {
            std::vector<std::jthread> helpers;
            for (unsigned helper = 1; helper < threads; ++helper) {
                helpers.emplace_back([this] { work(); });
            }
            work();
        }
        const Lock lock(mutex_);
        return failed_ ? std::unexpected(*failed_) : memory_.finish();
    }

private:
    void work() {
        for (auto part = next_.fetch_add(1); part < parts_.size(); part = next_.fetch_add(1)) {
            if (const Done done = read_part(part); !done) {
                next_ = parts_.size();
                const Lock lock(mutex_);
                failed_ = done.error();
            }
        }
    }

    Done read_part(std::size_t part) {
        const auto piece = TRY(file_.read(part + 1));
        return memory_.read(parts_[part], piece.bytes());
    }

    const store::SealedFile& file_;
    MemoryReading& memory_;
    const std::vector<MemoryPart> parts_;
    std::atomic<std::size_t> next_ = 0;
    Mutex mutex_;
    std::optional<Error> failed_ GUARDED_BY(mutex_);
};

Result<SnapshotUse> use_file(store::Database& database, Memory& memory, unsigned threads) {
    const auto file = TRY(open_file(database));
    if (file.pieces() == 0) {
        return fail(Failure::invalid, "it is empty");
    }
    const auto first = TRY(file.read(0));
    auto reading = TRY(MemoryReading::begin(memory, first.bytes(), file.bytes()));
    TRY(check_ledger(database, reading.outline().end));
    TRY(PieceReading(file, reading).read(threads));
    return SnapshotUse{.rows = reading.outline().end.rows(), .place = reading.outline().end.place};
}

bool is_at(const Memory& memory, const store::LedgerEnd& end) {
    for (std::size_t bucket = 0; bucket < end.buckets.size(); ++bucket) {
        if (memory.heads.at(bucket) != end.buckets.at(bucket).seq) return false;
    }
    return true;
}

}  // namespace

Result<SnapshotUse> read_snapshot(store::Database& database, Memory& memory, unsigned threads) {
    auto use = use_file(database, memory, threads);
    if (use || !is_of_no_use(use.error())) {
        return use;
    }
    memory = Memory(standard_types());
    const bool is_there = use.error().failure != Failure::not_found;
    return SnapshotUse{.problem = is_there ? use.error().message : ""};
}

Result<SnapshotUse> judge_snapshot(store::Database& database) {
    Memory memory(standard_types());
    return read_snapshot(database, memory, 1);
}

Result<store::SealedFileWriter> begin_snapshot(const Memory& memory,
                                               const store::LedgerEnd& end,
                                               const std::string& directory,
                                               const std::function<bool()>& may_go_on) {
    if (program_identity().empty()) {
        return fail(Failure::refused, "this program does not know which build it is");
    }
    if (!is_at(memory, end)) {
        return fail(Failure::refused, "the ledger holds something else than the memory");
    }
    const auto outline = outline_of(memory, end);
    auto file = TRY(store::begin_snapshot(directory, program_hash()));
    TRY(file.add(written(memory, outline)));
    for (const MemoryPart& part : parts_of(outline)) {
        if (!may_go_on()) {
            return fail(Failure::refused, "the program is to end");
        }
        TRY(file.add(written(memory, part)));
    }
    TRY(file.finish());
    return file;
}

Done write_snapshot(const Memory& memory, store::Database& database) {
    std::optional<store::LedgerEnd> end;
    {
        const auto reading = database.reading();
        end = TRY(store::ledger_end(reading.connection()));
    }
    const std::string& directory = database.directory();
    const auto begun = begin_snapshot(memory, *end, directory, [] { return true; });
    if (!begun) {
        store::drop_begun_snapshot(directory);
        return std::unexpected(begun.error());
    }
    return database.write(
        [&](store::Writing& writing) { return store::keep_snapshot(writing, directory, *begun); });
}

}  // namespace baton::engine
