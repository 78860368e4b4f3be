#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "connect/csv_reader.hpp"
#include "connect/import_mapping.hpp"
#include "connect/import_rows.hpp"
#include "ledger/event.hpp"

namespace baton::connect {

// A cell that is not of its column's type.
struct Misfit {
    std::string column;  // its header
    std::string reason;  // in a sentence for people
};

// One row under its column plans. What cannot be read is reported as a finding and is then unknown.
class Cells {
public:
    Cells(const CsvRow& row, std::uint64_t row_number, const RowContext& context);

    [[nodiscard]] bool blank() const { return blank_; }

    [[nodiscard]] std::string text(Field field) const;

    [[nodiscard]] bool given(Field field) const { return !view(field).empty(); }

    [[nodiscard]] bool mapped(Field field) const { return column(field) != nullptr; }

    [[nodiscard]] std::string header(Field field) const;

    [[nodiscard]] std::optional<Instant> instant(Field field) const;
    [[nodiscard]] std::optional<Date> day(Field field) const;
    [[nodiscard]] std::optional<Money> money(Field field) const;

    // Whether it says yes.
    [[nodiscard]] bool flag(Field field) const;

    // The first cell so far that could not be read.
    [[nodiscard]] const std::optional<Misfit>& misfit() const { return misfit_; }

    // Where a value has to be: the failure names the column and what is wrong.
    [[nodiscard]] Result<Instant> needed_instant(Field field) const;

    // Appends the field under its own name, typed, when it is given and can be read.
    void put(Field field, ledger::Properties& into) const;
    void put_custom(ledger::Properties& into) const;

    // The dates of the row that become facts of their own, by date.
    [[nodiscard]] std::vector<ImportedHappening> happenings() const;

    // "<digest of the file>:<row>": the same row of the same file, and no other.
    [[nodiscard]] std::string row_key() const;

private:
    [[nodiscard]] std::string_view view(Field field) const;
    [[nodiscard]] const ColumnPlan* column(Field field) const;
    [[nodiscard]] Value value(std::string_view cell, const ColumnPlan& column) const;
    [[nodiscard]] Value read(std::string_view cell, const ColumnPlan& column) const;
    [[nodiscard]] Currency currency_for(std::string_view cell) const;
    [[nodiscard]] std::optional<Money> read_money(std::string_view cell,
                                                  const ColumnPlan& column) const;
    [[nodiscard]] std::string_view under(std::string_view header) const;
    void put_overflow(ledger::Properties& into) const;

    const CsvRow& row_;
    std::uint64_t row_number_;
    const RowContext& context_;
    std::array<std::int32_t, field_count> column_by_field_{};  // 0 is none, n is column n - 1
    bool blank_ = true;
    mutable std::optional<Misfit> misfit_;  // a finding, noted while reading
};

}  // namespace baton::connect
