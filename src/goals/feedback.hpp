#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "ledger/event.hpp"

// What sales said of the leads it was given, by whatever they have in common.
namespace baton::goals {

// One handoff that sales answered. A handoff may have several keys: the clauses it met.
struct Judged {
    std::vector<std::string> keys;                               // each once
    ledger::HandoffStep answer = ledger::HandoffStep::accepted;  // accepted, rejected, recycled
    std::string reason = {};                                     // of what was sent back
    std::string praise = {};                                     // its reason; empty: none
};

struct FeedbackCounts {
    std::int64_t answered = 0;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::int64_t recycled = 0;
    std::int64_t praised = 0;
    std::map<std::string, std::int64_t> reasons = {};  // of what was sent back; they add up to it
    std::map<std::string, std::int64_t> praises = {};
    bool operator==(const FeedbackCounts&) const = default;
};

struct FeedbackRow {
    std::string key;
    FeedbackCounts with;     // of the handoffs that have the key
    FeedbackCounts without;  // of the others
    bool operator==(const FeedbackRow&) const = default;
};

[[nodiscard]] FeedbackCounts count_all(std::span<const Judged> judged);

// In order of key.
[[nodiscard]] std::vector<FeedbackRow> rows_by_key(std::span<const Judged> judged);

// Both sides of a comparison need as many answers to say anything.
inline constexpr std::int64_t answers_for_a_rate = 20;

// What produces rejects first: the accept rate with the key most below that without it. Rows that
// have too few answers, with or without, come last.
void rank_by_rejects(std::vector<FeedbackRow>& rows);

}  // namespace baton::goals
