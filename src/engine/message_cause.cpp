#include "engine/message_cause.hpp"

#include <charconv>
#include <cstddef>
#include <fmt/format.h>
#include <variant>

namespace baton::engine {

namespace {

constexpr std::string_view message_prefix = "message:";
constexpr std::string_view body_prefix = "body:";
constexpr std::size_t body_digits = 8;

// What stands at the end of the cause, and the cause without it.
std::uint32_t take_body(std::string_view& cause) {
    const std::size_t length = body_prefix.size() + body_digits;
    if (cause.size() < length || !cause.substr(cause.size() - length).starts_with(body_prefix)) {
        return 0;
    }
    const std::string_view digits = cause.substr(cause.size() - body_digits);
    std::uint32_t body = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), body, 16);
    if (error != std::errc{} || end != digits.end()) {
        return 0;
    }
    cause.remove_suffix(length);
    if (cause.ends_with(' ')) {
        cause.remove_suffix(1);
    }
    return body;
}

}  // namespace

SourceMessage message_of(const ledger::Event& event) {
    std::string_view cause = event.cause;
    if (const auto* touched = std::get_if<ledger::Touched>(&event.what)) {
        return {.id = touched->message_id, .body = take_body(cause)};
    }
    if (!cause.starts_with(message_prefix)) {
        return {};
    }
    const std::uint32_t body = take_body(cause);
    return {.id = cause.substr(message_prefix.size()), .body = body};
}

std::string touch_cause(std::uint32_t body) {
    return fmt::format("{}{:08x}", body_prefix, body);
}

std::string message_cause(std::string_view id, std::uint32_t body) {
    return fmt::format("{}{} {}{:08x}", message_prefix, id, body_prefix, body);
}

}  // namespace baton::engine
