#pragma once

#include "base/instant.hpp"
#include "engine/workspace.hpp"
#include "goals/sign_facts.hpp"

namespace baton::engine {

// What signs read, gathered from memory: linear in contacts, and in the touches of those who were
// handed off or have a deal. What the clauses of the agreement said is asked again for the answers
// of the last half-year before `now` alone.
[[nodiscard]] goals::SignFacts read_sign_facts(const Workspace::View& view, Instant now);

}  // namespace baton::engine
