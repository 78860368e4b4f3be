#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/timeline.hpp"

namespace baton::engine {

// Whether a word may begin after the letter.
[[nodiscard]] bool is_word_break(char letter);

// In lower case, as far as ASCII goes.
[[nodiscard]] char lower_letter(char letter);
[[nodiscard]] std::string folded_name(std::string_view name);

// What every contact is called (first name, last name, e-mail), in lower case and close together,
// so that a search reads a few megabytes instead of every contact. It says who may be meant; who is
// meant the timeline says. Changed by the writer alone.
class ContactNames {
public:
    // Takes in what the contact in this slot is called by now.
    void update(const ledger::Timeline& timeline, ledger::Slot slot);

    // Calls `visit(slot)` for contacts with slots from `first` to `last` until it returns false,
    // downwards when `first` is the higher one: for all of which a name has a word that begins with
    // `word`, and for few others.
    template <typename Visit>
    void each(std::string_view word, ledger::Slot first, ledger::Slot last, Visit visit) const {
        const std::string sought = folded_name(word);
        const bool rises = first <= last;
        for (std::size_t block = first / block_slots;;) {
            std::vector<ledger::Slot> found = found_in(block, sought);
            if (!rises) {
                std::ranges::reverse(found);
            }
            for (const ledger::Slot slot : found) {
                const bool is_before = rises ? slot < first : slot > first;
                const bool is_after = rises ? slot > last : slot < last;
                if (!is_before && (is_after || !visit(slot))) {
                    return;
                }
            }
            if (block == last / block_slots) {
                return;
            }
            block = rises ? block + 1 : block - 1;
        }
    }

private:
    static constexpr std::size_t block_slots = 256;

    // The names of contacts in neighbouring slots, one after another.
    struct Block {
        std::string text;
        std::array<std::uint32_t, block_slots> ends{};  // of each contact in `text`
    };

    [[nodiscard]] std::vector<ledger::Slot> found_in(std::size_t block,
                                                     std::string_view sought) const;

    std::vector<Block> blocks_;
};

}  // namespace baton::engine
