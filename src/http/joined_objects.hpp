#pragma once

#include <string>
#include <string_view>

#include "http/schema.hpp"

namespace baton::http {

// Two JSON objects as one with the members of both. REQUIRES: neither is empty, no name occurs
// twice.
[[nodiscard]] inline std::string joined_objects(std::string first, std::string_view second) {
    first.back() = ',';
    return first.append(second.substr(1));
}

// The schema of what joined_objects makes of a First and a Second.
template <typename First, typename Second>
[[nodiscard]] boost::json::object joined_schema(Components& components) {
    return {{"allOf", {schema_of<First>(components), schema_of<Second>(components)}}};
}

}  // namespace baton::http
