#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_rows.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"

// Rows of a file become facts: looked up, compared with what is known, recorded where they differ.
namespace baton::engine {

// What became of one row.
struct RowOutcome {
    enum class Became : std::uint8_t { created, updated, skipped, rejected };
    Became became = Became::skipped;
    std::string reason = {};  // of a reject, or of values left out; in a sentence for people
};

// "industry: write a text: it was left out, the rest was kept"; empty for nothing.
[[nodiscard]] std::string left_out_in_words(const std::vector<Problem>& left_out);

// The earliest touch of each contact (by the text that refers to it) in the files of one import:
// when a contact without created_at came into being.
using FirstTouches = std::unordered_map<std::string, Instant>;

// Which rows are written: all, or only those of records that are not here yet, or only of those
// that are. Touches, activities, costs and handoffs are always new.
enum class ImportWrites : std::uint8_t { all, creates, updates };

// How a row finds the contact that it is about.
enum class ContactKey : std::uint8_t { id_then_email, id, email };

// How rows are written, as people choose it for an import.
struct ImportWays {
    ImportWrites writes = ImportWrites::all;
    ContactKey contact_key = ContactKey::id_then_email;
    // Whether sales is offered whom the import qualifies, and what follows from an offer happens.
    bool automations = true;
    bool operator==(const ImportWays&) const = default;
};

[[nodiscard]] std::string_view name(ImportWrites writes);
[[nodiscard]] std::optional<ImportWrites> find_import_writes(std::string_view name);
[[nodiscard]] std::string_view name(ContactKey key);
[[nodiscard]] std::optional<ContactKey> find_contact_key(std::string_view name);

struct ImportContext {
    std::string by;     // who imports
    std::string cause;  // "import:7"
    const FirstTouches& first_touches;
    // The earliest of them: since when a company without created_at is known.
    std::optional<Instant> first_touch = {};
    ImportWays ways = {};
};

// Applies one row. A row that says nothing new is skipped, so the same file twice changes nothing;
// a row whose contact or deal cannot be found is rejected and changes nothing.
[[nodiscard]] Result<RowOutcome> apply_row(Desk& desk,
                                           const connect::ImportedRow& row,
                                           const ImportContext& context);

}  // namespace baton::engine
