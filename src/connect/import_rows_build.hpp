#pragma once

#include "base/result.hpp"
#include "connect/import_cells.hpp"
#include "connect/import_rows.hpp"

namespace baton::connect {

// The record a row describes. A failure is the reason to reject the row; its problem names the
// column.
[[nodiscard]] Result<ImportedRow> build_row(const Cells& cells, const RowContext& context);

}  // namespace baton::connect
