#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/path.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"

// The paths that lie in the ledger. Nothing else of this room reads touches.
namespace baton::attribution {

// Whom credit goes to. user: who logged the touch, else who owned the contact when it happened.
enum class By : std::uint8_t { channel, campaign, asset, user };

[[nodiscard]] std::string_view name(By by);
[[nodiscard]] std::optional<By> find_by(std::string_view name);

// The key of touches that name no channel, campaign, asset or user.
inline constexpr std::string_view no_key_text = "(none)";

// Something that ended a path: a deal won or created, or what did not lead to one.
struct Ending {
    Instant at;
    Instant created_at = Instant::latest();   // of the deal
    std::vector<ledger::Slot> contacts = {};  // whose touches led there; no repeats
    std::vector<Instant> qualified_at = {};   // when they entered handoff.at, rising
};

struct Look {
    By by = By::channel;
    std::int64_t lookback_micros = 90 * day_micros;
    Instant as_of = Instant::latest();  // visitors and merges as known by then
};

// Which touch of the ledger a place of a path is.
struct TouchPlace {
    ledger::Slot contact = ledger::no_slot;
    std::uint64_t order = 0;
    ledger::ShapeCode shape = {};
};

struct Journeys {
    std::vector<std::string> keys = {};  // texts of the keys, by number
    Paths converting = {};
    Paths others = {};
    std::vector<TouchPlace> touches = {};  // of the converting paths, parallel to their touches
};

// Reads paths. What counts of a touch is looked at once for each of its codes. A touch counts when
// it was the buyer's doing (rule 14: coming in, no scanner, no prefetch) and its ending lies within
// the look-back behind it (rule 11: at ≤ end < at ⊕ look-back). The timeline must not change
// meanwhile.
class JourneyReader {
public:
    JourneyReader(const ledger::Timeline& timeline, const Look& look);

    // A path of its own for each, empty when no touch counts.
    void add_converting(const Ending& ending);
    // Left out when no touch counts.
    void add_other(const Ending& ending);

    // The last touch of a contact that counts, by `as_of`.
    [[nodiscard]] std::optional<Instant> last_touch(ledger::Slot contact);

    [[nodiscard]] Journeys take() &&;

private:
    struct Found {
        std::int64_t at = 0;
        TouchPlace place;
        Key key = 0;
    };

    [[nodiscard]] bool counts(ledger::ShapeCode shape);
    [[nodiscard]] std::optional<std::size_t> code_of(ledger::ShapeCode shape) const;
    [[nodiscard]] Key key_of(ledger::ShapeCode shape);
    [[nodiscard]] Key key_of(const ledger::Contact& contact, const ledger::Touch& touch);
    [[nodiscard]] Key key_of_shape(const ledger::Shape& shape);
    [[nodiscard]] Key key_of_owner(const ledger::Contact& contact, Instant at);
    template <typename Visit>
    void each_touch(ledger::Slot contact, Instant from, Instant until, Visit visit);
    void find(const Ending& ending);

    const ledger::Timeline& timeline_;
    Look look_;
    std::string field_;
    ledger::Texts texts_;
    std::optional<ledger::Column> column_;  // that the field is in; none: among the others
    std::vector<Key> key_of_code_;          // by the field's code
    std::vector<std::uint8_t> counts_;      // by way
    std::vector<Found> found_;
    Journeys journeys_;
};

}  // namespace baton::attribution
