#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/event.hpp"

namespace baton::connect {

enum class SegmentEndpoint : std::uint8_t { identify, track, page, screen, group, alias, batch };

// "track" or "t" and so on: the last part of /v1/….
[[nodiscard]] std::optional<SegmentEndpoint> find_segment_endpoint(std::string_view name);

// Who sends, as the connection tells. The user agent is classified, then forgotten.
struct SegmentSender {
    Instant received;
    bool browser = false;   // a browser's write key: may not send what only a server knows
    bool prefetch = false;  // the request says it fetches ahead (Sec-Purpose, Purpose)
    std::string_view user_agent = {};
};

// What two messages of one id are compared by: type, ids, event or name, properties or traits,
// original timestamp. Neither sentAt nor context nor the order of members counts. 128 bits of
// SHA-256.
using BodyKey = std::array<std::uint8_t, 16>;

// What every message has. An id that is blocked (anonymous, null, 0000, test@…) is empty and stands
// in `blocked` instead.
struct SegmentEnvelope {
    std::size_t index = 0;  // within its batch
    std::string message_id = {};
    bool message_id_assigned = false;  // the sender gave none
    std::string user = {};             // a contact's external id
    std::string anonymous = {};        // a visitor
    Instant at = {};                   // corrected for the sender's clock, never after the receipt
    std::string timestamp = {};        // as it came
    std::string sent_at = {};          // as it came
    BodyKey body_key{};
    std::vector<std::string> blocked = {};
};

struct SegmentTouch {
    std::string kind = {};
    ledger::Fields fields = {};
    ledger::Actor actor = ledger::Actor::unknown;
    ledger::Trust trust = ledger::Trust::server;
    ledger::Direction direction = ledger::Direction::in;
};

// Properties under our names, typed. `company` is what the traits say about it; empty when nothing.
struct SegmentIdentify {
    ledger::Properties properties = {};
    std::string company = {};  // its id, else its name
    ledger::Properties company_properties = {};
};

struct SegmentGroup {
    std::string group = {};
    ledger::Properties properties = {};
};

struct SegmentAlias {  // the envelope's user is known as `previous` so far; self-aliases are not
                       // given
    std::string previous = {};
};

using SegmentWhat = std::variant<SegmentTouch, SegmentIdentify, SegmentGroup, SegmentAlias>;

struct SegmentMessage {
    SegmentEnvelope envelope;
    SegmentWhat what;
};

struct SegmentRejection {
    std::size_t index = 0;
    std::string message_id = {};
    std::string reason = {};
};

// One request, message by message; every message is in exactly one of the lists, except
// self-aliases, which are counted as ignored.
struct SegmentBatch {
    std::string write_key;  // when the body carries it
    std::vector<SegmentMessage> accepted;
    std::vector<SegmentRejection> rejected;
    std::size_t ignored = 0;
};

// The bytes of a request as JSON text: gzip is recognised by its first bytes, whatever the headers
// say. too_large beyond batch_bytes_max, packed or unpacked.
[[nodiscard]] Result<std::string> segment_body(std::string_view bytes);

// Translates one request body. Fails only when the body as a whole is unusable (no JSON object, too
// large, more than batch_events_max messages); one bad message never fails its batch.
[[nodiscard]] Result<SegmentBatch> translate_segment(std::string_view body,
                                                     SegmentEndpoint endpoint,
                                                     const SegmentSender& sender);

}  // namespace baton::connect
