#include "http/schema.hpp"

#include <string>
#include <string_view>

namespace baton::http {

std::string component_name(std::string_view pretty_function) {
    const auto begin = pretty_function.find("T = ");
    std::string_view type =
        begin == std::string_view::npos ? pretty_function : pretty_function.substr(begin + 4);
    type = type.substr(0, type.find_first_of(";]"));
    const auto scope = type.rfind("::");
    return std::string(scope == std::string_view::npos ? type : type.substr(scope + 2));
}

}  // namespace baton::http
