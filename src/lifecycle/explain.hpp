#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace baton::lifecycle {

// Why a criterion held, or did not: the tree of its clauses at one instant, definitions expanded,
// nothing short-circuited; `and`/`or` of three or more are one flat node, parentheses leave none.
struct Explanation {
    std::string op;  // and or not true false any none reached known handoff deal = != < <= > >= in
                     // "not in" between contains "starts with" "ends with" matches
    std::string text;  // the clause as the language writes it
    bool held = false;
    std::vector<Explanation> of = {};
    bool compares = false;                     // only then do value and need say anything
    std::optional<std::string> value = {};     // the left side; none when it is unknown
    std::optional<std::string> need = {};      // the right side; none when it is unknown, or a list
    std::vector<std::string> needs = {};       // of in and between: the members, the two ends
    std::vector<std::uint64_t> evidence = {};  // orders of events, in event order
    bool operator==(const Explanation&) const = default;
};

}  // namespace baton::lifecycle
