#include "engine/slices.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace baton::engine {

Done read_in_slices(const Workspace& workspace,
                    const BeginReading& begin,
                    const ReadSlice& read,
                    const backtest::Progress& progress,
                    std::size_t contacts_at_a_time) {
    std::optional<std::uint64_t> reading;
    std::size_t done = 0;
    std::size_t total = 0;
    do {
        workspace.read([&](const Workspace::View& view) {
            if (reading != view.readings) {
                reading = view.readings;
                done = 0;
                total = view.timeline.contacts().size();
                begin(view);
            }
            const std::size_t to = std::min(done + contacts_at_a_time, total);
            read(static_cast<ledger::Slot>(done), static_cast<ledger::Slot>(to));
            done = to;
        });
        if (!progress(done, total)) {
            return backtest::stopped();
        }
    } while (done < total);
    return {};
}

}  // namespace baton::engine
