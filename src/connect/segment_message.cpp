#include "connect/segment_message.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <charconv>
#include <cstddef>
#include <fmt/core.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/actor_table.hpp"
#include "connect/channel_table.hpp"
#include "connect/kinds.hpp"
#include "connect/segment.hpp"
#include "connect/segment_json.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

namespace json = boost::json;

const json::object& no_members() {
    static const json::object empty;
    return empty;
}

const json::object& object_or_none(const json::object& in, std::string_view key) {
    const auto* const found = object_at(in, key);
    return found == nullptr ? no_members() : *found;
}

bool is_touch(SegmentEndpoint type) {
    return type == SegmentEndpoint::track || type == SegmentEndpoint::page ||
           type == SegmentEndpoint::screen;
}

// The id, or nothing when it is blocked: then it is reported.
std::string usable_id(const json::object& message,
                      std::string_view key,
                      std::vector<std::string>& blocked) {
    auto id = scalar_text_at(message, key);
    if (id.empty() || !is_blocked_id(id)) return id;
    blocked.push_back(std::move(id));
    return {};
}

void append_compared(const json::object& message, SegmentEndpoint type, std::string& canonical) {
    constexpr std::array<std::string_view, 9> compared{"userId",
                                                       "anonymousId",
                                                       "previousId",
                                                       "groupId",
                                                       "event",
                                                       "name",
                                                       "category",
                                                       "properties",
                                                       "traits"};
    canonical.push_back(static_cast<char>('A' + static_cast<int>(type)));
    for (const auto key : compared) {
        const auto* const found = message.if_contains(key);
        append_canonical(found == nullptr ? json::value{} : *found, canonical);
    }
    const auto* when = message.if_contains("originalTimestamp");
    if (when == nullptr) when = message.if_contains("timestamp");
    append_canonical(when == nullptr ? json::value{} : *when, canonical);
}

std::string hex_of(const BodyKey& key) {
    std::string text;
    for (const auto byte : key) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

// The value of one utm or click parameter of a query string ("?a=b&c=d", or a URL that has one).
std::string_view query_value(std::string_view url, std::string_view name) {
    const auto begin = url.find('?');
    if (begin == std::string_view::npos) return {};
    auto query = url.substr(begin + 1);
    query = query.substr(0, query.find('#'));
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
            return pair.substr(name.size() + 1);
        }
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return {};
}

// The query strings a message carries; any may be empty.
using Queries = std::span<const std::string_view>;

std::string_view click_id_in(Queries queries) {
    constexpr std::array<std::string_view, 10> names{"gclid",
                                                     "wbraid",
                                                     "gbraid",
                                                     "msclkid",
                                                     "dclid",
                                                     "li_fat_id",
                                                     "ttclid",
                                                     "twclid",
                                                     "fbclid",
                                                     "igshid"};
    for (const auto query : queries) {
        const auto* const found = std::ranges::find_if(
            names, [&](std::string_view name) { return !query_value(query, name).empty(); });
        if (found != names.end()) return *found;
    }
    return {};
}

void put_text(ledger::Fields& fields, std::string_view name, std::string_view text) {
    const auto trimmed = text::trimmed(text);
    if (!trimmed.empty()) fields.emplace_back(name, std::string(trimmed));
}

std::string decoded_parameter(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const auto pair = text.substr(std::min(i + 1, text.size()), 2);
        const bool escaped =
            text[i] == '%' && pair.size() == 2 &&
            std::from_chars(pair.data(), pair.data() + 2, value, 16).ptr == pair.data() + 2;
        if (escaped) i += 2;
        const char plain = text[i] == '+' ? ' ' : text[i];
        result.push_back(escaped ? static_cast<char>(value) : plain);
    }
    return text::valid_utf8(result) ? result : std::string(text);
}

std::string parameter_in(Queries queries, std::string_view name) {
    for (const auto query : queries) {
        const auto value = query_value(query, name);
        if (!value.empty()) return decoded_parameter(value);
    }
    return {};
}

