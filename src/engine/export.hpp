#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/value.hpp"
#include "engine/workspace.hpp"

// Everything a workspace holds, on its way out.
namespace baton::engine {

// A table of what people know: header first, then rows of the same width.
struct ExportTable {
    std::vector<std::string> header;
    std::vector<std::vector<Value>> rows;
};

// What can be exported, the ledger included.
[[nodiscard]] std::vector<std::string> export_kinds();

// Any of them but the ledger, formulas as they come to on the day it is; invalid for another kind.
[[nodiscard]] Result<ExportTable> export_table(Workspace& workspace, std::string_view kind);

// The whole ledger as JSON lines, in ledger order, numbered afresh. `write` gets it in parts. Read
// into an empty workspace it tells the same histories, and is written again as the same text.
[[nodiscard]] Done export_ledger(Workspace& workspace,
                                 const std::function<void(std::string_view)>& write);

}  // namespace baton::engine
