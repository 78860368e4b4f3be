#pragma once

#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"
#include "engine/refs.hpp"
#include "engine/workspace.hpp"
#include "matching/field.hpp"
#include "matching/pairs.hpp"
#include "matching/roll.hpp"
#include "matching/scale.hpp"

// Contacts that are probably the same person: found over the whole base, scored, with the facts
// that speak for it and against it.
namespace baton::engine {

// What one search found. Its contacts may have changed since.
struct FoundDuplicates {
    struct Pair {
        ContactId left;  // the lower id
        ContactId right;
        matching::Row left_row = 0;
        matching::Row right_row = 0;
        double score = 0;
    };

    std::uint64_t last_order = 0;  // what had been recorded
    matching::Roll roll;
    std::unique_ptr<const matching::Scale> scale;
    std::vector<ContactId> contacts;  // by row
    std::vector<Pair> pairs;          // best first
};

// What is known of a contact, as far as it tells people apart.
[[nodiscard]] matching::Card card_of(const ledger::Timeline& timeline,
                                     const ledger::Contact& contact);

// The same of properties that nobody has yet.
[[nodiscard]] matching::Card card_of(const ledger::Properties& properties,
                                     std::string_view company);

// Reads all contacts, a few at a time, then compares without holding anything.
[[nodiscard]] std::shared_ptr<const FoundDuplicates> find_duplicates(
    const Workspace& workspace, unsigned threads, const std::stop_token& stop = {});

struct DuplicateEvidence {
    std::string field = {};
    std::string level = {};  // "the same", "nearly the same", "alike", "different" …
    std::string left = {};
    std::string right = {};
    std::int64_t points = 0;   // each one doubles the odds, or halves them when negative
    std::int64_t records = 0;  // that have this very text, when both do
};

BOOST_DESCRIBE_STRUCT(DuplicateEvidence, (), (field, level, left, right, points, records))

struct DuplicateSide {
    ContactRef contact = {};
    std::optional<std::string> email = {};
    Instant created_at = {};
    std::int64_t touches = 0;
    std::int64_t deals = 0;
};

BOOST_DESCRIBE_STRUCT(DuplicateSide, (), (contact, email, created_at, touches, deals))

// A property in which the two differ, and which value stays unless somebody chooses.
struct DuplicateValue {
    std::string name = {};
    std::string left = {};
    std::string right = {};
    std::string stays = {};  // left or right
    bool fixed = false;      // about consent: not to be chosen
};

BOOST_DESCRIBE_STRUCT(DuplicateValue, (), (name, left, right, stays, fixed))

struct DuplicatePair {
    std::string id = {};  // "1025-2049"
    std::int64_t score = 0;
    bool certain = false;
    DuplicateSide left = {};
    DuplicateSide right = {};
    std::string survivor = {};  // proposed: who has more history
    std::vector<DuplicateEvidence> evidence = {};
    std::vector<DuplicateValue> values = {};
};

BOOST_DESCRIBE_STRUCT(DuplicatePair,
                      (),
                      (id, score, certain, left, right, survivor, evidence, values))

struct DuplicatesPage {
    std::vector<DuplicatePair> rows = {};
    std::optional<std::string> next = {};
    std::int64_t total = 0;  // pairs to look at, those that were dismissed left out
};

struct DuplicatesAsk {
    std::string after = {};
    std::size_t limit = 50;
};

// The pairs of which both still stand alone and that nobody called different, best first.
[[nodiscard]] Result<DuplicatesPage> duplicates_page(const Workspace::View& view,
                                                     const FoundDuplicates& found,
                                                     const DuplicatesAsk& ask);

// Two contacts of one pair id, in order; invalid when it is none.
struct PairIds {
    ContactId left;
    ContactId right;
};

[[nodiscard]] Result<PairIds> parse_pair(std::string_view id);

// Remembers that the two are different people: they are not shown again.
Result<Receipt> call_different(Desk& desk, const PairIds& pair, const Because& because);

}  // namespace baton::engine
