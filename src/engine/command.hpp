#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/desk.hpp"
#include "ledger/event.hpp"

namespace baton::engine {

// What a command answers: what it made, and the positions a void would need to undo it.
struct Receipt {
    std::string id = {};  // of what was created; empty otherwise
    std::vector<ledger::Position> recorded =
        {};                  // in the order of recording, consequences left out
    std::int64_t count = 0;  // for bulk commands: how many rows changed something
};

// A command looks, decides and records; see Desk for what it may do. Its answer is given when what
// it recorded is durable.
using Command = std::move_only_function<Result<Receipt>(Desk& desk)>;
using Answered = std::move_only_function<void(Result<Receipt>)>;

// Interactive commands go before bulk ones, so that a rep's save never waits behind an import.
enum class Urgency : std::uint8_t { interactive, bulk };

}  // namespace baton::engine
