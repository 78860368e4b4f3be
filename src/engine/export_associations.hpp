#pragma once

#include "engine/export.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// Who belongs together and in which role: contacts, companies and deals by external id, two a row.
[[nodiscard]] ExportTable association_table(const Workspace::View& view);

}  // namespace baton::engine
