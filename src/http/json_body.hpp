#pragma once

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/value.hpp"
#include "http/response.hpp"
#include "http/schema.hpp"

// JSON bodies to and from described records. Reading finds every problem of a body at once and
// names it by JSON pointer; a member that is not std::optional is required; unknown members are
// problems. Ids are JSON strings, instants RFC 3339, money {minor, currency}; an empty optional is
// null.
namespace baton::http {

// Text to JSON: at most 64 levels deep, UTF-8, one value. The problem stands at the root pointer
// "".
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text);

namespace detail {

// A place inside a body and the list its problems go to.
class Reader {
public:
    Reader(std::string pointer, std::vector<Problem>& problems)
        : pointer_(std::move(pointer)), problems_(&problems) {}

    [[nodiscard]] Reader at(std::string_view member) const;
    [[nodiscard]] Reader at(std::size_t index) const;
    void problem(std::string message) const;

    void read(const boost::json::value& json, bool& out) const;
    void read(const boost::json::value& json, std::string& out) const;
    void read(const boost::json::value& json, double& out) const;
    void read(const boost::json::value& json, Decimal& out) const;
    void read(const boost::json::value& json, Instant& out) const;
    void read(const boost::json::value& json, Date& out) const;
    void read(const boost::json::value& json, Money& out) const;

    void read(const boost::json::value& json, boost::json::value& out) const { out = json; }

    void read(const boost::json::value& json, boost::json::object& out) const;

    template <std::integral T>
    void read(const boost::json::value& json, T& out) const {
        constexpr std::int64_t most = std::in_range<std::int64_t>(std::numeric_limits<T>::max())
                                          ? static_cast<std::int64_t>(std::numeric_limits<T>::max())
                                          : std::numeric_limits<std::int64_t>::max();
        const auto number = integer(json, std::numeric_limits<T>::min(), most);
        out = static_cast<T>(number.value_or(0));
    }

    template <typename Tag>
    void read(const boost::json::value& json, Id<Tag>& out) const {
        out = {id(json).value_or(0)};
    }

    template <typename T>
    void read(const boost::json::value& json, std::optional<T>& out) const {
        if (!json.is_null()) {
            read(json, out.emplace());
        }
    }

    template <typename T>
    void read(const boost::json::value& json, std::vector<T>& out) const {
        if (!json.is_array()) {
            problem("must be a list");
            return;
        }
        for (const boost::json::value& element : json.get_array()) {
            T item{};
            at(out.size()).read(element, item);
            out.push_back(std::move(item));
        }
    }

    template <typename T>
    void read(const boost::json::value& json, std::map<std::string, T>& out) const {
        if (!json.is_object()) {
            problem("must be an object");
            return;
        }
        for (const auto& [key, element] : json.get_object()) {
            at(std::string_view(key)).read(element, out[std::string(key)]);
        }
    }

    template <DescribedEnum T>
    void read(const boost::json::value& json, T& out) const {
        std::vector<std::string> names;
        bool found = false;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto value) {
            names.emplace_back(json_name(value.name));
            if (json.is_string() && json.get_string() == names.back()) {
                out = value.value;
                found = true;
            }
        });
        if (!found) {
            not_one_of(names);
        }
    }

    template <DescribedRecord T>
    void read(const boost::json::value& json, T& out) const {
        if (!json.is_object()) {
            problem("must be an object");
            return;
        }
        std::vector<std::string> names;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, public_members>>(
            [&](auto member) {
                names.emplace_back(json_name(member.name));
                member_of(json.get_object(), names.back(), out.*member.pointer);
            });
        check_unknown(json.get_object(), names);
    }

private:
    template <typename T>
    void member_of(const boost::json::object& object, std::string_view key, T& out) const {
        const boost::json::value* found = object.if_contains(key);
        if (found != nullptr) {
            at(key).read(*found, out);
        } else if (!SchemaFor<T>::optional) {
            at(key).problem("is required");
        }
    }

    [[nodiscard]] std::optional<std::int64_t> integer(const boost::json::value& json,
                                                      std::int64_t least,
                                                      std::int64_t most) const;
    [[nodiscard]] std::optional<std::int64_t> id(const boost::json::value& json) const;
    void not_one_of(const std::vector<std::string>& names) const;
    void check_unknown(const boost::json::object& object,
                       const std::vector<std::string>& names) const;

    std::string pointer_;
    std::vector<Problem>* problems_;
};

