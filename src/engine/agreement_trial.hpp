#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "agreement/ast.hpp"
#include "base/instant.hpp"
#include "engine/workspace.hpp"

// What a text would do, tried on what the ledger knows, before anybody signs it.
namespace baton::engine {

struct ExampleResult {
    std::string contact = {};
    std::string stage = {};
    bool expected = false;
    bool held = false;  // false for somebody who is not known, too
};

BOOST_DESCRIBE_STRUCT(ExampleResult, (), (contact, stage, expected, held))

// The agreement's own examples: whether those people ever reach the stage under it.
[[nodiscard]] std::vector<ExampleResult> try_examples(
    const Workspace::View& view,
    const std::shared_ptr<const agreement::Agreement>& agreement,
    Instant now);

struct StageEffect {
    std::string stage = {};
    std::size_t now = 0;
    std::size_t then = 0;
};

BOOST_DESCRIBE_STRUCT(StageEffect, (), (stage, now, then))

struct AgreementEffect {
    std::size_t entering_at_once = 0;
    std::vector<StageEffect> by_stage = {};
};

BOOST_DESCRIBE_STRUCT(AgreementEffect, (), (entering_at_once, by_stage))

// Everybody's current stage now, and if the text took effect at this instant; `entering_at_once`
// reach a stage by that alone. Reads every contact from the beginning, some at a time, so that
// writing goes on.
[[nodiscard]] AgreementEffect try_effect(
    const Workspace& workspace,
    const std::shared_ptr<const agreement::Agreement>& agreement,
    Instant now);

}  // namespace baton::engine