// properties.value, else revenue, as a number.
void put_amount(const json::object& properties, ledger::Fields& fields) {
    for (const std::string_view key : {"value", "revenue"}) {
        const auto number = parse_decimal(scalar_text_at(properties, key));
        if (!number) continue;
        fields.emplace_back("value", *number);
        return;
    }
}

// What has a field of its own, or is personal beyond need.
bool is_taken(std::string_view key) {
    constexpr std::array<std::string_view, 4> taken{"path", "search", "asset", "value"};
    return std::ranges::find(taken, key) != taken.end();
}

}  // namespace

Result<std::optional<SegmentMessage>> SegmentTranslator::translate(const json::object& message,
                                                                   SegmentEndpoint type,
                                                                   std::size_t index) {
    auto envelope = TRY(envelope_of(message, type, index));
    if (is_touch(type)) {
        auto touch = TRY(touch_of(message, type));
        return SegmentMessage{.envelope = std::move(envelope), .what = std::move(touch)};
    }
    const auto& traits = object_or_none(message, "traits");
    if (type == SegmentEndpoint::identify) {
        auto identify = identify_of(traits, envelope.blocked);
        return SegmentMessage{.envelope = std::move(envelope), .what = std::move(identify)};
    }
    if (type == SegmentEndpoint::group) {
        SegmentGroup group{.group = usable_id(message, "groupId", envelope.blocked),
                           .properties = company_properties_of(traits)};
        if (group.group.empty())
            return fail(Failure::invalid, "groupId is missing or names nobody");
        return SegmentMessage{.envelope = std::move(envelope), .what = std::move(group)};
    }
    SegmentAlias alias{.previous = usable_id(message, "previousId", envelope.blocked)};
    if (alias.previous.empty())
        return fail(Failure::invalid, "previousId is missing or names nobody");
    if (alias.previous == envelope.user) return std::nullopt;
    return SegmentMessage{.envelope = std::move(envelope), .what = std::move(alias)};
}

Result<SegmentEnvelope> SegmentTranslator::envelope_of(const json::object& message,
                                                       SegmentEndpoint type,
                                                       std::size_t index) {
    SegmentEnvelope envelope{.index = index};
    envelope.user = usable_id(message, "userId", envelope.blocked);
    envelope.anonymous = usable_id(message, "anonymousId", envelope.blocked);
    if (envelope.user.empty() && envelope.anonymous.empty()) {
        return fail(Failure::invalid,
                    envelope.blocked.empty()
                        ? std::string("neither userId nor anonymousId")
                        : fmt::format("\"{}\" names nobody", envelope.blocked.front()));
    }
    envelope.timestamp = scalar_text_at(message, "originalTimestamp");
    if (envelope.timestamp.empty()) envelope.timestamp = scalar_text_at(message, "timestamp");
    envelope.sent_at = scalar_text_at(message, "sentAt");
    if (envelope.sent_at.empty()) envelope.sent_at = batch_sent_at_;
    envelope.at = time_of(envelope);
    canonical_.clear();
    append_compared(message, type, canonical_);
    envelope.body_key = key_of(canonical_);
    envelope.message_id = scalar_text_at(message, "messageId");
    if (envelope.message_id.size() > message_id_bytes_max) {
        return fail(Failure::invalid,
                    fmt::format("messageId is longer than {} bytes", message_id_bytes_max));
    }
    if (envelope.message_id.empty()) {
        envelope.message_id_assigned = true;
        envelope.message_id = fmt::format(
            "baton-{}-{}-{}", hex_of(envelope.body_key), sender_.received.micros, index);
    }
    return envelope;
}

Instant SegmentTranslator::time_of(const SegmentEnvelope& envelope) const {
    const auto written = segment_time(envelope.timestamp);
    const auto sent = segment_time(envelope.sent_at);
    if (!written) return sender_.received;
    auto at = *written;
    if (sent) at = plus(sender_.received, written->micros - sent->micros);
    return std::min(at, sender_.received);
}