void write(std::string& out, std::string_view text);
void write(std::string& out, bool value);
void write(std::string& out, std::int64_t value);
void write(std::string& out, double value);
void write(std::string& out, Decimal value);
void write(std::string& out, Instant value);
void write(std::string& out, Date value);
void write(std::string& out, Money value);
void write(std::string& out, const boost::json::value& value);
void write(std::string& out, const boost::json::object& value);

inline void write(std::string& out, const std::string& text) {
    write(out, std::string_view(text));
}

inline void write(std::string& out, const char* text) {
    write(out, std::string_view(text));
}

template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, std::int64_t>)
void write(std::string& out, T value) {
    write(out, static_cast<std::int64_t>(value));
}

template <typename Tag>
void write(std::string& out, Id<Tag> id) {
    write(out, std::string_view(std::to_string(id.value)));
}

template <DescribedEnum T>
void write(std::string& out, T value) {
    write(out, json_name(boost::describe::enum_to_string(value, "")));
}

template <typename T>
void write(std::string& out, const std::optional<T>& value);
template <typename T>
void write(std::string& out, const std::vector<T>& values);
template <typename T>
void write(std::string& out, const std::map<std::string, T>& values);

template <DescribedRecord T>
void write(std::string& out, const T& record) {
    char separator = '{';
    boost::mp11::mp_for_each<boost::describe::describe_members<T, public_members>>(
        [&](auto member) {
            out += separator;
            separator = ',';
            write(out, json_name(member.name));
            out += ':';
            write(out, record.*member.pointer);
        });
    out += separator == '{' ? "{}" : "}";
}

template <typename T>
void write(std::string& out, const std::optional<T>& value) {
    if (value) {
        write(out, *value);
    } else {
        out += "null";
    }
}

template <typename T>
void write(std::string& out, const std::vector<T>& values) {
    char separator = '[';
    for (const T& value : values) {
        out += separator;
        separator = ',';
        write(out, value);
    }
    out += separator == '[' ? "[]" : "]";
}

template <typename T>
void write(std::string& out, const std::map<std::string, T>& values) {
    char separator = '{';
    for (const auto& [key, value] : values) {
        out += separator;
        separator = ',';
        write(out, key);
        out += ':';
        write(out, value);
    }
    out += separator == '{' ? "{}" : "}";
}

[[nodiscard]] Error body_error(std::vector<Problem> problems);

}  // namespace detail

// The record a JSON value stands for, or all that is wrong with it.
template <typename T>
[[nodiscard]] Result<T> read_record(const boost::json::value& json) {
    std::vector<Problem> problems;
    T record{};
    detail::Reader("", problems).read(json, record);
    if (!problems.empty()) {
        return std::unexpected(detail::body_error(std::move(problems)));
    }
    return record;
}

// The same from the text of a body.
template <typename T>
[[nodiscard]] Result<T> parse_body(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) {
        return std::unexpected(json.error());
    }
    return read_record<T>(*json);
}

template <typename T>
[[nodiscard]] std::string render_json(const T& record) {
    std::string out;
    detail::write(out, record);
    return out;
}

template <typename T>
[[nodiscard]] Response json_response(const T& record, int status = 200) {
    return json_text(render_json(record), status);
}

// {"rows": […], "next": "opaque" or null, "total": n or null}: every list.
template <typename T>
struct Page {
    std::vector<T> rows;
    std::optional<std::string> next = {};
    std::optional<std::int64_t> total = {};
};

namespace detail {

template <typename T>
struct SchemaFor<Page<T>> {
    static constexpr bool optional = false;

    static boost::json::object make(Components& components) {
        return {{"type", "object"},
                {"properties",
                 {{"rows", schema_of<std::vector<T>>(components)},
                  {"next", schema_of<std::optional<std::string>>(components)},
                  {"total", schema_of<std::optional<std::int64_t>>(components)}}},
                {"required", {"rows"}}};
    }
};

}  // namespace detail

template <typename T>
[[nodiscard]] Response json_response(const Page<T>& page) {
    std::string out = R"({"rows":)";
    detail::write(out, page.rows);
    out += R"(,"next":)";
    detail::write(out, page.next);
    out += R"(,"total":)";
    detail::write(out, page.total);
    return json_text(out + '}');
}

}  // namespace baton::http
