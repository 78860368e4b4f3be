#include <boost/describe/class.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "http/compress.hpp"
#include "http/json_body.hpp"
#include "http/target.hpp"

// Bytes from anywhere as an address, a cookie, an authorisation, a packed body and a JSON body.
// What is read must be clean, and what is written must be read back the same.
namespace baton::http {

struct Sample {
    ContactId id;
    std::string text;
    std::optional<Money> amount;
    std::optional<Instant> at;
    std::vector<std::string> list;
    std::map<std::string, std::int64_t> numbers;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (id, text, amount, at, list, numbers))

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void read_target(std::string_view text) {
    const auto target = parse_target(text);
    if (!target) {
        return;
    }
    for (const std::string& segment : target->segments) {
        require(segment != ".." && segment != "." && !segment.contains('\0'));
    }
    require(target->query.size() <= query_parameters_max);
}

void read_body(std::string_view text) {
    const auto sample = parse_body<Sample>(text);
    if (!sample) {
        require(!sample.error().problems.empty());
        return;
    }
    const std::string written = render_json(*sample);
    const auto again = parse_body<Sample>(written);
    require(again.has_value() && render_json(*again) == written);
}

}  // namespace

}  // namespace baton::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using baton::http::accepts, baton::http::find_cookie, baton::http::parse_basic;
    using baton::http::plain_body, baton::http::read_body, baton::http::read_target;
    using baton::http::require;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    read_target(text);
    read_body(text);
    static_cast<void>(find_cookie(text, "__Host-baton"));
    static_cast<void>(parse_basic(text));
    static_cast<void>(accepts(text, "gzip"));
    constexpr std::size_t plain_max = 65'536;
    const auto plain = plain_body(std::string(text), "gzip", plain_max);
    require(!plain || plain->size() <= plain_max);
    return 0;
}
