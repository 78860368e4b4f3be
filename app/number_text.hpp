#pragma once

#include <optional>
#include <string>

namespace baton::app {

// To six decimals, as short as that can be: "57", "0.635571"; "null" for none.
[[nodiscard]] std::string number_text(const std::optional<double>& value);

}  // namespace baton::app
