#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/declared_types.hpp"
#include "ledger/event.hpp"
#include "ledger/name_table.hpp"

// The ledger as JSON lines, in and out: one object a line, positions counted from 1.
namespace baton::connect {

class LedgerLine;

// Reads a ledger line by line. Each event gets the place it takes in an empty workspace: its order
// is its number among the events of the file, its position the next free one of its subject's
// bucket. A refused line keeps its number, so that the numbers of the others stay what the file
// says.
class LedgerLinesReader {
public:
    // `types` are the standard types. REQUIRES: `names` outlives the reader.
    LedgerLinesReader(ledger::NameTable& names, ledger::DeclaredTypes types);

    // The event of the line; nothing for a blank line and for the schema line, which must come
    // first. Errors are Failure::invalid and name the line and the field.
    [[nodiscard]] Result<std::optional<ledger::Event>> read(std::string_view line);

    // What is declared, and what undeclared properties have been found to be.
    [[nodiscard]] const ledger::DeclaredTypes& types() const { return types_; }

    [[nodiscard]] std::uint64_t lines() const { return line_; }

private:
    Result<std::optional<ledger::Event>> read_event(std::string_view line);
    Result<ledger::Event> placed(const LedgerLine& line);
    Done locate(ledger::Voided& voided) const;
    ledger::Position next_position(const ledger::What& what);

    ledger::NameTable& names_;
    ledger::DeclaredTypes types_;
    std::uint64_t line_ = 0;
    std::optional<Instant> received_;
    std::vector<ledger::Position> positions_;  // of each number; seq 0 where the line was refused
    std::array<std::int64_t, bucket_count> seqs_{};
};

// Every event of a text; the first line that is refused refuses the whole.
[[nodiscard]] Result<std::vector<ledger::Event>> read_ledger(std::string_view text,
                                                             LedgerLinesReader& reader);

// Writes events as lines, numbered afresh: a change of several properties becomes several lines.
class LedgerLinesWriter {
public:
    // REQUIRES: `names` outlives the writer and knows every id that occurs.
    explicit LedgerLinesWriter(const ledger::NameTable& names) : names_(names) {}

    static void write_schema(const ledger::DeclaredTypes& types, std::string& out);

    // Appends the lines of the event, each with its line end. Fails (and appends nothing) when an
    // id has no name, or a void names an event that was not written.
    [[nodiscard]] Done write(const ledger::Event& event, std::string& out);

private:
    struct Written {
        std::uint64_t first = 0;
        std::uint32_t lines = 0;
        bool created = false;
    };

    Done write_lines(const ledger::Event& event, std::string& out) const;
    [[nodiscard]] Result<ledger::Voided> numbers_of(const ledger::Voided& voided) const;

    const ledger::NameTable& names_;
    std::uint64_t last_number_ = 0;
    std::unordered_map<std::int64_t, Written> written_;  // by seq * 1024 + bucket
};

}  // namespace baton::connect
