#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/journey_keys.hpp"
#include "attribution/path.hpp"
#include "base/instant.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"

// The paths that lie in the ledger. Nothing else of this room reads touches.
namespace baton::attribution {

[[nodiscard]] std::string_view name(By by);
[[nodiscard]] std::optional<By> find_by(std::string_view name);

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
    bool places = false;                // whether it matters which touches those of the paths are
};

// Which touch of the ledger a place of a path is.
struct TouchPlace {
    ledger::Slot contact = ledger::no_slot;
    ledger::ShapeCode shape = {};
};

struct Journeys {
    std::vector<std::string> keys = {};  // texts of the keys, by number
    Paths converting = {};
    std::vector<KeyPaths> others = {};     // in parts, as they were read
    std::vector<TouchPlace> touches = {};  // of the converting paths, when places matter
};

// Reads paths. A touch counts when JourneyKeys says so and its ending lies within the look-back
// behind it (rule 11: at ≤ end < at ⊕ look-back). Keeps buffers: one for each thread. The timeline
// must not change meanwhile.
class JourneyReader {
public:
    JourneyReader(const ledger::Timeline& timeline, const Look& look);
    // One that knows the keys of another already.
    JourneyReader(const ledger::Timeline& timeline, const Look& look, JourneyKeys keys);

    // A path of its own for each, empty when no touch counts.
    void add_converting(const Ending& ending);
    // Left out when no touch counts.
    void add_other(const Ending& ending);
    void add_other(ledger::Slot contact, Instant at);

    // The last touch of a contact that counts, by `as_of`.
    [[nodiscard]] std::optional<Instant> last_touch(ledger::Slot contact);

    // How soon a contact's touches are read, so that its memory is asked for in time: first while
    // it is far, then near, then next.
    enum class Distance : std::uint8_t { far, near, next };

    void expect(ledger::Slot contact, Distance distance) const;

    // Those that were added since the last time.
    [[nodiscard]] KeyPaths take_others();

    [[nodiscard]] const JourneyKeys& keys() const { return keys_; }

    // With what was read since others were taken last as the only part of them.
    [[nodiscard]] Journeys take() &&;

private:
    // A touch of an ending with several people, or of one whose touches became known late.
    struct Found {
        std::int64_t at = 0;
        std::uint32_t order = 0;
        Key key = 0;
        TouchPlace place;
    };

    struct Span {
        Instant from;
        Instant until;
    };

    [[nodiscard]] Span span_before(Instant end) const;
    [[nodiscard]] bool plain(ledger::Slot contact);
    void find(std::span<const ledger::Slot> contacts, Span span);
    void find(ledger::Slot contact, Span span);
    void add_plain(ledger::Slot slot, Span span);

    const ledger::Timeline& timeline_;
    Look look_;
    JourneyKeys keys_;
    ledger::Slot plain_slot_ = ledger::no_slot;  // whom `plain_` is of
    ledger::Touches::Packed plain_;
    std::vector<Found> found_;
    KeyPaths others_;
    Journeys journeys_;
};

// When the path of a contact ends that leads to nothing; none for a contact who is left out.
using EndOfOther =
    std::function<std::optional<Instant>(JourneyReader& reader, ledger::Slot contact)>;

// What is not credited: endings of their own, and everybody's of whom `of_contact` tells one.
struct OtherEndings {
    std::span<const Ending> endings = {};
    EndOfOther of_contact = {};
};

// The same as one reader would read, with several threads; keys that only others have come by text.
// `of_contact` is called by all of them, each with a reader of its own.
[[nodiscard]] Journeys read_journeys(const ledger::Timeline& timeline,
                                     const Look& look,
                                     std::span<const Ending> converting,
                                     const OtherEndings& others,
                                     unsigned threads);

}  // namespace baton::attribution
