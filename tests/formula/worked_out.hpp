#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/value.hpp"

namespace baton::formula::test {

// Records of a deal and its company by name; what is not there is unknown.
struct Told {
    std::map<std::string, Value, std::less<>> own = {};
    std::map<std::string, Value, std::less<>> company = {};
};

// What a formula comes to on 16 March 2026 in Berlin: "EUR 12.50", "3", "yes", "unknown";
// "unknown, 1:8: …" where something stood in the way; "1:8: …" for a mistake in the text.
[[nodiscard]] std::string worked_out(std::string_view text, const Told& told = {});

}  // namespace baton::formula::test
