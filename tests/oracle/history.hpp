#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/contract.hpp"
#include "oracle/evaluate.hpp"
#include "oracle/ledger.hpp"
#include "oracle/value.hpp"

namespace oracle {

// g++ asks for initialisers of members that designated initialisers leave out.

struct ReachedStage {
    std::string stage;
    Instant at = 0;
    std::string how;  ///< entered, passed or placed
    std::optional<Verdict> verdict = {};
};

struct Journey {
    Instant began = 0;
    std::optional<Instant> ended = {};
    std::string end = {};
    std::optional<std::string> reason = {};
    std::vector<ReachedStage> stages = {};
};

struct Disqualification {
    Instant at = 0;
    std::vector<std::string> reasons;
};

struct History {
    std::vector<Journey> journeys;
    std::vector<Disqualification> disqualified;
};

struct Reading {
    bool chain = false;  ///< each contract from its effective day; else the only one, always
    bool identity_now = false;
    bool placements = false;
    Instant end = 0;
};

History history_of(const std::string& contact,
                   const std::vector<Contract>& contracts,
                   const Ledger& ledger,
                   const Reading& reading);

}  // namespace oracle
