#include "http/json_body.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/system/error_code.hpp>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/core.h>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/value.hpp"
#include "ledger/json_text.hpp"

namespace baton::http {

namespace json = boost::json;

namespace {

constexpr std::size_t depth_max = 64;
constexpr std::int64_t safe_number_max = (std::int64_t{1} << 53) - 1;

// RFC 6901: ~ and / inside a member's name.
std::string escaped(std::string_view member) {
    std::string text;
    for (const char letter : member) {
        if (letter == '~') {
            text += "~0";
        } else if (letter == '/') {
            text += "~1";
        } else {
            text += letter;
        }
    }
    return text;
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code problem;
    json::value parsed = json::parse({text.data(), text.size()}, problem, {}, options);
    if (problem) {
        return fail(Failure::invalid,
                    "The body is not JSON.",
                    {{.where = "", .message = problem.message()}});
    }
    return parsed;
}

namespace detail {

Reader Reader::at(std::string_view member) const {
    return {pointer_ + '/' + escaped(member), *problems_};
}

Reader Reader::at(std::size_t index) const {
    return {pointer_ + '/' + std::to_string(index), *problems_};
}

void Reader::problem(std::string message) const {
    problems_->push_back({.where = pointer_, .message = std::move(message)});
}

void Reader::read(const json::value& json, bool& out) const {
    if (json.is_bool()) {
        out = json.get_bool();
    } else {
        problem("must be true or false");
    }
}

void Reader::read(const json::value& json, std::string& out) const {
    if (json.is_string()) {
        out = std::string(json.get_string());
    } else {
        problem("must be text");
    }
}

void Reader::read(const json::value& json, double& out) const {
    if (json.is_number()) {
        out = json.to_number<double>();
    } else {
        problem("must be a number");
    }
}

void Reader::read(const json::value& json, Decimal& out) const {
    std::optional<Decimal> number;
    if (json.is_double()) {
        number = decimal_of(json.get_double());
    } else if (json.is_number()) {
        const auto parsed = parse_decimal(json::serialize(json));
        number = parsed ? std::optional(*parsed) : std::nullopt;
    }
    if (number) {
        out = *number;
    } else {
        problem("must be a number with at most six decimals");
    }
}

void Reader::read(const json::value& json, Instant& out) const {
    const auto parsed = json.is_string() ? parse_instant(std::string_view(json.get_string()))
                                         : fail(Failure::invalid, "");
    if (parsed) {
        out = *parsed;
    } else {
        problem("must be an instant like 2026-02-03T10:00:00Z");
    }
}

void Reader::read(const json::value& json, Date& out) const {
    const auto parsed = json.is_string() ? parse_date(std::string_view(json.get_string()))
                                         : fail(Failure::invalid, "");
    if (parsed) {
        out = *parsed;
    } else {
        problem("must be a day like 2026-02-03");
    }
}

void Reader::read(const json::value& json, Money& out) const {
    if (!json.is_object()) {
        problem(R"(must be money like {"minor":1200,"currency":"EUR"})");
        return;
    }
    std::string code;
    member_of(json.get_object(), "minor", out.minor);
    member_of(json.get_object(), "currency", code);
    check_unknown(json.get_object(), {"minor", "currency"});
    const auto currency = parse_currency(code);
    if (currency) {
        out.currency = *currency;
    } else if (!code.empty()) {
        at("currency").problem("must be a currency code like EUR");
    }
}

void Reader::read(const json::value& json, json::object& out) const {
    if (json.is_object()) {
        out = json.get_object();
    } else {
        problem("must be an object");
    }
}

std::optional<std::int64_t> Reader::integer(const json::value& json,
                                            std::int64_t least,
                                            std::int64_t most) const {
    if (json.is_int64() && json.get_int64() >= least && json.get_int64() <= most) {
        return json.get_int64();
    }
    if (json.is_number() && !json.is_double()) {
        problem("is out of range");
    } else {
        problem("must be a whole number");
    }
    return std::nullopt;
}

std::optional<std::int64_t> Reader::id(const json::value& json) const {
    if (json.is_string()) {
        const std::string_view text = json.get_string();
        std::int64_t number = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (failed == std::errc() && end == text.data() + text.size() && number > 0 &&
            number <= safe_number_max) {
            return number;
        }
    }
    problem(R"(must be an id like "1025")");
    return std::nullopt;
}

void Reader::not_one_of(const std::vector<std::string>& names) const {
    problem(fmt::format("must be one of {}", fmt::join(names, ", ")));
}

void Reader::check_unknown(const json::object& object,
                           const std::vector<std::string>& names) const {
    for (const auto& [key, value] : object) {
        if (std::ranges::find(names, std::string_view(key)) == names.end()) {
            const auto near = text::nearest(key, names);
            at(std::string_view(key))
                .problem(near ? fmt::format("is unknown; did you mean {}?", *near) : "is unknown");
        }
    }
}

void write(std::string& out, std::string_view text) {
    ledger::append_quoted(out, text);
}

void write(std::string& out, bool value) {
    out += value ? "true" : "false";
}

void write(std::string& out, std::int64_t value) {
    ledger::append_number(out, value);
}

void write(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    std::array<char, 32> buffer{};
    const auto [end, failed] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    out.append(buffer.data(), failed == std::errc() ? end : buffer.data());
}

void write(std::string& out, Decimal value) {
    out += render(value);
}

void write(std::string& out, Instant value) {
    write(out, std::string_view(render(value)));
}

void write(std::string& out, Date value) {
    write(out, std::string_view(render(value)));
}

void write(std::string& out, Money value) {
    out += R"({"minor":)" + std::to_string(value.minor) + R"(,"currency":)";
    write(out, value.currency.text());
    out += '}';
}

void write(std::string& out, const json::value& value) {
    out += json::serialize(value);
}

void write(std::string& out, const json::object& value) {
    out += json::serialize(value);
}

Error body_error(std::vector<Problem> problems) {
    return {.failure = Failure::invalid,
            .message = problems.size() == 1 ? "One thing in this request needs a change."
                                            : "Some things in this request need a change.",
            .problems = std::move(problems)};
}

}  // namespace detail

}  // namespace baton::http
