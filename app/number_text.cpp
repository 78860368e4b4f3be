#include "app/number_text.hpp"

#include <fmt/core.h>
#include <optional>
#include <string>

namespace baton::app {

std::string number_text(const std::optional<double>& value) {
    if (!value) {
        return "null";
    }
    std::string text = fmt::format("{:.6f}", *value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

}  // namespace baton::app
