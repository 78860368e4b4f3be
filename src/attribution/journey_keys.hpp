#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "attribution/path.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"

namespace baton::attribution {

// Whom credit goes to. user: who logged the touch, else who owned the contact when it happened.
enum class By : std::uint8_t { channel, campaign, asset, user };

// The key of touches that name no channel, campaign, asset or user.
inline constexpr std::string_view no_key_text = "(none)";

// The keys of touches, numbered in order of their first appearance, and which touches count: those
// that were the buyer's doing (rule 14: coming in, no scanner, no prefetch). What is to be known of
// a touch is looked at once for each of its codes. The timeline must not change meanwhile.
class JourneyKeys {
public:
    JourneyKeys(const ledger::Timeline& timeline, By by);

    [[nodiscard]] bool counts(ledger::ShapeCode shape) const;
    [[nodiscard]] Key key_of(const ledger::Contact& contact, const ledger::Touch& touch);

    // Visits place and key of each that counts of the touches [begin, end).
    template <typename Visit>
    void each(const ledger::Contact& contact,
              const ledger::Touches::Packed& touches,
              std::size_t begin,
              std::size_t end,
              Visit visit) {
        const auto* column =
            column_ ? &touches.columns[static_cast<std::size_t>(*column_)] : nullptr;
        const std::span<const std::uint8_t> way_counts = way_counts_;
        std::span<const Key> keys = key_of_code_;
        for (std::size_t place = begin; place < end; ++place) {
            const auto way = static_cast<std::size_t>(touches.ways[place]);
            const bool counted = way < way_counts.size() ? way_counts.data()[way] == 1
                                                         : counts(touches.shape(place));
            if (!counted) continue;
            const auto code =
                column == nullptr ? unknown_code : static_cast<std::size_t>((*column)[place]);
            Key key = code < keys.size() ? keys.data()[code] : not_looked_up;
            if (key == not_looked_up) {
                key = key_of(contact, touches.touch(place));
                keys = key_of_code_;
            }
            visit(place, key);
        }
    }

    // The last that counts of the first `end` touches.
    [[nodiscard]] std::optional<std::size_t> last_of(const ledger::Touches::Packed& touches,
                                                     std::size_t end) const;

    // The key of a text that another may have met before.
    Key add(std::string_view text) { return texts_.add(text); }

    [[nodiscard]] std::size_t size() const { return texts_.size(); }

    [[nodiscard]] const std::string& operator[](Key key) const { return texts_[key]; }

private:
    static constexpr Key not_looked_up = 0xFFFFFFFF;
    static constexpr std::size_t unknown_code = ~std::size_t{0};

    [[nodiscard]] std::optional<std::size_t> code_of(ledger::ShapeCode shape) const;
    [[nodiscard]] Key key_of(ledger::ShapeCode shape);
    [[nodiscard]] Key key_of_shape(const ledger::Shape& shape);
    [[nodiscard]] Key key_of_owner(const ledger::Contact& contact, Instant at);

    const ledger::Timeline* timeline_;
    By by_;
    std::string field_;
    ledger::Texts texts_;
    std::optional<ledger::Column> column_;  // that the field is in; none: among the others
    std::vector<Key> key_of_code_;          // by the field's code
    std::vector<std::uint8_t> way_counts_;  // by way
    ledger::Code owner_ = ledger::no_code;  // the name of the property
    std::unordered_map<ledger::Code, Key> key_of_owner_;  // by value
};

}  // namespace baton::attribution
