#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A slow, literal second reading of the agreement's meaning, written from the language's
/// description alone. It shares no code with the engine and is only there to disagree with it: at
/// every candidate instant it derives everything afresh from the events visible then.
namespace oracle {

struct Options {
    bool chain = false;
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> known_at;
    bool identity_now = false;
    bool placements = false;
    bool explain = false;
};

/// The text of `baton backtest --journeys --json`: one compact object a line, each line ended.
/// `agreements` are (name as given, YAML text). Throws std::runtime_error on input it cannot read.
std::string journeys(const std::vector<std::pair<std::string, std::string>>& agreements,
                     const std::string& ledger_lines,
                     const Options& options);

}  // namespace oracle
