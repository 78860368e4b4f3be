#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "backtest/backtest.hpp"
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

constexpr std::size_t contacts_at_a_time = 1'024;

// Contacts in shares, handed out to whoever is free. What was found is kept by share, so that it
// can be put together in order.
class Shares {
public:
    Shares(const ledger::Timeline& timeline, const Question& question, Postings* postings)
        : timeline_(timeline),
          question_(question),
          postings_(postings),
          ground_(ground_of(question, timeline)),
          total_(timeline.contacts().size()),
          found_((total_ + contacts_at_a_time - 1) / contacts_at_a_time) {}

    void read() {
        read([](std::size_t /*done*/, std::size_t /*total*/) { return true; });
    }

    void read(const Progress& progress) {
        LifeReader reader(question_, timeline_, ground_);
        if (postings_ != nullptr) {
            reader.remember_in(*postings_);
        }
        for (auto share = next_++; share < found_.size() && !stops_; share = next_++) {
            const auto from = share * contacts_at_a_time;
            const auto to = std::min(from + contacts_at_a_time, total_);
            reader.read(
                static_cast<ledger::Slot>(from), static_cast<ledger::Slot>(to), found_[share]);
            const auto so_far = done_.fetch_add(to - from) + to - from;
            if (!progress(so_far, total_)) stops_ = true;
        }
    }

    [[nodiscard]] bool stopped() const { return stops_; }

    [[nodiscard]] std::vector<Findings>& found() { return found_; }

    [[nodiscard]] const Ground& ground() const { return *ground_; }

private:
    const ledger::Timeline& timeline_;
    const Question& question_;
    Postings* postings_;
    std::shared_ptr<const Ground> ground_;
    std::size_t total_;
    std::vector<Findings> found_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<bool> stops_ = false;
};

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
    Shares shares(timeline, question, postings);
    {
        std::vector<std::jthread> others;
        for (unsigned thread = 1; thread < threads; ++thread) {
            others.emplace_back([&shares] { shares.read(); });
        }
        shares.read(progress);
    }
    if (shares.stopped()) {
        return stopped();
    }
    Findings findings{.cycles = shares.ground().cycles};
    for (Findings& each : shares.found()) {
        move_to_end(each.lives, findings.lives);
        move_to_end(each.winners, findings.winners);
        findings.bystanders.add(each.bystanders);
    }
    return findings;
}

}  // namespace baton::backtest
