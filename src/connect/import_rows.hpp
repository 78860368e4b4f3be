#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/csv_reader.hpp"
#include "connect/import_findings.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_stages.hpp"
#include "ledger/event.hpp"

namespace baton::connect {

// What one row says, typed, with references still as written (external id, e-mail or name): whoever
// records it looks them up. Empty text is "not given". `properties` holds what is known beyond the
// named members, under standard names first (first_name, industry …), then custom ones.
// A date of a row that becomes a fact of that date (import_happenings.hpp).
struct ImportedHappening {
    Field sort = Field::stage_entered;
    std::string what = {};
    Instant at = {};
    std::string asset = {};   // what a touch was about
    std::string header = {};  // whose date it is
};

struct ImportedContact {
    std::string id = {};
    std::string email = {};
    std::string company = {};
    std::optional<Instant> created_at = {};
    std::vector<ImportedHappening> happenings = {};  // by date
    bool deleted = false;
    std::vector<std::string> merged_ids = {};  // whom it was merged with there
    ledger::Properties properties = {};
};

struct ImportedCompany {
    std::string id = {};  // the name, where the file has no id
    std::string name = {};
    std::string parent = {};
    std::optional<Instant> created_at = {};
    bool deleted = false;
    ledger::Properties properties = {};  // name included
};

struct ImportedDeal {
    std::string id = {};
    std::vector<std::string> contacts = {};
    std::string company = {};
    ledger::DealStatus status = ledger::DealStatus::open;
    std::optional<Instant> created_at = {};
    std::optional<Instant> closed_at = {};           // of won and lost deals only
    std::vector<ImportedHappening> happenings = {};  // stages it entered, by date
    bool deleted = false;
    ledger::Properties properties =
        {};  // name, owner, product, pipeline, stage, amount, lost_reason …
};

struct ImportedTouch {  // activities too
    std::string contact = {};
    std::string visitor = {};
    std::string by = {};  // who did it, for an activity
    Instant at = {};
    std::string kind = {};
    std::string message_id = {};
    ledger::Direction direction = ledger::Direction::in;
    ledger::Fields fields = {};
};

struct ImportedProduct {
    std::string name = {};
    std::optional<Money> price = {};
    ledger::Properties properties = {};
};

struct ImportedUser {
    std::string name = {};
    std::string email = {};
    std::string role = {};
    std::string team = {};
    std::string manager = {};
    ledger::Properties properties = {};
};

struct ImportedCost {
    std::string campaign = {};
    Date on = {};
    Money amount = {};
    ledger::Properties properties = {};
};

struct ImportedHandoff {
    std::string contact = {};
    Instant at = {};
    std::string to = {};
    std::optional<ledger::HandoffStep> outcome = {};
    std::optional<Instant> outcome_at = {};
    std::string reason = {};
};

using ImportedRow = std::variant<ImportedContact,
                                 ImportedCompany,
                                 ImportedDeal,
                                 ImportedTouch,
                                 ImportedProduct,
                                 ImportedUser,
                                 ImportedCost,
                                 ImportedHandoff>;

// create: the file's first row of its key (the record may exist already: whoever records it knows).
// update: the key stood in an earlier row. skip: no cell has a value.
enum class Verdict : std::uint8_t { create, update, skip, reject };

[[nodiscard]] std::string_view name(Verdict verdict);

struct RowVerdict {
    std::uint64_t row = 0;   // counted from 1 behind the header
    std::uint64_t line = 0;  // in the file
    Verdict verdict = Verdict::create;
    std::string reason = {};               // of a reject or a value left out, for people
    std::string column = {};               // its header
    std::optional<ImportedRow> what = {};  // of create and update
};

// What reading rows needs to know and to tell.
struct RowContext {
    const ImportPlan& plan;
    Currency currency;
    TimeZone zone = TimeZone::utc();
    std::string digest;  // of the file: names its rows where they have no id
    References& references;
    Findings& findings;
    StageOrder& stages;
};

// The rows of one file, in order, each with its verdict. Every row of the file is given exactly
// once. References are added as products, users and companies are read, and checked as deals are.
class ImportRows {
public:
    // REQUIRES: `file` is freshly opened, the one the plan was made from; `context` outlives this.
    ImportRows(CsvFile file, const RowContext& context);

    // The next row, or nullopt at the end.
    [[nodiscard]] Result<std::optional<RowVerdict>> next();

private:
    void report_flaws(const CsvRow& row);
    void report_width(const CsvRow& row);
    [[nodiscard]] bool repeats(const ImportedRow& what);

    CsvFile file_;
    const RowContext& context_;
    CsvReader reader_;
    bool header_read_ = false;
    std::uint64_t row_ = 0;
    std::unordered_set<std::uint64_t> keys_;
};

}  // namespace baton::connect
