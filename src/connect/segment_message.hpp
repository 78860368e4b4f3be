#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "connect/segment.hpp"
#include "ledger/event.hpp"

namespace baton::connect {

// Translates the messages of one request, one after the other. `batch_context` and `batch_sent_at`
// stand for what a message does not have itself.
class SegmentTranslator {
public:
    SegmentTranslator(const SegmentSender& sender,
                      const boost::json::object* batch_context,
                      std::string_view batch_sent_at)
        : sender_(sender), batch_context_(batch_context), batch_sent_at_(batch_sent_at) {}

    // nullopt: nothing to do (a self-alias). The error's message is the reason to reject.
    [[nodiscard]] Result<std::optional<SegmentMessage>> translate(
        const boost::json::object& message, SegmentEndpoint type, std::size_t index);

private:
    [[nodiscard]] Result<SegmentEnvelope> envelope_of(const boost::json::object& message,
                                                      SegmentEndpoint type,
                                                      std::size_t index);
    [[nodiscard]] Result<SegmentWhat> touch_of(const boost::json::object& message,
                                               SegmentEndpoint type);
    [[nodiscard]] Instant time_of(const SegmentEnvelope& envelope) const;
    [[nodiscard]] ledger::Actor actor_for(const boost::json::object& message);
    [[nodiscard]] const boost::json::object* context_part(const boost::json::object& message,
                                                          std::string_view part) const;
    [[nodiscard]] std::string_view context_text(const boost::json::object& message,
                                                std::string_view key) const;
    [[nodiscard]] ledger::Fields fields_of(const boost::json::object& message) const;
    void put_origin(const boost::json::object& message,
                    const boost::json::object& properties,
                    ledger::Fields& fields) const;

    const SegmentSender& sender_;
    const boost::json::object* batch_context_;
    std::string_view batch_sent_at_;
    std::string last_agent_;
    ledger::Actor last_actor_ = ledger::Actor::unknown;
    std::string canonical_;
};

// Traits of a contact (identify) and of a company (group) under our names.
[[nodiscard]] SegmentIdentify identify_of(const boost::json::object& traits,
                                          std::vector<std::string>& blocked);
[[nodiscard]] ledger::Properties company_properties_of(const boost::json::object& traits);

// An id that names nobody: null, anonymous, undefined, 0000, -1, test@….
[[nodiscard]] bool is_blocked_id(std::string_view id);

// What an SDK wrote as a time: ISO 8601, or a number since 1970. Without a zone it is UTC.
[[nodiscard]] std::optional<Instant> segment_time(std::string_view text);

}  // namespace baton::connect
