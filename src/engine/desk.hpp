#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/batch.hpp"
#include "engine/directory.hpp"
#include "engine/seen_messages.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"

namespace baton::engine {

// Sequences of ids, handed out from blocks that the store reserves.
class Sequences {
public:
    enum class Kind : std::uint8_t { contact, company, deal, visitor, record };
    static constexpr std::size_t kinds = 5;
    using Reserve = std::function<Result<std::int64_t>(Kind kind, std::int64_t count)>;

    explicit Sequences(Reserve reserve) : reserve_(std::move(reserve)) {}

    // The next sequence number of a kind, from 1. Fails only when the store does.
    [[nodiscard]] Result<std::int64_t> next(Kind kind);

private:
    struct Block {
        std::int64_t next = 0;
        std::int64_t end = 0;
    };

    Reserve reserve_;
    std::array<Block, kinds> blocks_{};
};

// All that a workspace knows, in memory: derived from the ledger, owned by the writer.
struct Memory {
    explicit Memory(ledger::DeclaredTypes types)
        : timeline(ledger::Identity::then, std::move(types)) {}

    ledger::Timeline timeline;
    Directory directory;
    SeenMessages seen;
    std::array<std::int64_t, bucket_count> heads{};  // the last seq of each bucket
    Instant last_received = Instant::earliest();
    std::uint64_t next_order = 1;
    std::vector<std::uint64_t> lasting;  // orders of entries that people may not undo; rising

    // Takes in an event that has its place: from the ledger at start, or just recorded.
    void take(const ledger::Event& event);

private:
    void remember_addresses();
};

// Who does something, and because of what.
struct Because {
    std::string by;
    std::string cause = {};
    std::optional<Instant> at = std::nullopt;  // when it happened; now when not given
};

// What a command sees and may do. It runs on the writer's thread, alone: it looks, decides, and
// records; what it records is visible to itself and to the commands after it at once, and durable
// when the command's answer arrives. A command checks everything before it records anything: once
// it has recorded, it must not fail.
class Desk {
public:
    Desk(Memory& memory, Sequences& sequences, Clock& clock, Batch& batch)
        : memory_(memory), sequences_(sequences), clock_(clock), batch_(batch) {}

    [[nodiscard]] Instant now() { return clock_.now(); }

    [[nodiscard]] const ledger::Timeline& timeline() const { return memory_.timeline; }

    [[nodiscard]] const Directory& directory() const { return memory_.directory; }

    [[nodiscard]] Batch& batch() { return batch_; }

    // Puts a fact into the ledger. `at` is cut to the receipt; receipts rise strictly. The event is
    // the batch's: it stays where it is until the next one is recorded.
    const ledger::Event& record(ledger::What what, const Because& because);

    // The same for an event that brings its own receipt and number (a ledger read from a file).
    // REQUIRES: event.received is not before that of the event recorded last.
    void take_over(ledger::Event event, std::int64_t number = 0);

    // A fact as a history tells it: received when it happened, ids chosen by who tells.
    // REQUIRES: draft.at is not before the receipt of the event recorded last.
    void take_over_history(const ledger::Draft& draft);

    // A visitor whose id was chosen elsewhere.
    void know_visitor(std::string_view anonymous_id, VisitorId id);

    // Exactly once: where the first event is that this message made, when it came before, and what
    // its content came to.
    [[nodiscard]] std::optional<SeenMessages::Seen> seen(std::string_view source,
                                                         std::string_view message_id) const;

    // Says that it will be asked soon.
    void expect_message(std::string_view source, std::string_view message_id) const {
        memory_.seen.expect(SeenMessages::fingerprint(source, message_id));
    }

    // Whether what stands there may not be undone: see `undo`.
    [[nodiscard]] bool lasts(ledger::Position position) const;

    // New ids. Their bucket follows from the sequence, so contacts spread evenly.
    [[nodiscard]] Result<ContactId> new_contact();
    [[nodiscard]] Result<CompanyId> new_company();
    [[nodiscard]] Result<DealId> new_deal();
    [[nodiscard]] Result<std::string> new_record_key();

    // The visitor with this anonymous id, made known when it was not.
    [[nodiscard]] Result<VisitorId> visitor(std::string_view anonymous_id);

    // Contacts that exist: created, not deleted, merged away or erased. By external id and by
    // e-mail address whoever goes by it now: of a merged contact that still had the address, the
    // one it was merged into.
    [[nodiscard]] const ledger::Contact* find_contact(ContactId id);
    [[nodiscard]] const ledger::Contact* find_contact_by_external_id(std::string_view id);
    [[nodiscard]] const ledger::Contact* find_contact_by_email(std::string_view email);

    // From where a contact has to be read again, because of what was recorded: the earliest `at`.
    struct ContactChange {
        Instant from;
        bool clocks =
            true;  // a clock of its handoffs may mind; false: touches that are no attempts

        void add(const ContactChange& other) {
            from = std::min(from, other.from);
            clocks |= other.clocks;
        }
    };

    struct CompanyChange {
        CompanyId company;
        ledger::Position cause;
        Instant at;
        std::vector<ledger::Slot> contacts;
    };

    struct Changed {
        std::vector<CompanyChange> companies;  // their contacts are not among `contacts`
        std::unordered_map<ledger::Slot, ContactChange> contacts;
        std::optional<Instant> everybody;  // the event concerns all contacts
        std::vector<ledger::Slot> erased;
        std::vector<ledger::Slot> handed;  // whose handoffs moved
        bool recount = false;              // or may have, of anybody
        bool agreement = false;            // a version or a signature was recorded or taken back
        bool offers = false;  // who can be offered something may be another: people, suspensions
    };

    [[nodiscard]] Changed take_changed() { return std::exchange(changed_, {}); }

private:
    void note(const ledger::Event& event);
    void note_tables(const ledger::Event& event);
    void note_company(const ledger::CompanyChanged& what);
    void note_handoffs();
    void note_record(const std::string& record, const std::string& key);
    void note_erased(const ledger::RecordChanged& what);
    void note_voided();
    void note_contacts(const ledger::Event& event);
    void note_rows(const ledger::Contact& contact, const ledger::What& what);

    Memory& memory_;
    Sequences& sequences_;
    Clock& clock_;
    Batch& batch_;
    Changed changed_;
};

}  // namespace baton::engine
