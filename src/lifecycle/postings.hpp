#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/program.hpp"

namespace baton::lifecycle {

// A touch that a window matches, by its index among the contact's touches.
struct Match {
    Instant at;
    std::uint32_t touch = 0;
};

// Which touches of each contact a filter matches, remembered from one reading to the next, so that
// another threshold, window or clause costs the contacts and the hits and not the touches. A
// filter is what `where` and the kinds say, whoever asks and within whatever time; contacts whose
// touches changed since are read again. Of one timeline. Memory: 16 bytes a hit and 16 a contact
// for each filter; over bytes_max all is forgotten.
class Postings {
public:
    static constexpr std::size_t bytes_max = 512U << 20U;
    static constexpr std::uint32_t unknown = 0xFFFFFFFF;

    // The hits of one filter, by slot.
    class Filter {
    public:
        // How many hits there are; nothing when that is not known as of the contact's last change.
        [[nodiscard]] std::optional<std::uint32_t> count(ledger::Slot slot,
                                                         const ledger::Brief& brief) const {
            if (slot >= of_.size()) return std::nullopt;
            const auto& known = of_[slot];
            if (known.read_by == 0 || known.read_by < brief.touched_by) return std::nullopt;
            return known.count;
        }

        // The same, or `unknown`: for those who ask many.
        [[nodiscard]] std::uint32_t count_or_unknown(ledger::Slot slot,
                                                     const ledger::Brief& brief) const {
            if (slot >= of_.size()) return unknown;
            const auto& known = of_[slot];
            return known.read_by == 0 || known.read_by < brief.touched_by ? unknown : known.count;
        }

        // Nothing when they are not known as of the contact's last change.
        [[nodiscard]] std::optional<std::span<const Match>> find(ledger::Slot slot,
                                                                 const ledger::Brief& brief) const {
            if (slot >= of_.size()) return std::nullopt;
            const auto& known = of_[slot];
            if (known.read_by == 0 || known.read_by < brief.touched_by) return std::nullopt;
            return std::span<const Match>(known.matches.get(), known.count);
        }

    private:
        friend class Postings;

        struct Known {
            std::uint32_t read_by = 0;  // the timeline's last order then; 0: not read yet
            std::uint32_t count = 0;
            std::unique_ptr<Match[]> matches = {};  // NOLINT(*-avoid-c-arrays): never grows
        };

        std::vector<Known> of_;
    };

    explicit Postings(const ledger::Timeline& timeline) : timeline_(timeline) {}

    // Makes room for the windows of a program. Nobody may read meanwhile.
    void prepare(const Program& program);

    // When the timeline was read anew. Nobody may read meanwhile.
    void forget();

    // Null for a window that was not prepared. The filter stays while nothing is prepared.
    [[nodiscard]] Filter* find(const Program& program, const Window& window);

    // Each contact by one thread at a time.
    void keep(Filter& filter, ledger::Slot slot, std::span<const Match> matches);

private:
    static std::string key_of(const Program& program, const Window& window);

    const ledger::Timeline& timeline_;
    std::map<std::string, Filter> filters_;
    std::atomic<std::size_t> bytes_ = 0;
};

}  // namespace baton::lifecycle
