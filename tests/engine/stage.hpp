#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/running.hpp"
#include "engine/story.hpp"
#include "ledger/event.hpp"

namespace baton::engine::testing {

// Where a story is played: the workspace, and what the story has names for.
struct Stage {
    Running running;
    std::filesystem::path folder;
    std::map<std::string, CompanyId> companies = {};
    std::map<std::string, DealId> deals = {};
    std::map<std::string, std::vector<ledger::Position>> remembered = {};
    std::vector<ledger::Position> last = {};
    std::string head_before = {};
};

// What people do. Fails as the command does; not_found for a line nobody understands.
[[nodiscard]] Result<Receipt> act(Stage& stage, const Step& step);

// What is to be seen. Empty when it is as the line says, else what is there instead.
[[nodiscard]] std::string unmet(Stage& stage, const Step& step);

// The givens of a line as properties or fields, without those that say how to do it.
[[nodiscard]] ledger::Properties properties_of(const Step& step);

}  // namespace baton::engine::testing