Result<SegmentWhat> SegmentTranslator::touch_of(const json::object& message, SegmentEndpoint type) {
    SegmentTouch touch;
    if (type == SegmentEndpoint::track) {
        touch.kind = text::trimmed(text_at(message, "event"));
        if (touch.kind.empty()) return fail(Failure::invalid, "event is missing");
        if (sender_.browser && is_server_only(touch.kind)) {
            return fail(Failure::forbidden,
                        fmt::format("\"{}\" may not come from a browser", touch.kind));
        }
    } else {
        touch.kind = type == SegmentEndpoint::page ? "page_view" : "screen_view";
    }
    touch.fields = fields_of(message);
    touch.actor = actor_for(message);
    touch.trust = sender_.browser ? ledger::Trust::anonymous : ledger::Trust::server;
    touch.direction = direction_of(touch.kind);
    return touch;
}

const json::object* SegmentTranslator::context_part(const json::object& message,
                                                    std::string_view part) const {
    const auto* const own = object_at(message, "context");
    const auto* const found = own == nullptr ? nullptr : object_at(*own, part);
    if (found != nullptr || batch_context_ == nullptr) return found;
    return object_at(*batch_context_, part);
}

std::string_view SegmentTranslator::context_text(const json::object& message,
                                                 std::string_view key) const {
    const auto* const own = object_at(message, "context");
    const auto found = own == nullptr ? std::string_view{} : text_at(*own, key);
    if (!found.empty() || batch_context_ == nullptr) return found;
    return text_at(*batch_context_, key);
}

ledger::Actor SegmentTranslator::actor_for(const json::object& message) {
    if (sender_.prefetch) return ledger::Actor::prefetch;
    auto agent = context_text(message, "userAgent");
    if (agent.empty() && sender_.browser) agent = sender_.user_agent;
    if (agent != last_agent_) {
        last_agent_ = agent;
        last_actor_ = actor_of(agent);
    }
    return last_actor_;
}

ledger::Fields SegmentTranslator::fields_of(const json::object& message) const {
    const auto& properties = object_or_none(message, "properties");
    ledger::Fields fields;
    put_origin(message, properties, fields);
    put_text(fields, "asset", text_at(properties, "asset"));
    put_text(fields, "name", text_at(message, "name"));
    put_text(fields, "category", text_at(message, "category"));
    put_amount(properties, fields);
    ledger::Fields flat;
    flatten(properties, "properties", flat);
    constexpr std::size_t prefix = std::string_view("properties.").size();
    for (auto& [path, value] : flat) {
        if (!is_taken(std::string_view(path).substr(prefix))) {
            fields.emplace_back(std::move(path), std::move(value));
        }
    }
    return fields;
}

// channel, campaign, source, medium, path: where the visitor came from and where it was.
void SegmentTranslator::put_origin(const json::object& message,
                                   const json::object& properties,
                                   ledger::Fields& fields) const {
    const auto* page = context_part(message, "page");
    const auto* campaign = context_part(message, "campaign");
    if (page == nullptr) page = &no_members();
    if (campaign == nullptr) campaign = &no_members();
    const auto either = [&](std::string_view key) {
        const auto own = text_at(properties, key);
        return own.empty() ? text_at(*page, key) : own;
    };
    const std::array<std::string_view, 4> queries{text_at(properties, "search"),
                                                  text_at(properties, "url"),
                                                  text_at(*page, "search"),
                                                  text_at(*page, "url")};
    const auto utm = [&](std::string_view key, std::string_view parameter) {
        const auto given = text_at(*campaign, key);
        return given.empty() ? parameter_in(queries, parameter) : std::string(given);
    };
    const auto source = utm("source", "utm_source");
    const auto medium = utm("medium", "utm_medium");
    const auto click_id = click_id_in(queries);
    put_text(fields,
             "channel",
             channel_of({.source = source,
                         .medium = medium,
                         .referrer = either("referrer"),
                         .page_url = either("url"),
                         .click_id = click_id}));
    put_text(fields, "campaign", utm("name", "utm_campaign"));
    put_text(fields, "source", source);
    put_text(fields, "medium", medium);
    put_text(fields, "click_id", click_id);
    put_text(fields, "path", without_query(either("path")));
}

}  // namespace baton::connect
