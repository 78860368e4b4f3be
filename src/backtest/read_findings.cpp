#include <algorithm>
#include <cstddef>
#include <expected>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

#include "backtest/backtest.hpp"
#include "backtest/hand_out.hpp"
#include "backtest/life.hpp"
#include "backtest/question.hpp"
#include "base/result.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"

namespace baton::backtest {

using lifecycle::Postings;

namespace {

template <typename Item>
void move_to_end(std::vector<Item>& from, std::vector<Item>& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void prepare(const Question& question, Postings& postings) {
    for (const Draft& draft : question.drafts) {
        const auto chain = chain_of(question, draft);
        for (std::size_t version = 0; version < chain->size(); ++version) {
            postings.prepare(chain->program(version));
        }
    }
}

std::unexpected<Error> stopped() {
    return fail(Failure::refused, "the backtest was stopped");
}

Result<Findings> read_findings(const ledger::Timeline& timeline,
                               const Question& question,
                               unsigned threads,
                               const Progress& progress,
                               Postings* postings) {
    // Drafts mostly ask the same filters within other times and thresholds.
    std::optional<Postings> own;
    if (postings == nullptr && question.drafts.size() > 1) {
        postings = &own.emplace(timeline);
    }
    if (postings != nullptr) {
        prepare(question, *postings);
    }
    const auto ground = ground_of(question, timeline);
    const std::size_t contacts = timeline.contacts().size();
    // By share, so that they can be put together in order.
    std::vector<Findings> found((contacts + share_contacts - 1) / share_contacts);
    std::vector<ShareReader> readers;
    for (unsigned thread = 0; thread < std::max(threads, 1U); ++thread) {
        auto reader = std::make_shared<LifeReader>(question, timeline, ground);
        if (postings != nullptr) {
            reader->remember_in(*postings);
        }
        readers.emplace_back([reader, &found](ledger::Slot from, ledger::Slot to) {
            reader->read(from, to, found[from / share_contacts]);
        });
    }
    if (!hand_out(contacts, readers, progress)) {
        return stopped();
    }
    Findings findings{.cycles = ground->cycles};
    for (Findings& each : found) {
        move_to_end(each.lives, findings.lives);
        move_to_end(each.winners, findings.winners);
        findings.bystanders.add(each.bystanders);
    }
    return findings;
}

}  // namespace baton::backtest
