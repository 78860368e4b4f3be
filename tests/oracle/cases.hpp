#pragma once

#include <string>
#include <utility>
#include <vector>

#include "oracle/oracle.hpp"

namespace oracle {

// g++ asks for initialisers of members that designated initialisers leave out.

/// One file of tests/oracle/cases: what is asked and the exact answer, worked out by hand.
struct Case {
    std::string file;
    std::string name = {};
    std::string why = {};
    std::vector<std::pair<std::string, std::string>> agreements = {};
    Options options = {};
    std::string ledger = {};
    std::string expect = {};
};

/// Sections: "# name:", "# why:", "--- agreement [NAME]" (once or more), "--- options" (lines "key:
/// value" of chain, from, to, identity, known-at, placements, explain), "--- ledger", "--- expect".
/// Throws std::runtime_error on a section or option it does not know.
Case parse_case(const std::string& file, const std::string& text);

/// All files *.txt of a folder, by name.
std::vector<Case> load_cases(const std::string& folder);

}  // namespace oracle
