#include "backtest/hand_out.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include "backtest/backtest.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::backtest {

namespace {

class Shares {
public:
    explicit Shares(std::size_t contacts) : contacts_(contacts) {}

    void read(const ShareReader& reader, const Progress& progress) {
        for (auto from = next_.fetch_add(share_contacts); from < contacts_ && !stops_;
             from = next_.fetch_add(share_contacts)) {
            const auto to = std::min(from + share_contacts, contacts_);
            reader(static_cast<ledger::Slot>(from), static_cast<ledger::Slot>(to));
            const auto so_far = done_.fetch_add(to - from) + to - from;
            if (!progress(so_far, contacts_)) stops_ = true;
        }
    }

    [[nodiscard]] bool stopped() const { return stops_; }

private:
    std::size_t contacts_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<bool> stops_ = false;
};

bool go_on(std::size_t /*done*/, std::size_t /*total*/) {
    return true;
}

}  // namespace

bool hand_out(std::size_t contacts,
              const std::vector<ShareReader>& readers,
              const Progress& progress) {
    Shares shares(contacts);
    {
        std::vector<std::jthread> others;
        for (std::size_t thread = 1; thread < readers.size(); ++thread) {
            others.emplace_back(
                [&shares, &reader = readers[thread]] { shares.read(reader, go_on); });
        }
        shares.read(readers.front(), progress);
    }
    return !shares.stopped();
}

}  // namespace baton::backtest
