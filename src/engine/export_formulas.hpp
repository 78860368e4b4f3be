#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/formula_properties.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// What formulas come to on a day, as columns of an export behind the properties. Archived ones and
// those whose name a column has are left out.
class FormulaColumns {
public:
    FormulaColumns(const Workspace::View& view,
                   std::string_view record,
                   Instant today,
                   std::vector<std::string>& header);

    void append(const ledger::Tracks& own, const ledger::Company* company, std::vector<Value>& row);

private:
    Formulas formulas_;
    std::vector<std::size_t> columns_;
};

}  // namespace baton::engine
