#pragma once

#include <string>
#include <string_view>

namespace baton::http {

// Two JSON objects as one with the members of both. REQUIRES: neither is empty, no name occurs
// twice.
[[nodiscard]] inline std::string joined_objects(std::string first, std::string_view second) {
    first.back() = ',';
    return first.append(second.substr(1));
}

}  // namespace baton::http
