#include "deliver/address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <curl/curl.h>
#include <curl/urlapi.h>
#include <memory>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>

#include "base/result.hpp"

namespace baton::deliver {

namespace {

constexpr std::size_t url_bytes_max = 2'000;

struct Range {
    std::uint32_t first;
    int bits;
    bool ever;  // reached with Reach::private_too
};

// IANA's special-purpose registry, as far as packets could go anywhere.
constexpr std::array ranges{
    Range{.first = 0x00000000, .bits = 8, .ever = false},   // this host
    Range{.first = 0x0A000000, .bits = 8, .ever = true},    // 10/8
    Range{.first = 0x64400000, .bits = 10, .ever = true},   // carriers' own
    Range{.first = 0x7F000000, .bits = 8, .ever = true},    // loopback
    Range{.first = 0xA9FE0000, .bits = 16, .ever = false},  // link-local, and clouds' metadata
    Range{.first = 0xAC100000, .bits = 12, .ever = true},   // 172.16/12
    Range{.first = 0xC0000000, .bits = 24, .ever = false},  // protocol assignments
    Range{.first = 0xC0A80000, .bits = 16, .ever = true},   // 192.168/16
    Range{.first = 0xC6120000, .bits = 15, .ever = true},   // benchmarks
    Range{.first = 0xE0000000, .bits = 4, .ever = false},   // multicast
    Range{.first = 0xF0000000, .bits = 4, .ever = false},   // reserved, broadcast
};

bool may_reach_4(std::uint32_t address, Reach reach) {
    const auto in = [&](const Range& range) {
        return (address >> (32 - range.bits)) == (range.first >> (32 - range.bits));
    };
    const auto* range = std::ranges::find_if(ranges, in);
    return range == ranges.end() || (range->ever && reach == Reach::private_too);
}

std::uint32_t last_four(const std::array<unsigned char, 16>& bytes) {
    std::uint32_t address = 0;
    for (std::size_t at = 12; at < bytes.size(); ++at) {
        address = (address << 8U) | bytes[at];
    }
    return address;
}

bool may_reach_6(const std::array<unsigned char, 16>& bytes, Reach reach) {
    const bool begins_with_zeros = std::all_of(
        bytes.begin(), bytes.begin() + 10, [](unsigned char byte) { return byte == 0; });
    if (begins_with_zeros && bytes[10] == 0xFF && bytes[11] == 0xFF) {
        return may_reach_4(last_four(bytes), reach);
    }
    if (begins_with_zeros) {  // ::1, and ::, and what was once IPv4-compatible
        const bool is_loopback = bytes[10] == 0 && bytes[11] == 0 && last_four(bytes) == 1;
        return is_loopback && reach == Reach::private_too;
    }
    const bool is_nat64 = bytes[0] == 0x00 && bytes[1] == 0x64;
    if (is_nat64) {
        return may_reach_4(last_four(bytes), reach);
    }
    if ((bytes[0] & 0xFEU) == 0xFC) {  // fc00::/7, private networks
        return reach == Reach::private_too;
    }
    const bool is_global_unicast = (bytes[0] & 0xE0U) == 0x20;
    const bool is_6to4 = bytes[0] == 0x20 && bytes[1] == 0x02;
    const bool is_special = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xFEU) == 0;
    return is_global_unicast && !is_6to4 && !is_special;
}

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(const Url& url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) {
        return {};
    }
    std::string copy(text);
    curl_free(text);
    return copy;
}

// Whether the host is written as an address, and one that may not be reached.
bool is_out_of_reach(std::string host, Reach reach) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    if (inet_pton(AF_INET, host.c_str(), &four.sin_addr) == 1) {
        return !may_reach(reinterpret_cast<const sockaddr&>(four), reach);
    }
    if (host.size() > 2 && host.front() == '[') {
        host = host.substr(1, host.size() - 2);
    }
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    if (inet_pton(AF_INET6, host.c_str(), &six.sin6_addr) == 1) {
        return !may_reach(reinterpret_cast<const sockaddr&>(six), reach);
    }
    return reach == Reach::public_only && (host == "localhost" || host.ends_with(".localhost"));
}

}  // namespace

bool may_reach(const sockaddr& address, Reach reach) {
    if (address.sa_family == AF_INET) {
        return may_reach_4(ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr),
                           reach);
    }
    if (address.sa_family == AF_INET6) {
        std::array<unsigned char, 16> bytes{};
        std::memcpy(
            bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
        return may_reach_6(bytes, reach);
    }
    return false;
}

Result<std::string> check_url(std::string_view url, Reach reach) {
    if (url.size() > url_bytes_max) {
        return fail(Failure::invalid, "the address is longer than 2,000 bytes");
    }
    const Url parts(curl_url(), curl_url_cleanup);
    const bool is_url =
        url.find('\0') == std::string_view::npos &&
        curl_url_set(parts.get(), CURLUPART_URL, std::string(url).c_str(), 0) == CURLUE_OK;
    if (!is_url) {
        return fail(Failure::invalid, "write an address such as https://example.com/hook");
    }
    const std::string scheme = part_of(parts, CURLUPART_SCHEME);
    if (scheme != "https" && scheme != "http") {
        return fail(Failure::invalid, "the address must begin with https://");
    }
    if (scheme == "http" && reach == Reach::public_only) {
        return fail(Failure::invalid,
                    "http:// would send messages unsealed; use https://, or start Baton with "
                    "--private-webhooks for addresses in your own network");
    }
    if (!part_of(parts, CURLUPART_USER).empty() || !part_of(parts, CURLUPART_PASSWORD).empty()) {
        return fail(Failure::invalid, "leave name and password out of the address");
    }
    if (is_out_of_reach(part_of(parts, CURLUPART_HOST), reach)) {
        return fail(Failure::invalid,
                    "this address is inside a private network; start Baton with "
                    "--private-webhooks to allow that");
    }
    return part_of(parts, CURLUPART_URL);
}

}  // namespace baton::deliver
