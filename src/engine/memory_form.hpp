#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/desk.hpp"
#include "ledger/snapshot.hpp"
#include "store/ledger_end.hpp"

// The memory of a workspace as bytes, in parts, like its timeline (ledger/snapshot.hpp). Names of
// visitors are not among them: the ledger does not hold them either.
namespace baton::engine {

// What the first part says: how far the ledger was read, and how the others are cut.
struct MemoryOutline {
    store::LedgerEnd end = {};
    ledger::Counts counts = {};
    std::uint64_t seen_slots = 0;
};

struct MemoryPart {
    enum class Of : std::uint8_t {
        timeline,
        contacts,
        emails,
        companies,
        domains,
        company_names,
        deals,
        company_deals,
        seen,
    };
    Of of = Of::timeline;
    ledger::TimelinePart timeline = {};
    std::size_t first = 0;  // slots of the messages that were seen
    std::size_t end = 0;
};

[[nodiscard]] MemoryOutline outline_of(const Memory& memory, const store::LedgerEnd& end);
[[nodiscard]] std::vector<MemoryPart> parts_of(const MemoryOutline& outline);

// The first part, and the others.
[[nodiscard]] std::string written(const Memory& memory, const MemoryOutline& outline);
[[nodiscard]] std::string written(const Memory& memory, const MemoryPart& part);

// Reads parts into an empty memory. Failure::invalid for what was not written so; then the memory
// is of no use.
class MemoryReading {
public:
    // `bytes` is the size of all parts together. REQUIRES: the memory outlives this.
    static Result<MemoryReading> begin(Memory& memory,
                                       std::span<const char> first_part,
                                       std::uint64_t bytes);

    [[nodiscard]] const MemoryOutline& outline() const { return *outline_; }

    // Several threads may read different parts.
    [[nodiscard]] Done read(const MemoryPart& part, std::span<const char> bytes);

    // REQUIRES: all parts were read.
    [[nodiscard]] Done finish();

private:
    MemoryReading(Memory& memory,
                  std::unique_ptr<MemoryOutline> outline,
                  ledger::TimelineReading timeline)
        : memory_(&memory), outline_(std::move(outline)), timeline_(std::move(timeline)) {}

    Memory* memory_;
    std::unique_ptr<MemoryOutline> outline_;
    ledger::TimelineReading timeline_;
};

}  // namespace baton::engine
