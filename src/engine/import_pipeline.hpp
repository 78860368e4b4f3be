#pragma once

#include "base/result.hpp"
#include "connect/import_stages.hpp"
#include "engine/workspace.hpp"

namespace baton::engine {

// The deal stages that files use become a pipeline, when the workspace has none of its own.
Done record_pipeline(Workspace& workspace,
                     const connect::StageOrder& stages,
                     const Because& because);

}  // namespace baton::engine
