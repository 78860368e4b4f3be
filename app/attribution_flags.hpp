#pragma once

#include <CLI/CLI.hpp>

#include "engine/attribution_question.hpp"
#include "engine/funnel_question.hpp"

namespace baton::app {

// What can be said of a question about credit, and of a funnel.
void add_flags(CLI::App& sub, engine::AttributionWords& words);
void add_flags(CLI::App& sub, engine::FunnelWords& words);

}  // namespace baton::app
