#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/name_table.hpp"
#include "store/sqlite/connection.hpp"

// What makes a fact enter exactly once. All of it for the writing thread, inside a Transaction.
namespace baton::store {

// Sequences for new ids, taken from the database in blocks. A number is never given twice; what is
// left of a block when the program ends is lost.
class IdSequences {
public:
    // REQUIRES: the connection outlives this.
    explicit IdSequences(Connection& connection) : connection_(connection) {}

    // The next sequence of `kind` (contact, deal, outbox …), from 1.
    [[nodiscard]] Result<std::int64_t> next(std::string_view kind);

    // No number up to `sequence` is given from here on: for imports that chose their own.
    [[nodiscard]] Done raise(std::string_view kind, std::int64_t sequence);

    // After a rollback: blocks taken in the transaction do not count.
    void forget() { blocks_.clear(); }

private:
    struct Block {
        std::int64_t next = 0;
        std::int64_t end = 0;
    };

    Connection& connection_;
    std::map<std::string, Block, std::less<>> blocks_;
};

// Who holds a value that may occur once in the workspace: an e-mail, a domain, an external id.
// `kind` is e.g. contact_external, contact_email, visitor, company_domain, deal_external.
class Identities {
public:
    explicit Identities(Connection& connection) : connection_(connection) {}

    // Reserves the value for `id`, or says who has it already: the id that holds it afterwards.
    [[nodiscard]] Result<std::int64_t> reserve(std::string_view kind,
                                               std::string_view value,
                                               std::int64_t id);
    // Zero when nobody holds it.
    [[nodiscard]] Result<std::int64_t> find(std::string_view kind, std::string_view value);
    [[nodiscard]] Done release(std::string_view kind, std::string_view value, std::int64_t id);

    // Fills a table with every value of the kind, as ids of the type; those of `left_out` not.
    template <typename AnyId>
    [[nodiscard]] Done load(std::string_view kind,
                            ledger::NameTable& names,
                            std::span<const AnyId> left_out = {}) {
        auto statement = TRY(all_of(kind));
        while (TRY(statement.step())) {
            const AnyId id{statement.integer(1)};
            if (std::ranges::find(left_out, id) == left_out.end()) {
                names.add(statement.text(0), id);
            }
        }
        return {};
    }

private:
    [[nodiscard]] Result<Statement> all_of(std::string_view kind);

    Connection& connection_;
};

// Whether a message was here before: (source, message id), with no time window.
// The latest are kept in memory and in a table of their own, and settle into the large one many at
// once: one by one each would touch a page of it.
class Messages {
public:
    struct Message {
        std::string_view source;
        std::string_view id;
        std::string_view compared;  // what must be the same when it is sent again
    };
    enum class Verdict : std::uint8_t {
        fresh,      // never seen: it is now
        repeated,   // seen with the same content: changes nothing
        different,  // seen with other content: to be kept aside and reported
    };

    explicit Messages(Connection& connection) : connection_(connection) {}

    // Reads the latest. Again after a rollback.
    [[nodiscard]] Done start();

    // In the order of the messages; of two of the same id the first is fresh.
    [[nodiscard]] Result<std::vector<Verdict>> admit(std::span<const Message> messages);

private:
    static constexpr std::size_t hash_bytes = 16;
    using MessageHash = std::array<unsigned char, hash_bytes>;

    struct FirstBytes {
        std::size_t operator()(const MessageHash& hash) const noexcept;
    };

    static MessageHash hash_of(const Message& message);
    Result<Verdict> admit_one(const MessageHash& hash, std::int64_t body_hash);
    Done settle();

    Connection& connection_;
    std::unordered_map<MessageHash, std::int64_t, FirstBytes> recent_;
};

// What was refused or in doubt, for people to read and to replay.
struct Quarantined {
    std::int64_t id = 0;
    Instant received = {};
    std::string source = {};
    std::string reason = {};
    std::string body = {};
    std::string state = {};  // waiting, replayed, dropped
    bool operator==(const Quarantined&) const = default;
};

class Quarantine {
public:
    Quarantine(Connection& connection, IdSequences& ids) : connection_(connection), ids_(ids) {}

    // The id it got. `item.id` and `item.state` are not read.
    [[nodiscard]] Result<std::int64_t> keep(const Quarantined& item);

    // Those that wait, oldest first, after the id.
    [[nodiscard]] static Result<std::vector<Quarantined>> list(Connection& connection,
                                                               std::int64_t after,
                                                               std::int64_t limit);
    [[nodiscard]] static Result<std::optional<Quarantined>> find(Connection& connection,
                                                                 std::int64_t id);
    [[nodiscard]] static Result<std::int64_t> count(Connection& connection);

    // conflict when somebody settled it before. `state` is replayed or dropped.
    [[nodiscard]] Done settle(std::int64_t id, std::string_view state);

private:
    Connection& connection_;
    IdSequences& ids_;
};

}  // namespace baton::store
