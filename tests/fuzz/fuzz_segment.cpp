#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/segment.hpp"

namespace baton::connect {

namespace {

void check_touch(const SegmentTouch& touch) {
    for (const auto& [name, value] : touch.fields) {
        const bool allowed = std::holds_alternative<bool>(value) ||
                             std::holds_alternative<Decimal>(value) ||
                             std::holds_alternative<std::string>(value);
        if (name.empty() || !allowed) std::abort();
    }
}

}  // namespace

// Whatever the bytes: a message is never dated after its receipt, always has somebody and an id,
// and the fields of a touch hold only what a touch may hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::uint8_t endpoint_count = 7;
    constexpr std::int64_t received_micros = 1'767'225'600'000'000;
    const SegmentSender sender{.received = {.micros = received_micros},
                               .browser = bytes[0] >= 128,
                               .prefetch = false,
                               .user_agent = "Mozilla/5.0 (X11)"};
    const auto body = segment_body({reinterpret_cast<const char*>(bytes + 1), size - 1});
    if (!body) return 0;
    const auto endpoint = static_cast<SegmentEndpoint>(bytes[0] % endpoint_count);
    const auto batch = translate_segment(*body, endpoint, sender);
    if (!batch) return 0;
    for (const auto& [envelope, what] : batch->accepted) {
        if (envelope.at > sender.received || envelope.message_id.empty()) std::abort();
        if (envelope.user.empty() && envelope.anonymous.empty()) std::abort();
        if (const auto* const touch = std::get_if<SegmentTouch>(&what)) check_touch(*touch);
    }
    return 0;
}

}  // namespace baton::connect
