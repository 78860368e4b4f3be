#include "http/property_body.hpp"

#include <algorithm>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

#include "engine/property_view.hpp"

namespace baton::http {

namespace {

constexpr std::size_t name_bytes_max = 100;
constexpr std::size_t text_bytes_max = 64 * 1024;

bool is_property_name(std::string_view name) {
    const auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_' || letter == '.';
    };
    return !name.empty() && name.size() <= name_bytes_max && std::ranges::all_of(name, fits);
}

bool is_too_long(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && text->size() > text_bytes_max;
}

}  // namespace

Result<ledger::Properties> properties_from(const boost::json::object& object,
                                           std::string_view pointer) {
    ledger::Properties properties;
    std::vector<Problem> problems;
    for (const auto& [key, given] : object) {
        const std::string name(key);
        const std::string where = fmt::format("{}/{}", pointer, name);
        auto value = engine::value_from_json(given);
        if (!is_property_name(name)) {
            problems.push_back({where, "write a property's name in lower case, like job_title"});
        } else if (!value) {
            problems.push_back({where, "is of no type that a property can have"});
        } else if (is_too_long(*value)) {
            problems.push_back({where, "is too long"});
        } else {
            properties.emplace_back(name, *std::move(value));
        }
    }
    if (!problems.empty()) {
        return fail(Failure::invalid, "Some properties are wrong.", std::move(problems));
    }
    return properties;
}

}  // namespace baton::http
