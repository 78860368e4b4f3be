#include "connect/segment_json.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/kind.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <fmt/format.h>
#include <iterator>
#include <openssl/evp.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "base/value.hpp"
#include "connect/segment.hpp"
#include "ledger/event.hpp"

namespace baton::connect {
namespace {

namespace json = boost::json;

constexpr std::size_t fields_max = 500;

Value number_value(double number) {
    if (const auto decimal = decimal_of(number)) return *decimal;
    return fmt::format("{}", number);
}

template <typename Integer>
Value integer_value(Integer number) {
    std::int64_t millionths = 0;
    if (__builtin_mul_overflow(number, decimal_one, &millionths)) return fmt::format("{}", number);
    return Decimal{millionths};
}

Value text_value(std::string_view text) {
    const auto trimmed = text::trimmed(text);
    if (trimmed.empty()) return Unknown{};
    const bool url = trimmed.starts_with("http://") || trimmed.starts_with("https://");
    return std::string(url ? without_query(trimmed) : trimmed);
}

std::string text_of(const json::value& value) {
    if (value.is_string()) return std::string(value.get_string());
    return json::serialize(value);
}

Value list_value(const json::array& list) {
    const bool scalars =
        std::ranges::none_of(list, [](const json::value& v) { return v.is_structured(); });
    if (!scalars) return json::serialize(list);
    std::string joined;
    for (const auto& item : list) {
        if (!joined.empty()) joined += ';';
        joined += text_of(item);
    }
    return text_value(joined);
}

void append_text(std::string_view text, std::string& into) {
    const auto size = static_cast<std::uint64_t>(text.size());
    into.push_back('s');
    into.append(reinterpret_cast<const char*>(&size), sizeof size);
    into.append(text);
}

void append_number(double number, std::string& into) {
    constexpr double exact_max = 9.0e15;
    if (std::trunc(number) == number && std::abs(number) < exact_max) {
        fmt::format_to(std::back_inserter(into), "n{};", static_cast<std::int64_t>(number));
    } else {
        fmt::format_to(std::back_inserter(into), "n{};", number);
    }
}

void append_object(const json::object& object, std::string& into) {
    std::vector<const json::key_value_pair*> members;
    members.reserve(object.size());
    for (const auto& member : object) {
        members.push_back(&member);
    }
    std::ranges::sort(
        members, {}, [](const auto* member) { return std::string_view(member->key()); });
    into.push_back('{');
    for (const auto* member : members) {
        append_text(member->key(), into);
        append_canonical(member->value(), into);
    }
    into.push_back('}');
}

void flatten_member(std::string path, const json::value& value, ledger::Fields& into) {
    if (into.size() >= fields_max) return;
    if (const auto* const object = value.if_object()) {
        flatten(*object, path, into);
        return;
    }
    auto found = field_value(value);
    if (known(found)) into.emplace_back(std::move(path), std::move(found));
}

}  // namespace

const json::object* object_at(const json::object& in, std::string_view key) {
    const auto* const found = in.if_contains(key);
    return found == nullptr ? nullptr : found->if_object();
}

std::string_view text_at(const json::object& in, std::string_view key) {
    const auto* const found = in.if_contains(key);
    if (found == nullptr || !found->is_string()) return {};
    return found->get_string();
}

std::string scalar_text_at(const json::object& in, std::string_view key) {
    const auto* const found = in.if_contains(key);
    if (found == nullptr) return {};
    if (found->is_string()) return std::string(text::trimmed(found->get_string()));
    return found->is_number() ? json::serialize(*found) : std::string{};
}

Value field_value(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null: return Unknown{};
        case json::kind::bool_: return value.get_bool();
        case json::kind::int64: return integer_value(value.get_int64());
        case json::kind::uint64: return integer_value(value.get_uint64());
        case json::kind::double_: return number_value(value.get_double());
        case json::kind::string: return text_value(value.get_string());
        case json::kind::array: return list_value(value.get_array());
        case json::kind::object: break;
    }
    return Unknown{};
}

void flatten(const json::object& object, std::string_view prefix, ledger::Fields& into) {
    for (const auto& member : object) {
        const std::string_view key = member.key();
        std::string path;
        path.reserve(prefix.size() + 1 + key.size());
        path.append(prefix);
        if (!prefix.empty()) path.push_back('.');
        path.append(key);
        flatten_member(std::move(path), member.value(), into);
    }
}

std::size_t json_bytes(const json::value& value) {
    constexpr std::size_t number_bytes = 8;
    if (value.is_string()) return value.get_string().size() + 2;
    std::size_t bytes = number_bytes;
    if (const auto* const object = value.if_object()) {
        for (const auto& member : *object) {
            bytes += member.key().size() + 4 + json_bytes(member.value());
        }
    } else if (const auto* const list = value.if_array()) {
        for (const auto& item : *list) {
            bytes += 1 + json_bytes(item);
        }
    }
    return bytes;
}

void append_canonical(const json::value& value, std::string& into) {
    switch (value.kind()) {
        case json::kind::null: into.push_back('0'); break;
        case json::kind::bool_: into.push_back(value.get_bool() ? 't' : 'f'); break;
        case json::kind::int64:
            fmt::format_to(std::back_inserter(into), "n{};", value.get_int64());
            break;
        case json::kind::uint64:
            fmt::format_to(std::back_inserter(into), "n{};", value.get_uint64());
            break;
        case json::kind::double_: append_number(value.get_double(), into); break;
        case json::kind::string: append_text(value.get_string(), into); break;
        case json::kind::array:
            into.push_back('[');
            for (const auto& item : value.get_array()) {
                append_canonical(item, into);
            }
            into.push_back(']');
            break;
        case json::kind::object: append_object(value.get_object(), into); break;
    }
}

BodyKey key_of(std::string_view canonical) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    EVP_Digest(canonical.data(), canonical.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    BodyKey key{};
    std::ranges::copy_n(digest.begin(), static_cast<std::ptrdiff_t>(key.size()), key.begin());
    return key;
}

std::string_view without_query(std::string_view url) {
    return url.substr(0, url.find_first_of("?#"));
}

}  // namespace baton::connect
