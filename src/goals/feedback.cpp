#include "goals/feedback.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "ledger/event.hpp"

namespace baton::goals {

namespace {

void add(FeedbackCounts& counts, const Judged& judged) {
    ++counts.answered;
    switch (judged.answer) {
        case ledger::HandoffStep::rejected: ++counts.rejected; break;
        case ledger::HandoffStep::recycled: ++counts.recycled; break;
        case ledger::HandoffStep::accepted:
        case ledger::HandoffStep::offered:
        case ledger::HandoffStep::expired:
        case ledger::HandoffStep::converted:
        case ledger::HandoffStep::withdrawn:
        case ledger::HandoffStep::disqualified:
        case ledger::HandoffStep::reassigned: ++counts.accepted; break;
    }
    const bool sent_back = judged.answer == ledger::HandoffStep::rejected ||
                           judged.answer == ledger::HandoffStep::recycled;
    if (sent_back) {
        ++counts.reasons[judged.reason];
    }
    if (!judged.praise.empty()) {
        ++counts.praised;
        ++counts.praises[judged.praise];
    }
}

void take_away(std::map<std::string, std::int64_t>& from,
               const std::map<std::string, std::int64_t>& counts) {
    for (const auto& [key, count] : counts) {
        from[key] -= count;
    }
    std::erase_if(from, [](const auto& each) { return each.second == 0; });
}

FeedbackCounts others(const FeedbackCounts& all, const FeedbackCounts& these) {
    FeedbackCounts rest = all;
    rest.answered -= these.answered;
    rest.accepted -= these.accepted;
    rest.rejected -= these.rejected;
    rest.recycled -= these.recycled;
    rest.praised -= these.praised;
    take_away(rest.reasons, these.reasons);
    take_away(rest.praises, these.praises);
    return rest;
}

bool says_something(const FeedbackRow& row) {
    return row.with.answered >= answers_for_a_rate && row.without.answered >= answers_for_a_rate;
}

double accept_rate(const FeedbackCounts& counts) {
    return counts.answered == 0
               ? 0
               : static_cast<double>(counts.accepted) / static_cast<double>(counts.answered);
}

}  // namespace

FeedbackCounts count_all(std::span<const Judged> judged) {
    FeedbackCounts all;
    for (const Judged& each : judged) {
        add(all, each);
    }
    return all;
}

std::vector<FeedbackRow> rows_by_key(std::span<const Judged> judged) {
    std::map<std::string, FeedbackCounts> by_key;
    for (const Judged& each : judged) {
        for (const std::string& key : each.keys) {
            add(by_key[key], each);
        }
    }
    const FeedbackCounts all = count_all(judged);
    std::vector<FeedbackRow> rows;
    for (const auto& [key, counts] : by_key) {
        rows.push_back({.key = key, .with = counts, .without = others(all, counts)});
    }
    return rows;
}

void rank_by_rejects(std::vector<FeedbackRow>& rows) {
    std::ranges::stable_sort(rows, {}, [](const FeedbackRow& row) {
        const double gap = accept_rate(row.with) - accept_rate(row.without);
        return std::tuple(!says_something(row), gap, row.key);
    });
}

}  // namespace baton::goals
